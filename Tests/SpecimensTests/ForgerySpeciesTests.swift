import Evidence
import Specimens
import Testing

@Suite struct `A forgery` {
    static let frame = (width: 960, height: 720)

    func source(
        _ kind: SpecimenDocument.Kind, seed: UInt64, frame: (width: Int, height: Int) = Self.frame
    ) -> ForgerySource {
        ForgerySource(kind, portrait: blueHead, today: today, seed: seed, frame: frame)
    }

    /// The signals over what the drawing knows of its document.
    func signals(_ presented: PresentedDocument) throws -> [AuthenticitySignal] {
        let (photograph, image) = (presented.photograph, try Picture.decode(presented.file))
        let zone = photograph.mrz.map { DocumentSurface.Zone(quad: $0, lines: photograph.mrzLines) }
        let face = photograph.portrait.map { place in
            Region(
                x: place.centre.x - place.width / 4, y: place.centre.y - place.height / 4, width: place.width / 2,
                height: place.height / 2)
        }
        let surface = DocumentSurface(image.picture, boundary: photograph.outline, zone: zone, face: face)
        return DocumentAuthenticity(surface, traces: image.traces).signals
    }

    func raised(_ species: ForgerySpecies, _ kind: SpecimenDocument.Kind, seed: UInt64) throws -> [Check] {
        let presented = try species.presented(source(kind, seed: seed), other: blueHead, seed: seed)
        return try signals(presented).filter(\.isRaised).map(\.check)
    }

    static let genuine: [(SpecimenDocument.Kind, UInt64)] = [(.passport, 3), (.idCardBack, 4), (.idCardFront, 5)]

    @Test(arguments: genuine)
    func `is no document that is itself`(_ kind: SpecimenDocument.Kind, _ seed: UInt64) throws {
        #expect(try signals(source(kind, seed: seed).photographed()).filter(\.isRaised).map(\.check) == [])
    }

    @Test(arguments: [
        (ForgerySpecies.greyCopy, Check.documentColour), (.editedFile, .documentMetadata),
        (.screenshot, .documentMetadata), (.phoneScreen, .documentBezel),
    ])
    func `raises the signal that is made for it`(_ species: ForgerySpecies, _ check: Check) throws {
        #expect(species.checks.contains(check))
        #expect(try raised(species, .passport, seed: 6).contains(check))
    }

    /// Fine detail needs more pixels than the other signals.
    @Test(arguments: [ForgerySpecies.printedCopy, .inkjetCopy])
    func `on paper is printed more softly than its rim is cut`(_ species: ForgerySpecies) throws {
        let source = source(.idCardFront, seed: 13, frame: (1_440, 1_080))
        func detail(_ presented: PresentedDocument) throws -> AuthenticitySignal? {
            try signals(presented).first { $0.check == .documentFineDetail }
        }
        #expect(species.checks.contains(.documentFineDetail))
        #expect(try detail(source.photographed())?.isRaised == false)
        #expect(try detail(species.presented(source, other: blueHead, seed: 13))?.isRaised == true)
    }

    /// Digits in another face, of these seeds; one of them may happen to be like the zone's own.
    @Test func `in another typeface stands out of the zone`() throws {
        let seen = try [1, 5, 8].map { try raised(.overtypedZone, .passport, seed: $0) }
        #expect(seen.count { $0.contains(.mrzTypeface) } >= 2)
    }

    @Test func `is the same for the same seed and another for another`() throws {
        for species in ForgerySpecies.allCases {
            let kind: SpecimenDocument.Kind = species.suits(.idCardBack) ? .idCardBack : .idCardFront
            func file(_ seed: UInt64) throws -> [UInt8] {
                let source = ForgerySource(
                    kind, portrait: blueHead, today: today, seed: seed, frame: (width: 320, height: 240))
                return try species.presented(source, other: blueHead, seed: seed).file
            }
            #expect(try file(2) == file(2))
            #expect(try file(2) != file(3))
        }
    }
}
