import Database
import DatabaseSQLite
import Foundation
import Kernel
import TestKit
import Testing

@Suite struct `A statement` {
    private enum Word: String, SQLConvertible { case ready }

    @Test func `carries its values apart from its text`() {
        let id = ID<Word>.new(at: Date(timeIntervalSince1970: 0))
        let missing: String? = nil
        let statement: SQL = """
            UPDATE thing SET a = \("x"), b = \(7), c = \(true), d = \(missing), e = \(Data([1]))
             WHERE id = \(id) AND word = \(Word.ready) AND at_ms < \(Date(timeIntervalSince1970: 1.5))
            """
        #expect(
            statement.text == """
                UPDATE thing SET a = $1, b = $2, c = $3, d = $4, e = $5
                 WHERE id = $6 AND word = $7 AND at_ms < $8
                """)
        #expect(
            statement.values == [
                .text("x"), .integer(7), .integer(1), .null, .blob(Data([1])), .text(id.description), .text("ready"),
                .integer(1500),
            ])
    }

    @Test(
        arguments: [
            ([], "id IN (NULL)"), (["a"], "id IN ($1)"), (["a", "b", "c"], "id IN ($1, $2, $3)"),
        ] as [([String], String)])
    func `gives each member of a list a parameter of its own`(_ list: [String], _ text: String) {
        let statement: SQL = "id IN (\(list: list))"
        #expect(statement.text == text)
        #expect(statement.values == list.map(SQLValue.text))
    }

    @Test(arguments: [
        "'; DROP TABLE thing; --", "\" OR 1=1 --", "$1", "?", ":name", "\\'; DELETE FROM thing; --", "‘’",
    ])
    func `keeps an attack as data`(_ attack: String) async throws {
        let home = try await TestDatabase([thingTable])
        let found = try await home.database.write { transaction in
            try transaction.execute("INSERT INTO thing (name) VALUES (\("kept"))")
            try transaction.execute("INSERT INTO thing (name) VALUES (\(attack))")
            return try transaction.rows("SELECT name FROM thing WHERE name = \(attack)").map { try $0.text("name") }
        }
        #expect(found == [attack])
        let names = try await home.database.read { try $0.rows("SELECT name FROM thing") }
        #expect(names.count == 2)
    }

    @Test func `takes another one's piece with its values, in their order`() {
        let piece: SQL = "name = \("a") AND number > \(2)"
        let whole: SQL = "SELECT \(1) WHERE \(piece) LIMIT \(3)"
        #expect(whole.text == "SELECT $1 WHERE name = $2 AND number > $3 LIMIT $4")
        #expect(whole.values == [.integer(1), .text("a"), .integer(2), .integer(3)])
    }

    @Test func `matches nothing with an empty list`() async throws {
        let home = try await TestDatabase([thingTable])
        let none: [String] = []
        let rows = try await home.database.write { transaction in
            try transaction.execute("INSERT INTO thing (name) VALUES (\("a"))")
            return try transaction.rows("SELECT name FROM thing WHERE name IN (\(list: none))")
        }
        #expect(rows.isEmpty)
    }
}

let thingTable = Migration(
    number: 1, name: "thing", text: "CREATE TABLE thing (name TEXT PRIMARY KEY, number BIGINT, blob BYTEA);\n")
