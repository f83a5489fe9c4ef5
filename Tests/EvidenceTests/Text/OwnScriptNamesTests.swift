import Evidence
import Testing

@Suite struct `Names in a state's own script` {
    /// A page with the Latin names and, right above each, a line in another script.
    private func page(
        surname: String, given: String = "ИВО ЙОРЕН", confidence: Double = 0.95, gap: Double = 12
    ) -> [TextLine] {
        let own = Page(
            [(0, 30 - gap, 10, surname), (0, 80 - gap, 10, given)], confidence: confidence
        ).lines
        let latin = Page([
            (0, 8, 6, "Surname"), (0, 30, 10, "SOLVANGAR"), (0, 60, 6, "Given names"), (0, 80, 10, "IVO JOREN"),
            (0, 110, 10, "K12345678"), (0, 140, 10, "UTOPIAN"),
        ]).lines
        return latin
            + own.map {
                TextLine(text: $0.text, confidence: $0.confidence, quad: $0.quad, language: .bulgarian)
            }
    }

    private func fields(_ lines: [TextLine]) -> VisualFields {
        VisualFields(lines, reference: VisualReference(Page.zone))
    }

    private func comparison(_ lines: [TextLine]) -> VisualComparison {
        VisualComparison(fields(lines), with: VisualReference(Page.zone))
    }

    @Test func `agree after transliteration, and leave the Latin fields alone`() {
        let lines = page(surname: "СОЛВАНГАР")
        #expect(fields(lines).ownScript.map(\.text) == ["СОЛВАНГАР", "ИВО ЙОРЕН"])
        #expect(fields(lines)[.surname]?.text == "SOLVANGAR")
        #expect(fields(lines).fields == fields(lines.filter { $0.language == nil }).fields)
        #expect(comparison(lines).differing.isEmpty)
    }

    @Test func `agree where the Latin ones were not read`() {
        let own = page(surname: "СОЛВАНГАР", given: "БРАЙТУОТЕР").filter { $0.language != nil }
        #expect(comparison(own)[.surname] == .agrees && comparison(own)[.givenNames] == .notFound)
        #expect(comparison([])[.surname] == .notFound)
    }

    @Test func `differ where the line beside the Latin name clearly says another`() {
        #expect(comparison(page(surname: "БРАЙТУОТЕР")).differing == [.surname])
        #expect(comparison(page(surname: "БРАЙТУОТЕР", confidence: 0.8)).differing.isEmpty)
    }

    @Test(arguments: ["Фамилно име", "СОФИЯ 1234", "СОЛВАНГАРА"])
    func `differ by no caption, no number and no letter too many`(_ text: String) {
        #expect(comparison(page(surname: text)).differing.isEmpty)
    }

    @Test func `differ only where they stand beside the Latin one`() {
        #expect(comparison(page(surname: "БРАЙТУОТЕР", gap: 24)).differing.isEmpty)
        #expect(comparison(page(surname: "ИВО ЙОРЕН")).differing.isEmpty)
    }

    @Test func `are not compared in Arabic`() {
        let lines = page(surname: "БРАЙТУОТЕР").map { line in
            TextLine(
                text: line.text, confidence: line.confidence, quad: line.quad,
                language: line.language == nil ? nil : .arabic)
        }
        #expect(fields(lines).ownScript.isEmpty)
    }
}
