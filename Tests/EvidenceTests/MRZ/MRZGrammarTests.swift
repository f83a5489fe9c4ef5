import Evidence
import Kernel
import Testing

@Suite struct `The machine-readable zone` {
    @Test(arguments: [
        ("520727", 3), ("AB2134<<<", 5), ("L898902C3", 6), ("740812", 2), ("120415", 9), ("ZE184226B<<<<<", 1),
        ("D23145890734", 9), ("", 0),
    ])
    func `has the check digits that ICAO prints`(_ field: String, _ digit: Int) {
        #expect(MRZCheckDigit.of(field) == digit)
    }

    @Test(arguments: ["abc", "Ä", "12 4", "1-2"])
    func `has no check digit for other characters`(_ field: String) {
        #expect(MRZCheckDigit.of(field) == nil)
    }

    @Test(arguments: zip(MRZExamples.all, MRZExamples.formats))
    func `is recognised by its size and read with all digits right`(_ lines: [String], _ format: MRZFormat) throws {
        let zone = try #require(MRZ(lines: lines))
        #expect(zone.format == format)
        #expect(zone.isValid, "\(zone.checkDigits)")
        let expected = [.mrvA, .mrvB, .frenchID].contains(format) ? 3 : format == .td3 ? 5 : 4
        #expect(zone.checkDigits.count == expected)
    }

    @Test func `gives a passport's fields`() throws {
        let fields = try #require(MRZ(lines: MRZExamples.passport)).fields
        #expect(fields.documentCode == "P")
        #expect(fields.issuingState == "UTO")
        #expect(fields.documentNumber == "L898902C3")
        #expect(fields.primaryIdentifier == "ERIKSSON")
        #expect(fields.secondaryIdentifier == "ANNA MARIA")
        #expect(fields.nationality == "UTO")
        #expect(fields.dateOfBirth == MRZDate("740812"))
        #expect(fields.sex == .female)
        #expect(fields.dateOfExpiry == MRZDate("120415"))
        #expect(fields.personalNumber == "ZE184226B")
    }

    @Test func `joins a number that runs on into the optional data`() throws {
        let zone = try #require(MRZ(lines: MRZExamples.cardWithLongNumber))
        #expect(zone.fields.documentNumber == "D23145890734")
        #expect(zone.fields.optionalData == "")
        #expect(zone.checkDigits.first == .init(field: .documentNumber, stated: "9", computed: 9, isValid: true))
    }

    @Test func `gives the old French card's fields`() throws {
        let fields = try #require(MRZ(lines: MRZExamples.frenchCard)).fields
        #expect(fields.primaryIdentifier == "BERTHIER")
        #expect(fields.secondaryIdentifier == "CORINNE")
        #expect(fields.documentNumber == "940992310285")
        #expect(fields.dateOfExpiry == nil)
        #expect(fields.nationality == "FRA")
    }

    @Test(arguments: [
        [], ["P<UTO"], MRZExamples.card.dropLast(), MRZExamples.passport.reversed().map { $0.lowercased() },
        [MRZExamples.passport[0], MRZExamples.td2[1]],
    ])
    func `is nothing else`(_ lines: [String]) {
        #expect(MRZ(lines: lines) == nil)
    }

    @Test(arguments: MRZExamples.all)
    func `says which digit is wrong`(_ lines: [String]) throws {
        let good = try #require(MRZ(lines: lines))
        // The birth date's digit, found by its value in the sound reading.
        let birth = try #require(good.checkDigits.first { $0.field == .dateOfBirth })
        let wrong = (birth.computed + 1) % 10
        let changed = lines.map {
            let printed = good.fields.dateOfBirth.printed
            return $0.replacing(printed + birth.stated, with: "\(printed)\(wrong)")
        }
        let zone = try #require(MRZ(lines: changed))
        let digit = try #require(zone.checkDigits.first { $0.field == .dateOfBirth })
        #expect(digit == .init(field: .dateOfBirth, stated: "\(wrong)", computed: birth.computed, isValid: false))
        #expect(!zone.isValid)
    }
}
