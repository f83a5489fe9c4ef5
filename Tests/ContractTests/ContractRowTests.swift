import TestKit
import Testing

/// Every promise of the contract has a test that says so, and no test speaks of a promise that is none.
@Suite struct `The rows of the contract` {
    @Test func `are each proven by a test, or open`() throws {
        let (rows, named) = (try ContractRows.load().rows, try ContractRows.named())
        let unproven = rows.filter { !$0.isOpen && named[$0.id] == nil }.map(\.id)
        #expect(unproven.isEmpty, "no test names: \(unproven.joined(separator: ", "))")
        let proven = rows.filter { $0.isOpen && named[$0.id] != nil }.map(\.id)
        #expect(proven.isEmpty, "proven by now; take the word open away: \(proven.joined(separator: ", "))")
    }

    @Test func `are all that tests name`() throws {
        let known = Set(try ContractRows.load().rows.map(\.id))
        let unknown = try ContractRows.named().filter { !known.contains($0.key) }
        #expect(unknown.isEmpty, "no such row: \(unknown)")
    }

    @Test func `stand once in the list, each with its words`() throws {
        let rows = try ContractRows.load().rows
        #expect(rows.count > 150)
        #expect(Set(rows.map(\.id)).count == rows.count)
        for row in rows {
            #expect(
                row.words.isEmpty == false && row.id.wholeMatch(of: /[0-9.]+ [A-Za-z0-9_.\- ]+/) != nil, "\(row.id)")
        }
    }

    @Test func `are read from the trait, however it is laid out`() {
        // Put together, so that this file names no row that is none.
        let trait = [".contract", "("].joined()
        let source = """
            @Test(\(trait)"1 a", "2.1 b"), arguments: [("x", 1)]) func f() {}
            @Suite(
                \(trait)
                    "3 c",
                    "4 d"))
            """
        #expect(ContractRows.names(in: source) == ["1 a", "2.1 b", "3 c", "4 d"])
        let rows = ContractRows("# words\n\n1 a — first\nopen 2 b — second (c)\n").rows
        #expect(rows.map(\.id) == ["1 a", "2 b"] && rows.map(\.isOpen) == [false, true])
    }
}
