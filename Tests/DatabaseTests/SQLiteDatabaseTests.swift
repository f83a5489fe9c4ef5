import Database
import DatabaseSQLite
import Foundation
import TestKit
import Testing

@Suite struct `The embedded database` {
    private struct Undone: Error {}

    @Test func `has every commit on the disk before it is acknowledged`() async throws {
        let home = try await TestDatabase()
        #expect(try await home.database.synchronousMode() == 2)
        let journal = try await home.database.read { try $0.row("PRAGMA journal_mode")?.text("journal_mode") }
        #expect(journal == "wal")
        #expect(try await home.database.integrity() == "ok")
    }

    @Test func `still has it when the file is opened again`() async throws {
        let home = try await TestDatabase([thingTable])
        try await home.database.write { try $0.execute("INSERT INTO thing (name) VALUES (\("kept"))") }
        try home.database.close()
        let again = try SQLiteDatabase(path: "\(home.folder.path)/couth.sqlite")
        #expect(try await again.synchronousMode() == 2)
        #expect(try await names(again) == ["kept"])
    }

    @Test func `is a file that only its owner reads`() async throws {
        let home = try await TestDatabase()
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(home.folder.path)/couth.sqlite")
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func `keeps all of two hundred writes that come at once`() async throws {
        let home = try await TestDatabase([thingTable])
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<200 {
                group.addTask {
                    try await home.database.write { transaction in
                        try transaction.execute("INSERT INTO thing (name, number) VALUES (\("n\(number)"), \(number))")
                    }
                }
            }
            for try await changed in group { #expect(changed == 1) }
        }
        #expect(Set(try await names(home.database)) == Set((0..<200).map { "n\($0)" }))
    }

    @Test func `undoes a body that throws, and that one alone`() async throws {
        let home = try await TestDatabase([thingTable])
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let result = await outcome {
                        try await home.database.write { transaction in
                            try transaction.execute("INSERT INTO thing (name) VALUES (\("n\(number)"))")
                            if number.isMultiple(of: 3) { throw Undone() }
                        }
                    }
                    #expect((result is Undone) == number.isMultiple(of: 3))
                }
            }
        }
        let kept = (0..<100).filter { !$0.isMultiple(of: 3) }.map { "n\($0)" }
        #expect(Set(try await names(home.database)) == Set(kept))
    }

    @Test func `shows a reader what was acknowledged before`() async throws {
        let home = try await TestDatabase([thingTable])
        for number in 0..<50 {
            try await home.database.write { try $0.execute("INSERT INTO thing (name) VALUES (\("n\(number)"))") }
            let count = try await names(home.database).count
            #expect(count == number + 1)
        }
    }

    @Test func `does not let a reader write`() async throws {
        let home = try await TestDatabase([thingTable])
        await #expect(throws: (any Error).self) {
            try await home.database.read { try $0.execute("INSERT INTO thing (name) VALUES (\("x"))") }
        }
        #expect(try await names(home.database).isEmpty)
    }

    @Test func `says which rule of the schema was broken, and goes on`() async throws {
        let home = try await TestDatabase([thingTable])
        let insert: @Sendable (any Transaction) throws -> Void = {
            try $0.execute("INSERT INTO thing (name) VALUES (\("secret canary"))")
        }
        try await home.database.write(insert)
        let error = await outcome { try await home.database.write(insert) }
        guard case DatabaseError.constraintViolated(let text)? = error else {
            Issue.record("not a violated constraint")
            return
        }
        #expect(text.contains("thing.name") && !text.contains("canary"))
        #expect(try await names(home.database).count == 1)
    }

    /// A foreign key that is checked at the commit makes the commit itself fail: whoever shares that commit must not
    /// be told that the write was kept.
    @Test func `acknowledges nothing of a commit that failed`() async throws {
        let home = try await TestDatabase([
            thingTable,
            Migration(
                number: 2, name: "part",
                text: """
                    CREATE TABLE part (
                        name TEXT PRIMARY KEY,
                        thing TEXT NOT NULL REFERENCES thing (name) DEFERRABLE INITIALLY DEFERRED
                    );
                    """),
        ])
        let acknowledged = await withTaskGroup(of: String?.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let isOrphan = number % 20 == 7
                    let error = await outcome {
                        try await home.database.write { transaction in
                            if isOrphan {
                                try transaction.execute(
                                    "INSERT INTO part (name, thing) VALUES (\("p\(number)"), 'none')")
                            } else {
                                try transaction.execute("INSERT INTO thing (name) VALUES (\("n\(number)"))")
                            }
                        }
                    }
                    if isOrphan { #expect(error != nil) }
                    return error == nil ? "n\(number)" : nil
                }
            }
            return await group.reduce(into: Set<String>()) { all, name in if let name { all.insert(name) } }
        }
        #expect(Set(try await names(home.database)) == acknowledged)
        let orphans = try await home.database.read { try $0.rows("SELECT name FROM part") }
        #expect(orphans.isEmpty)
        // The writer is not stuck after it.
        try await home.database.write { try $0.execute("INSERT INTO thing (name) VALUES (\("after"))") }
        #expect(try await names(home.database).contains("after"))
    }

    private func names(_ database: SQLiteDatabase) async throws -> [String] {
        try await database.read { try $0.rows("SELECT name FROM thing ORDER BY name").map { try $0.text("name") } }
    }
}

/// The error that `body` throws, or nil.
private func outcome<Value>(_ body: () async throws -> Value) async -> (any Error)? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error
    }
}
