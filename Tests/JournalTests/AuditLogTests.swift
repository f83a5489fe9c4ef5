import Database
import DatabaseSQLite
import Foundation
import Journal
import TestKit
import Testing

@Suite struct `The audit log` {
    private let noon = Date(timeIntervalSince1970: 1_750_000_000.25)

    /// A chain of so many entries.
    private func chain(_ count: Int) async throws -> TestDatabase {
        let home = try await TestDatabase()
        try await home.database.write { [noon] transaction in
            for number in 1...count {
                let record = AuditLog.Record(
                    "verification.created", to: "s\(number % 3)", by: .client("c"), detail: ["number": "\(number)"])
                try AuditLog.append(record, at: noon + Double(number), in: transaction)
            }
        }
        return home
    }

    private func firstBroken(_ home: TestDatabase) async throws -> Int? {
        try await home.database.read { try AuditLog.verify(in: $0).firstBroken }
    }

    @Test(arguments: [1, 2, 999, 1000, 1001, 2500])
    func `fits from the first entry to the last`(_ count: Int) async throws {
        let home = try await chain(count)
        let result = try await home.database.read { try AuditLog.verify(in: $0) }
        #expect(result.count == count && result.firstBroken == nil)
    }

    @Test func `is sound while it is empty`() async throws {
        let home = try await TestDatabase()
        let result = try await home.database.read { try AuditLog.verify(in: $0) }
        #expect(result.count == 0 && result.firstBroken == nil)
    }

    @Test(arguments: [
        "actor = 'client:d'", "actor = 'nobody'", "action = 'verification.decided'", "subject = 's9'",
        "at_ms = at_ms + 1", "detail = '{\"number\":\"9\"}'", "detail = '{}'", "detail = 'no JSON'",
        "detail = '{\"number\":\"5\",\"more\":\"1\"}'", "hash = zeroblob(32)", "previous_hash = zeroblob(32)",
    ])
    func `shows an entry that was edited`(_ edit: String) async throws {
        let home = try await chain(10)
        let edited = try await home.database.write {
            try $0.execute(SQL(trusted: "UPDATE audit_entry SET \(edit) WHERE sequence = 5"))
        }
        #expect(edited == 1)
        #expect(try await firstBroken(home) == 5)
    }

    @Test(arguments: [1, 2, 5, 9])
    func `shows where an entry was taken out`(_ sequence: Int) async throws {
        let home = try await chain(10)
        let removed = try await home.database.write {
            try $0.execute("DELETE FROM audit_entry WHERE sequence = \(sequence)")
        }
        #expect(removed == 1)
        #expect(try await firstBroken(home) == sequence + 1)
    }

    @Test func `shows an entry that was taken out with the gap closed`() async throws {
        let home = try await chain(10)
        try await home.database.write { transaction in
            try transaction.execute("DELETE FROM audit_entry WHERE sequence = 5")
            for sequence in 6...10 {
                try transaction.execute(
                    "UPDATE audit_entry SET sequence = \(sequence - 1) WHERE sequence = \(sequence)")
            }
        }
        #expect(try await firstBroken(home) == 5)
    }

    @Test(arguments: [(1, 2), (4, 5), (3, 9)])
    func `shows entries that changed places`(_ one: Int, _ other: Int) async throws {
        let home = try await chain(10)
        try await home.database.write { transaction in
            try transaction.execute("UPDATE audit_entry SET sequence = 100 WHERE sequence = \(one)")
            try transaction.execute("UPDATE audit_entry SET sequence = \(one) WHERE sequence = \(other)")
            try transaction.execute("UPDATE audit_entry SET sequence = \(other) WHERE sequence = 100")
        }
        #expect(try await firstBroken(home) == one)
    }

    @Test func `gives the entries of one subject as they were written`() async throws {
        let home = try await chain(10)
        let entries = try await home.database.read { try AuditLog.entries(about: "s1", in: $0) }
        #expect(entries.map(\.sequence) == [1, 4, 7, 10])
        #expect(entries.map { $0.detail["number"] } == ["1", "4", "7", "10"])
        #expect(entries.first?.actor == .client("c") && entries.first?.at == noon + 1)
        #expect(entries.first?.previousHash == AuditLog.genesis)
    }

    @Test func `has no entry of a change that was undone`() async throws {
        struct Undone: Error {}
        let home = try await chain(3)
        await #expect(throws: Undone.self) {
            try await home.database.write { [noon] transaction in
                try AuditLog.append(AuditLog.Record("x", to: "s", by: .system), at: noon, in: transaction)
                throw Undone()
            }
        }
        let result = try await home.database.read { try AuditLog.verify(in: $0) }
        #expect(result.count == 3 && result.firstBroken == nil)
    }

    @Test func `is one chain, however many write at once`() async throws {
        let home = try await TestDatabase()
        try await withThrowingTaskGroup(of: Void.self) { [noon] group in
            for number in 0..<100 {
                group.addTask {
                    try await home.database.write {
                        try AuditLog.append(AuditLog.Record("x", to: "s\(number)", by: .applicant), at: noon, in: $0)
                    }
                }
            }
            try await group.waitForAll()
        }
        let result = try await home.database.read { try AuditLog.verify(in: $0) }
        #expect(result.count == 100 && result.firstBroken == nil)
    }

    @Test(
        arguments: [
            .applicant, .system, .client("a"), .client("a:b"), .client("client:x"), .operatorNamed("Ada"),
            .operatorNamed("a b:c"),
        ] as [Actor])
    func `reads an actor as it was written`(_ actor: Actor) {
        #expect(Actor(actor.description) == actor)
    }

    @Test(arguments: ["", "nobody", "client", "client:", "system:x", "Applicant"])
    func `knows no other actor`(_ text: String) {
        #expect(Actor(text) == nil)
    }
}
