import Evidence
import Specimens
import Testing

/// Zones that are drawn here, read by the real models: with the house's own model of OCR-B and without it.
@Suite(.enabled(if: ZoneModels.areHere, "the text models of `make setup` are not here"))
struct `A drawn machine-readable zone` {
    private static let kinds = [SpecimenDocument.Kind.passport, .idCardBack]

    private func printed(
        _ kind: SpecimenDocument.Kind, seed: UInt64, wrongCheckDigit: MRZField? = nil
    ) throws -> (picture: Picture, lines: [String]) {
        let holder = SpecimenHolder.invented(seed: seed, today: today)
        let document = SpecimenDocument(kind, of: holder, wrongCheckDigit: wrongCheckDigit)
        return (try document.drawn(pixelsPerMillimetre: 7).picture, document.mrzLines)
    }

    @Test(arguments: kinds, [11] as [UInt64])
    func `is read to the last character by the house's own model`(_ kind: SpecimenDocument.Kind, _ seed: UInt64) throws
    {
        let models = try ZoneModels()
        let (picture, lines) = try printed(kind, seed: seed)
        // Nothing else has looked: the recogniser of all print is asked in doubt only.
        let reading = try #require(try models.reader(own: true).read(picture, models.quads(picture)))
        #expect(reading.lines == lines)
        #expect(reading.hasValidCheckDigits && !reading.isCorrected && reading.confidence > 0.95)
    }

    @Test(arguments: kinds)
    func `is read upside down`(_ kind: SpecimenDocument.Kind) throws {
        let models = try ZoneModels()
        let (picture, lines) = try printed(kind, seed: 13)
        let turned = picture.rotated(quarterTurns: 2)
        #expect(try models.reader(own: true).read(turned, models.quads(turned))?.lines == lines)
    }

    @Test(arguments: [false, true])
    func `is read where the detector saw each line in two parts that overlap`(_ alsoWhole: Bool) throws {
        let models = try ZoneModels()
        let (picture, lines) = try printed(.passport, seed: 16)
        let quads = try models.quads(picture)
        // A detector that looks in strips across the lines gives such boxes.
        let parts = quads.flatMap { quad -> [Quad] in
            guard quad.width > 12 * quad.height else { return [quad] }
            func point(_ from: Point, _ to: Point, _ share: Double) -> Point {
                Point(x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share)
            }
            let halves = [(0.0, 0.58), (0.4, 1.0)].map { first, last in
                Quad(
                    topLeft: point(quad.topLeft, quad.topRight, first),
                    topRight: point(quad.topLeft, quad.topRight, last),
                    bottomRight: point(quad.bottomLeft, quad.bottomRight, last),
                    bottomLeft: point(quad.bottomLeft, quad.bottomRight, first))
            }
            return alsoWhole ? halves + [quad] : halves
        }
        #expect(parts.count >= quads.count + 2)
        #expect(try models.reader(own: true).read(picture, parts)?.lines == lines)
    }

    @Test func `is read without the house's own model too`() throws {
        let models = try ZoneModels()
        let (picture, lines) = try printed(.passport, seed: 11)
        #expect(try models.reader(own: false).read(picture, models.quads(picture))?.lines == lines)
    }

    @Test(arguments: [MRZField.documentNumber, .dateOfBirth, .composite])
    func `keeps the digit that is printed wrong`(_ field: MRZField) throws {
        let models = try ZoneModels()
        let (picture, lines) = try printed(.passport, seed: 14, wrongCheckDigit: field)
        let reading = try #require(try models.reader(own: true).read(picture, models.quads(picture)))
        #expect(reading.lines == lines)
        #expect(reading.checkDigits.filter { !$0.isValid }.map(\.field) == [field])
    }

    @Test func `is the same reading of the same bytes`() throws {
        let models = try ZoneModels()
        let (picture, _) = try printed(.passport, seed: 15)
        let reader = models.reader(own: true)
        let quads = try models.quads(picture)
        #expect(try reader.read(picture, quads) == reader.read(picture, quads))
    }

    @Test(arguments: [SpecimenDocument.Kind.idCardFront], [12] as [UInt64])
    func `is not seen in ordinary print`(_ kind: SpecimenDocument.Kind, _ seed: UInt64) throws {
        let models = try ZoneModels()
        let (picture, _) = try printed(kind, seed: seed)
        let quads = try models.quads(picture)
        #expect(quads.count > 5)
        #expect(try models.reader(own: true).read(picture, quads) == nil)
    }
}
