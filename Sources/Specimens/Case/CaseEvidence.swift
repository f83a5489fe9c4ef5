package import Evidence
package import Kernel

/// What the person of a case hands in, drawn.
package struct CaseEvidence: Sendable {
    package enum Document: String, Codable, Sendable, CaseIterable {
        case passport
        case idCard

        /// In the order in which they are asked for.
        package var sides: [SpecimenDocument.Kind] {
            self == .passport ? [.passport] : [.idCardFront, .idCardBack]
        }
    }

    /// How large the pictures are, in pixels.
    package struct Frames: Sendable {
        package let document: (width: Int, height: Int)
        package let selfie: (width: Int, height: Int)

        package init(document: (width: Int, height: Int), selfie: (width: Int, height: Int)) {
            self.document = document
            self.selfie = selfie
        }

        /// Photographs of a telephone, made a little smaller so that they are drawn and sent quickly.
        package static let photographs = Frames(document: (1920, 1440), selfie: (1280, 720))
        /// What a browser's camera gives.
        package static let camera = Frames(document: (1280, 720), selfie: (1280, 720))
    }

    /// One a side, in the order of `Document.sides`.
    package let sides: [Photograph]
    /// What `sides` are photographs of.
    package let scenes: [Scene]
    package let selfie: Picture
    package let expected: ExpectedOutcome

    package var holder: SpecimenHolder { sides[0].document.holder }

    /// Draws the evidence of `specimenCase`.
    /// - Parameters:
    ///   - today: the day on which it will be checked.
    ///   - seed: another one makes another invented person, pose and desk.
    ///   - layout: one that has both passports and cards.
    package init(
        of specimenCase: SpecimenCase, on document: Document, portraits: SpecimenPortraits, today: CalendarDate,
        seed: UInt64 = 1, frames: Frames = .photographs, layout: SpecimenLayout = .utopia
    ) throws(SpecimenError) {
        var holder = specimenCase.holder(today: today, seed: seed)
        holder.portrait = portraits.document
        var (sides, scenes): ([Photograph], [Scene]) = ([], [])
        for (index, kind) in document.sides.enumerated() {
            let side = SpecimenDocument(
                kind, of: holder, layout: layout,
                wrongCheckDigit: specimenCase == .badCheckDigit ? .documentNumber : nil)
            var scene = Scene(
                side, width: frames.document.width, height: frames.document.height, seed: seed &* 2 &+ UInt64(index))
            scene.conditions.blur = specimenCase.blurMillimetres * scene.pixelsPerMillimetre
            scenes.append(scene)
            sides.append(try scene.photographed())
        }
        (self.sides, self.scenes) = (sides, scenes)
        let person: Portrait? =
            switch specimenCase {
            case .noFace: nil
            case .wrongPerson: portraits.other
            case .approved, .expired, .blurred, .badCheckDigit, .underage: portraits.selfie
            }
        selfie = try SelfieScene(
            of: person, width: frames.selfie.width, height: frames.selfie.height, seed: seed
        ).photographed()
        expected = specimenCase.expected
    }
}
