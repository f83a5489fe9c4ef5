import Foundation

/// Whether dark lenses lie before the eyes, or something before the mouth: everything is measured against the same
/// face's own skin, so that its tone and the light do not count.
package struct FaceCover: Sendable {
    private let surface: FaceSurface
    private let region: Region
    private let models: [String]

    /// - Parameter region: of the face, for the findings.
    package init(of surface: FaceSurface, region: Region, models: [String]) {
        self.surface = surface
        self.region = region
        self.models = models
    }

    /// Two findings of one check: about the eyes, and about the lower face. A look is the most they ask for.
    package var findings: [Finding] {
        guard skin.chroma >= FaceLimits.colourful else {
            // Without colour a mask is as grey as a face.
            return [finding(.unavailable, nil, 0, .dataMissing)]
        }
        return [
            finding(areEyesCovered ? .review : .success, lensLight, FaceLimits.lensLight, .eyesCovered),
            finding(isMouthCovered ? .review : .success, lowerVariety, FaceLimits.lowerVariety, .mouthCovered),
        ]
    }

    /// Whether lenses hide the eyes.
    package var areEyesCovered: Bool { lensLight < FaceLimits.lensLight }

    /// Whether something hides the mouth.
    package var isMouthCovered: Bool { lowerVariety < FaceLimits.lowerVariety }

    private func finding(
        _ outcome: Finding.Outcome, _ measure: Double?, _ threshold: Double, _ reason: Reason
    ) -> Finding {
        Finding(
            .selfieFaceUncovered, outcome, measure: measure, threshold: measure == nil ? nil : threshold,
            unit: measure == nil ? nil : .share, region: region, reason: outcome == .success ? nil : reason,
            models: models)
    }

    // MARK: Eyes

    /// The light of the skin just below an eye as a share of the same side's cheek's, less where its colour is not the
    /// skin's; of the eye where it is more. Bare skin has about 0.9, behind dark lenses 0.05 to 0.35 is left.
    package var lensLight: Double {
        let bare = SkinColour(medianOf: (Places.cheeks.flatMap(\.self) + Places.forehead).map(surface.colour(at:)))
        let shares = zip(Places.belowEyes, Places.cheeks).map { below, cheek in
            let (seen, own) = (surface.colour(at: below), surface.colour(at: cheek))
            return seen.light(against: own) - FaceLimits.lensColour * seen.distance(to: bare)
        }
        return exp(min(0, shares.max() ?? 0))
    }

    // MARK: Mouth

    /// How much the lips, the skin about them and the lower cheeks differ in colour from each other, as a share of how
    /// much they differ from the upper face. Lips, beards and cheeks differ; a mask has one colour, and not the skin's.
    package var lowerVariety: Double {
        let parts = Places.lower.map(surface.colour(at:))
        let count = Double(parts.count)
        let (red, blue) = (parts.reduce(0) { $0 + $1.redness } / count, parts.reduce(0) { $0 + $1.blueness } / count)
        let squares = parts.reduce(0.0) { sum, part in
            sum + (part.redness - red) * (part.redness - red) + (part.blueness - blue) * (part.blueness - blue)
        }
        let distances = parts.map { $0.distance(to: skin) }.sorted()
        let apart = (distances[1] + distances[2]) / 2
        return (squares / count).squareRoot() / max(apart, FaceLimits.lowerDistance)
    }

    /// Of the forehead, the nose's root and below the eyes: what no mask covers.
    private var skin: SkinColour {
        SkinColour(
            medianOf: (Places.forehead + Places.belowEyes.flatMap { $0.suffix(4) } + Places.noseRoot)
                .map(surface.colour(at:)))
    }

    /// Points of the mesh; the numbering is MediaPipe's. Right before left.
    private enum Places {
        static let belowEyes = [
            [110, 24, 23, 22, 228, 229, 230, 231], [339, 254, 253, 252, 448, 449, 450, 451],
        ]
        static let cheeks = [[50, 205, 101, 36], [280, 425, 330, 266]]
        static let forehead = [151, 9, 107, 336, 108, 337, 69, 299]
        static let noseRoot = [6, 168, 197]
        /// The lips, between them and the nose, the chin, and the cheeks beside the mouth.
        static let lower = [
            [11, 12, 72, 38, 302, 268, 15, 16, 85, 86, 315, 316], [164, 167, 393, 165, 391],
            [18, 200, 83, 313, 201, 421, 199], [214, 434, 207, 427, 212, 432, 192, 416],
        ]
    }
}
