import Evidence
import Kernel
import Specimens
import Testing

@Suite struct `A specimen document` {
    @Test(arguments: [SpecimenDocument.Kind.passport, .idCardBack], [1, 2, 3, 4, 5] as [UInt64])
    func `has a zone whose check digits are all right`(_ kind: SpecimenDocument.Kind, _ seed: UInt64) {
        let document = SpecimenDocument(kind, of: .invented(seed: seed, today: today))
        #expect(document.mrzLines.map(\.count) == (kind == .passport ? [44, 44] : [30, 30, 30]))
        #expect(failingChecks(document.mrzLines) == [])
    }

    @Test(
        arguments: [SpecimenDocument.Kind.passport, .idCardBack],
        [MRZField.documentNumber, .dateOfBirth, .dateOfExpiry, .composite])
    func `can print one check digit wrong and leaves the others right`(_ kind: SpecimenDocument.Kind, _ field: MRZField)
    {
        for seed in 1...10 as ClosedRange<UInt64> {
            let holder = SpecimenHolder.invented(seed: seed, today: today)
            let wrong = SpecimenDocument(kind, of: holder, wrongCheckDigit: field)
            #expect(failingChecks(wrong.mrzLines) == [field])
            // Only digits differ from the true zone: the false one, and the composite one that covers it.
            let changes = zip(wrong.mrzLines.joined(), SpecimenDocument(kind, of: holder).mrzLines.joined())
                .filter { $0 != $1 }
            #expect((1...2).contains(changes.count))
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
    func `is made out to somebody of age and valid on the day`(_ seed: UInt64) {
        let holder = SpecimenHolder.invented(seed: seed, today: today)
        #expect(holder.dateOfBirth.wholeYears(until: today) >= 21)
        #expect(holder.dateOfBirth < holder.dateOfIssue)
        #expect(holder.dateOfIssue <= today)
        #expect(holder.dateOfExpiry > today)
        #expect(holder.documentNumber.count == 9)
        #expect(holder.personalCode.count == 11)
    }

    @Test(arguments: SpecimenDocument.Kind.allCases)
    func `is the same drawing for the same holder`(_ kind: SpecimenDocument.Kind) throws {
        let holder = SpecimenHolder.invented(seed: 4, today: today)
        let first = try SpecimenDocument(kind, of: holder).drawn(pixelsPerMillimetre: 5)
        #expect(try SpecimenDocument(kind, of: holder).drawn(pixelsPerMillimetre: 5).picture == first.picture)
        let another = SpecimenHolder.invented(seed: 5, today: today)
        #expect(try SpecimenDocument(kind, of: another).drawn(pixelsPerMillimetre: 5).picture != first.picture)
    }

    @Test(arguments: SpecimenDocument.Kind.allCases)
    func `has its nominal size and its parts inside`(_ kind: SpecimenDocument.Kind) throws {
        let print = try SpecimenDocument(kind, of: .invented(seed: 1, today: today)).drawn(pixelsPerMillimetre: 10)
        let size = kind.sizeMillimetres
        #expect((print.picture.width, print.picture.height) == (Int(size.width * 10), Int(size.height * 10)))
        #expect((print.mrz == nil) == (kind.mrzFormat == nil))
        #expect((print.portrait == nil) == !kind.hasPortrait)
        for part in [print.mrz, print.portrait].compactMap(\.self) {
            #expect(part.x >= 0 && part.x + part.width <= Double(print.picture.width))
            #expect(part.y >= 0 && part.y + part.height <= Double(print.picture.height))
        }
    }

    @Test func `prints the zone dark on a plain light ground`() throws {
        let print = try SpecimenDocument(.passport, of: .invented(seed: 1, today: today)).drawn(pixelsPerMillimetre: 10)
        let zone = print.picture.cropped(to: try #require(print.mrz)).pixels
        let dark = zone.count { $0 < 80 }
        let light = zone.count { $0 > 215 }
        #expect((0.08...0.3).contains(Double(dark) / Double(zone.count)))
        #expect(Double(light) / Double(zone.count) > 0.6)
    }

    @Test func `shows the portrait in its place`() throws {
        var holder = SpecimenHolder.invented(seed: 1, today: today)
        holder.portrait = blueHead
        let print = try SpecimenDocument(.passport, of: holder).drawn(pixelsPerMillimetre: 6)
        let place = try #require(print.portrait)
        let middle = print.picture.cropped(
            to: Region(x: place.x + place.width / 2, y: place.y + place.height / 2, width: 1, height: 1))
        #expect(middle.pixels[0] > 200 && middle.pixels[2] < 40)
    }
}
