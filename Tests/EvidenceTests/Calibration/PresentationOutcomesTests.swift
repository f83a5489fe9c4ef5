import Evidence
import Testing

@Suite struct `Outcomes of presentations` {
    /// Six passes, three to a reviewer, one refusal and two pictures without a face.
    private let outcomes: [Finding.Outcome] =
        Array(repeating: .success, count: 6) + Array(repeating: .review, count: 3) + [.fail]
        + Array(repeating: .unavailable, count: 2)

    @Test func `count an attack that passes as an error, and a non-response as neither`() {
        let attack = PresentationOutcomes("flat print", .attack, outcomes: outcomes)
        #expect(attack.answered == 10)
        #expect(attack.errors(reviewPasses: false) == 6)
        #expect(attack.errors(reviewPasses: true) == 9)
    }

    @Test func `count a person who does not pass as an error`() {
        let people = PresentationOutcomes("bona fide", .bonaFide, outcomes: outcomes)
        #expect(people.errors(reviewPasses: false) == 4)
        #expect(people.errors(reviewPasses: true) == 1)
    }

    /// Bounds of Clopper and Pearson for 6 and 9 of 10, as tables print them: 0.2624–0.8784 and 0.5550–0.9975.
    @Test func `are a row with both rates and their intervals`() {
        let row = PresentationOutcomes("flat print", .attack, outcomes: outcomes).row
        #expect(
            row == "| flat print | APCER | 12 | 2 | 6 | 3 | 1 | 60.0 % | 26.2–87.8 % | 90.0 % | 55.5–99.7 % |")
        #expect(PresentationOutcomes("x", .injection, outcomes: outcomes).row.hasPrefix("| x | passed (injection) |"))
    }

    @Test func `have no rate where nothing was answered`() {
        let row = PresentationOutcomes("blank", .attack, outcomes: [.unavailable]).row
        #expect(row == "| blank | APCER | 1 | 1 | 0 | 0 | 0 | – | – | – | – |")
    }

    @Test func `say in their header that they are simulated, with a cell for each of the row`() {
        let row = PresentationOutcomes("blank", .attack, outcomes: []).row
        #expect(PresentationOutcomes.header[0].contains("simulated"))
        for line in PresentationOutcomes.header { #expect(line.count { $0 == "|" } == row.count { $0 == "|" }) }
    }
}
