import Evidence
import Testing

@Suite struct `A visual zone against the machine-readable one` {
    /// Every caption and value of a page in order, with some values changed.
    private func page(_ changes: [Int: String] = [:], confidence: Double = 1) -> [TextLine] {
        let values = [
            "K12345678", "SOLVANGAR", "IVO JOREN", "UTOPIAN", "12 AUG 1964", "F", "05 FEB 2021", "05 FEB 2031",
        ]
        let captions = [
            "Passport No.", "Surname", "Given names", "Nationality", "Date of birth", "Sex", "Date of issue",
            "Date of expiry",
        ]
        let lines = captions.indices.flatMap { index in
            [
                (0.0, Double(index) * 30, 7.0, captions[index]),
                (0.0, Double(index) * 30 + 10, 10.0, changes[index] ?? values[index]),
            ]
        }
        return Page(lines, confidence: confidence).lines
    }

    private func comparison(_ lines: [TextLine], _ zone: MRZFields = Page.zone) -> VisualComparison {
        VisualZone(lines).comparison(with: VisualReference(zone))
    }

    @Test func `agrees element by element`() {
        let found = comparison(page())
        let elements: [VisualZoneElement] = [
            .documentNumber, .surname, .givenNames, .dateOfBirth, .dateOfExpiry, .sex, .nationality,
        ]
        for element in elements { #expect(found[element] == .agrees) }
        #expect(found[.personalNumber] == .notComparable)
        #expect(found[.issuingState] == .notFound)
        #expect(found.differing.isEmpty)
    }

    @Test(arguments: [
        (0, "K12845678", VisualZoneElement.documentNumber), (1, "BRIGHTWATER", .surname),
        (4, "12 AUG 1974", .dateOfBirth),
        (5, "M", .sex), (7, "05 FEB 2033", .dateOfExpiry), (3, "LIETUVOS/LITHUANIAN", .nationality),
    ])
    func `differs where a field was read clearly and says something else`(
        _ index: Int, _ text: String, _ element: VisualZoneElement
    ) {
        var zone = Page.zone
        if element == .nationality { zone.nationality = "POL" }
        #expect(comparison(page([index: text]), zone).differing == [element])
        // The same reading, but not clear: the picture may be to blame.
        #expect(comparison(page([index: text], confidence: 0.8), zone)[element] == .notComparable)
    }

    @Test func `finds nothing where nothing is printed`() {
        let found = comparison([])
        #expect(found[.documentNumber] == .notFound)
        #expect(found[.dateOfBirth] == .notFound)
    }

    @Test(arguments: [
        ("Müller", "MUELLER"), ("Müller", "MULLER"), ("ØSTERBY-LUND", "OESTERBY LUND"), ("ŁUKASZEWSKI", "LUKASZEWSKI"),
        ("O’BRIEN", "OBRIEN"), ("GRÖSSLING", "GROESSLING"), ("ČERNÝ", "CERNY"),
        ("MUÑOZ", "MUNXXOZ"), ("PÓRVÍSDOTTIR", "THORVISDOTTIR"),
    ])
    func `compares names after their transliteration`(_ printed: String, _ zone: String) {
        var fields = Page.zone
        fields.primaryIdentifier = zone
        #expect(comparison(page([1: printed]), fields)[.surname] == .agrees)
    }

    @Test func `takes a letter for its double, and no digit for another`() {
        var zone = Page.zone
        zone.documentNumber = "K0I345678"
        #expect(comparison(page([0: "KO1345678"]), zone)[.documentNumber] == .agrees)
        #expect(comparison(page([0: "K81345678"]), zone)[.documentNumber] == .differs)
    }
}
