import Crypto
import Database
import DatabaseSQLite
import Foundation
import Journal
import Kernel
import TestKit
import Testing
import Vault

@Suite struct `The log of events` {
    private struct Undone: Error {}
    private let noon = Date(timeIntervalSince1970: 1_750_000_000)
    private let keys = DataKeys(master: MasterKey(SymmetricKey(size: .bits256)))
    private let first = UUID()
    private let second = UUID()
    private let application = UUID()
    private let other = UUID()
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

    private func draft(_ body: String, of application: UUID? = nil, type: String = "T", about: UUID) -> Outbox.Draft {
        Outbox.Draft(type: type, application: application ?? self.application, subject: about) { _, _ in
            Data(body.utf8)
        }
    }

    private func page(_ home: TestDatabase, _ query: Outbox.LogQuery) async throws -> Outbox.LogPage {
        try await home.database.read { [outbox] in try outbox.page(query, in: $0) }
    }

    /// All pages from the beginning on.
    private func walk(_ home: TestDatabase, limit: Int, subject: UUID? = nil) async throws -> [Event] {
        var (found, after): ([Event], Int) = ([], 0)
        while true {
            let page = try await page(
                home, .init(application: application, after: after, limit: limit, subject: subject))
            found += page.events
            after = page.reached
            if after >= page.end { return found }
        }
    }

    @Test func `numbers an application's events without a gap, whatever was undone and whatever came at once`()
        async throws
    {
        let home = try await home()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                group.addTask {
                    let (subject, mine) = (number.isMultiple(of: 2) ? first : second, number % 3 == 0)
                    try? await home.database.write { transaction in
                        try outbox.append(
                            draft("b", of: mine ? nil : other, about: subject), at: noon, in: transaction)
                        if number % 5 == 4 { throw Undone() }
                    }
                }
            }
        }
        let mine = try await page(home, .init(application: application, after: 0, limit: 100))
        let theirs = try await page(home, .init(application: other, after: 0, limit: 100))
        #expect(mine.events.map(\.position) == Array(1...16))
        #expect(theirs.events.map(\.position) == Array(1...32))
        #expect(mine.reached == 16 && mine.end == 16)
    }

    @Test func `does not miss an event whose id and time are older than its commit`() async throws {
        let home = try await home()
        try await home.database.write { [outbox] in
            try outbox.append(draft("early", about: first), at: noon + 60, in: $0)
        }
        let read = try await page(home, .init(application: application, after: 0, limit: 10))
        // Begun a minute before the other and committed after it: its id sorts before the one that was read.
        try await home.database.write { [outbox] in
            try outbox.append(draft("late", about: second), at: noon, in: $0)
        }
        let next = try await page(home, .init(application: application, after: read.reached, limit: 10))
        #expect(next.events.map { String(decoding: $0.body, as: UTF8.self) } == ["late"])
        let ids = try #require(read.events.first?.id.description)
        #expect(try #require(next.events.first?.id.description) < ids)
    }

    @Test(arguments: [1, 7, 100])
    func `is read to its end page by page, each event once`(_ limit: Int) async throws {
        let home = try await home()
        try await home.database.write { [outbox] transaction in
            for number in 0..<40 {
                let subject = number % 4 == 0 ? first : second
                try outbox.append(draft("b\(number)", about: subject), at: noon, in: transaction)
            }
        }
        let all = try await walk(home, limit: limit)
        #expect(all.map { String(decoding: $0.body, as: UTF8.self) } == (0..<40).map { "b\($0)" })
        let some = try await walk(home, limit: limit, subject: first)
        #expect(some.map(\.subjectSequence) == Array(1...10))
    }

    @Test func `gives the types that are asked for and passes over the others`() async throws {
        let home = try await home()
        try await home.database.write { [outbox] transaction in
            for number in 0..<10 {
                let type = number == 7 ? "Rare" : "Common"
                try outbox.append(draft("b", type: type, about: first), at: noon, in: transaction)
            }
        }
        let page = try await page(home, .init(application: application, after: 0, limit: 5, types: ["Rare"]))
        #expect(page.events.map(\.position) == [8])
        #expect(page.reached == 10)
    }

    @Test func `passes over the events of a subject whose key is gone`() async throws {
        let home = try await home()
        try await home.database.write { [outbox] transaction in
            for number in 0..<6 {
                try outbox.append(draft("b", about: number < 4 ? first : second), at: noon, in: transaction)
            }
            try keys.erase(first.uuidString.lowercased(), in: transaction)
        }
        let page = try await page(home, .init(application: application, after: 0, limit: 4))
        #expect(page.events.isEmpty)
        #expect(page.reached == 4 && page.end == 6)
        #expect(try await walk(home, limit: 4).map(\.position) == [5, 6])
    }

    @Test func `is read by spans of time too, both ends as they are named`() async throws {
        let home = try await home()
        try await home.database.write { [outbox] transaction in
            for number in 0..<6 {
                try outbox.append(draft("b", about: first), at: noon + Double(number / 2), in: transaction)
            }
        }
        let found = try await home.database.read { [outbox, application] transaction in
            try outbox.headings(
                of: application, after: .init(at: noon + 1, position: 3), until: noon + 2, limit: 10, in: transaction)
        }
        #expect(found.map(\.position) == [4, 5, 6])
    }
}
