import Database
import DatabaseSQLite
import TestKit
import Testing

@Suite struct `The migrator` {
    private let first = Migration(
        number: 1, name: "a", text: "CREATE TABLE a (x TEXT);\n\n-- why; not\nCREATE TABLE b (x TEXT); -- end\n")
    private let second = Migration(number: 2, name: "c", text: "CREATE TABLE c (x TEXT);")
    private let broken = Migration(number: 2, name: "c", text: "CREATE TABLE c (x TEXT);\nCREATE TABLE a (x TEXT);\n")

    private func tables(_ database: SQLiteDatabase) async throws -> [String] {
        try await database.read { transaction in
            try transaction.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
                .map { try $0.text("name") }
        }
    }

    @Test func `runs each migration once, in the order of their numbers`() async throws {
        let home = try await TestDatabase([])
        #expect(try await Migrator([second, first]).migrate(home.database) == 2)
        #expect(try await Migrator([first, second]).migrate(home.database) == 0)
        #expect(try await tables(home.database) == ["a", "b", "c", "migration"])
    }

    @Test func `goes on where it was stopped, and leaves nothing half made`() async throws {
        let home = try await TestDatabase([])
        await #expect(throws: (any Error).self) { try await Migrator([first, broken]).migrate(home.database) }
        #expect(try await tables(home.database) == ["a", "b", "migration"])
        #expect(try await Migrator([first, second]).migrate(home.database) == 1)
        #expect(try await tables(home.database) == ["a", "b", "c", "migration"])
    }

    @Test func `refuses a database that a newer program has written`() async throws {
        let home = try await TestDatabase([first, second])
        await #expect(throws: DatabaseError.newerSchema(found: 2, known: 1)) {
            try await Migrator([first]).migrate(home.database)
        }
    }

    @Test func `splits a file into statements without its comments`() {
        #expect(first.statements == ["CREATE TABLE a (x TEXT)", "CREATE TABLE b (x TEXT)"])
        #expect(Migration(number: 3, name: "", text: "-- nothing\n;\n").statements.allSatisfy { !$0.isEmpty })
    }
}
