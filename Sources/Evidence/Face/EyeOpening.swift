/// Whether the eyes are open: how high the gap of the lids is, and whether an iris lies between two whites.
///
/// The mesh alone does not tell: it puts the lids of a closed eye nearly as far apart as those of a narrow one
/// (`docs/accuracy.md`).
package struct EyeOpening: Sendable {
    private let surface: FaceSurface
    private let region: Region
    private let models: [String]

    /// - Parameter region: of the face, for the finding.
    package init(of surface: FaceSurface, region: Region, models: [String]) {
        self.surface = surface
        self.region = region
        self.models = models
    }

    /// A look is the most that it asks for: eyes that are narrow by nature, or light, come near to closed ones.
    package var finding: Finding {
        let (gap, iris) = (gap, iris)
        if gap >= FaceLimits.eyeGap {
            return Finding(
                .selfieEyesOpen, .success, measure: gap, threshold: FaceLimits.eyeGap, unit: .share, region: region,
                models: models)
        }
        let isOpen = iris >= FaceLimits.irisContrast
        return Finding(
            .selfieEyesOpen, isOpen ? .success : .review, measure: iris, threshold: FaceLimits.irisContrast,
            unit: .share, region: region, reason: isOpen ? nil : .eyesClosed, models: models)
    }

    /// The eye aspect ratio of T. Soukupová and J. Čech (2016): the gap's height over the eye's width, mean of both.
    package var gap: Double {
        let gaps = [[33, 160, 158, 133, 153, 144], [362, 385, 387, 263, 373, 380]].map { eye -> Double in
            let points = eye.map { surface.points[$0] }
            let width = Self.distance(points[0], points[3])
            return (Self.distance(points[1], points[5]) + Self.distance(points[2], points[4])) / (2 * max(width, 1))
        }
        return (gaps[0] + gaps[1]) / 2
    }

    /// How much darker a place of an iris's size is than those left and right of it, as a share of the skin's light,
    /// where that is most; the mean of both eyes.
    package var iris: Double {
        let eyes = [(33, 133), (362, 263)].map { EyePatch(of: surface, from: $0.0, to: $0.1).contrast }
        return (eyes[0] + eyes[1]) / 2
    }

    private static func distance(_ one: Point, _ other: Point) -> Double {
        let (x, y) = (other.x - one.x, other.y - one.y)
        return (x * x + y * y).squareRoot()
    }
}

/// One eye brought to one width: 32 × 24 pixels, its corners level and two thirds of the width apart.
private struct EyePatch {
    private static let width = 32
    private static let height = 24
    private let light: [Double]

    init(of surface: FaceSurface, from first: Int, to second: Int) {
        let (one, other) = (surface.points[first], surface.points[second])
        let span = Double(Self.width - 1) / 3
        let (x, y) = (Double(Self.width - 1) / 2, Double(Self.height - 1) / 2)
        let map = Affine.similarity(from: [one, other], to: [Point(x: x - span, y: y), Point(x: x + span, y: y)])
        let grey = surface.picture.grey()
            .warped(by: map ?? .identity, width: Self.width, height: Self.height, border: .replicate)
        // The skin below the eye is what the rest is held against.
        let skin = (20..<24).flatMap { row in (6..<26).map { Double(grey.pixels[row * Self.width + $0]) } }.sorted()
        let own = max(20, (skin[39] + skin[40]) / 2)
        light = grey.pixels.map { min(Double($0) / own, 1.5) }
    }

    /// Every place that an iris may have between the corners; a look aside moves it.
    var contrast: Double {
        var best = -1.0
        for row in 7..<13 {
            for middle in 11..<21 {
                let beside = (mean(row, middle - 8..<middle - 4) + mean(row, middle + 5..<middle + 9)) / 2
                best = max(best, beside - mean(row, middle - 2..<middle + 3))
            }
        }
        return best
    }

    private func mean(_ top: Int, _ columns: Range<Int>) -> Double {
        var sum = 0.0
        for row in top..<top + 4 {
            for column in columns { sum += light[row * Self.width + column] }
        }
        return sum / Double(4 * columns.count)
    }
}
