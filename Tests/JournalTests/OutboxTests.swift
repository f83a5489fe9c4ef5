import Crypto
import Database
import DatabaseSQLite
import Foundation
import Journal
import Kernel
import TestKit
import Testing
import Vault

@Suite struct `The outbox` {
    private struct Undone: Error {}
    private let noon = Date(timeIntervalSince1970: 1_750_000_000)
    private let keys = DataKeys(master: MasterKey(SymmetricKey(size: .bits256)))
    private let first = UUID()
    private let second = UUID()
    private let application = UUID()
    private var outbox: Outbox { Outbox(keys: keys) }

    private func home() async throws -> TestDatabase {
        let home = try await TestDatabase()
        try await home.database.write { transaction in
            for subject in [first, second] {
                _ = try keys.create(for: subject.uuidString.lowercased(), in: transaction)
            }
        }
        return home
    }

    private func draft(_ body: String, about subject: UUID, type: String = "T") -> Outbox.Draft {
        Outbox.Draft(type: type, application: application, subject: subject) { _, _ in Data(body.utf8) }
    }

    private func headings(_ home: TestDatabase, limit: Int = 1000) async throws -> [Outbox.Heading] {
        try await home.database.read { try outbox.undispatched(limit: limit, in: $0) }
    }

    @Test func `numbers the events of each subject without a gap`() async throws {
        let home = try await home()
        for number in 0..<30 {
            let subject = number.isMultiple(of: 3) ? first : second
            let isUndone = number % 5 == 4
            let written = try? await home.database.write { transaction in
                try outbox.append(draft("b\(number)", about: subject), at: noon, in: transaction)
                if isUndone { throw Undone() }
                return number
            }
            #expect(written == (isUndone ? nil : number))
        }
        let all = try await headings(home)
        for subject in [first, second] {
            let numbers = all.filter { $0.subject == subject }.map(\.subjectSequence)
            #expect(numbers == Array(1...(subject == first ? 8 : 16)))
        }
    }

    @Test func `numbers them without a gap when they come at once`() async throws {
        let home = try await home()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    try await home.database.write {
                        try outbox.append(draft("b\(number)", about: first), at: noon, in: $0)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await headings(home).map(\.subjectSequence) == Array(1...100))
    }

    @Test func `gives events in order until they are marked`() async throws {
        let home = try await home()
        try await home.database.write { transaction in
            for number in 1...5 {
                try outbox.append(draft("b\(number)", about: first), at: noon + Double(number), in: transaction)
            }
        }
        let found = try await headings(home, limit: 3)
        #expect(found.map(\.subjectSequence) == [1, 2, 3])
        #expect(found.map(\.createdAt) == [noon + 1, noon + 2, noon + 3])
        try await home.database.write { transaction in
            for heading in found { try outbox.markDispatched(heading.id, in: transaction) }
        }
        #expect(try await headings(home).map(\.subjectSequence) == [4, 5])
    }

    @Test func `hands the body its own id and time, and gives it back byte for byte`() async throws {
        let home = try await home()
        try await home.database.write { transaction in
            let draft = Outbox.Draft(type: "KycIdentification.Approved", application: application, subject: first) {
                Data("\($0) \($1.timeIntervalSince1970)".utf8)
            }
            try outbox.append(draft, at: noon, in: transaction)
        }
        let heading = try #require(try await headings(home).first)
        let event = try #require(try await home.database.read { try outbox.event(heading.id, in: $0) })
        #expect(String(decoding: event.body, as: UTF8.self) == "\(heading.id) \(noon.timeIntervalSince1970)")
        #expect(event.type == "KycIdentification.Approved" && event.subject == first)
        #expect(event.application == application && event.subjectSequence == 1 && event.createdAt == noon)
    }

    @Test func `has no body without the subject's key`() async throws {
        let home = try await home()
        try await home.database.write { try outbox.append(draft("b", about: first), at: noon, in: $0) }
        let id = try #require(try await headings(home).first?.id)
        try await home.database.write { try keys.erase(first.uuidString.lowercased(), in: $0) }
        let event = try await home.database.read { try outbox.event(id, in: $0) }
        #expect(event == nil)
        await #expect(throws: VaultError.erased) {
            try await home.database.write { try outbox.append(draft("b", about: first), at: noon, in: $0) }
        }
    }

    @Test func `does not give a body that stood in another event's row`() async throws {
        let home = try await home()
        try await home.database.write { transaction in
            try outbox.append(draft("one", about: first), at: noon, in: transaction)
            try outbox.append(draft("two", about: first), at: noon, in: transaction)
            try transaction.execute(
                """
                UPDATE event SET body = (SELECT body FROM event WHERE subject_sequence = 1) WHERE subject_sequence = 2
                """)
        }
        let id = try #require(try await headings(home).last?.id)
        await #expect(throws: VaultError.notAuthentic) {
            try await home.database.read { _ = try outbox.event(id, in: $0) }
        }
    }

    @Test func `keeps an operational event when the key of its subject is gone, in the same line`() async throws {
        let home = try await home()
        let body = Data("no person".utf8)
        try await home.database.write { transaction in
            try outbox.append(draft("a person", about: first), at: noon, in: transaction)
            try keys.erase(first.uuidString.lowercased(), in: transaction)
            for _ in 1...2 {
                let draft = Outbox.Draft.operational(type: "T", application: application, subject: first) { _, _ in
                    body
                }
                try outbox.append(draft, at: noon, in: transaction)
            }
        }
        let found = try await headings(home)
        #expect(found.map(\.subjectSequence) == [1, 2, 3])
        let bodies = try await home.database.read { transaction in
            try found.map { try outbox.event($0.id, in: transaction)?.body }
        }
        #expect(bodies == [nil, body, body])
        #expect(try home.folder.allBytes().range(of: body) == nil)
    }

    @Test func `has bodies sealed on the disk`() async throws {
        let home = try await home()
        try await home.database.write {
            try outbox.append(draft("canary of a name", about: first, type: "canary of a type"), at: noon, in: $0)
        }
        let bytes = try home.folder.allBytes()
        #expect(bytes.range(of: Data("canary of a name".utf8)) == nil)
        // The search itself works: the type is no secret, and is found.
        #expect(bytes.range(of: Data("canary of a type".utf8)) != nil)
    }
}
