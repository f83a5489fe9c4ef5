import Database
import Evidence
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import Specimens
import TestKit
import Testing
import Vault

@Suite struct `A background that is looked for among the others` {
    private static let document = Quad(Region(x: 96, y: 96, width: 192, height: 192))

    /// A table with a pattern of its own, and the same with a little other light.
    private static func table(_ seed: Int, light: Double = 1) -> EvidenceReading {
        var chance = SeededGenerator(seed: UInt64(seed))
        let cells = (0..<24 * 24).map { _ in chance.number(in: 60...180) * light }
        let pixels = (0..<384 * 384).map { UInt8(cells[$0 / 384 / 16 * 24 + $0 % 384 / 16]) }
        let picture = Picture(width: 384, height: 384, channels: 1, pixels: pixels)
        return reading(BackgroundPrint(of: picture, without: document))
    }

    private static func reading(_ print: BackgroundPrint?) -> EvidenceReading {
        EvidenceReading(
            image: nil, findings: [],
            document: DocumentReading(boundary: nil, mrz: nil, text: [], background: print, findings: []),
            engine: "test")
    }

    /// A verification of the tenant, and what a search for these backgrounds says of it.
    private static func search(
        _ readings: [EvidenceReading], in app: TestApp, reference: String? = nil, of tenant: TestApp.Tenant? = nil
    ) async throws -> (id: String, found: KnownBackgrounds.Found) {
        let id = try await app.create(
            reference.map { ["externalReferenceId": .string($0)] } ?? [:], setup: tenant?.sandbox,
            token: try await app.token(of: tenant))
        let verification = try await verification(id, in: app)
        return (id, try await app.house.knownBackgrounds.search(readings, of: verification))
    }

    private static func verification(_ id: String, in app: TestApp) async throws -> Verification {
        let id = try #require(ID<Verification>(id))
        return try await app.house.database.read { [house = app.house] in try house.verifications.find(id, in: $0) }
    }

    @Test func `is found on any side, the nearest first, and never decides by itself`() async throws {
        try await TestApp.run { app in
            let first = try await Self.search([Self.table(1)], in: app)
            #expect(first.found.finding.outcome == .success && first.found.matches.isEmpty)
            let second = try await Self.search([Self.table(2), Self.table(3)], in: app)
            #expect(second.found.finding.outcome == .success && second.found.finding.reason == nil)
            let third = try await Self.search([Self.table(4), Self.table(3, light: 0.9)], in: app)
            #expect(third.found.finding.check == .backgroundReused)
            #expect(third.found.finding.outcome == .review && third.found.finding.reason == .duplicate)
            #expect(third.found.matches.map(\.identityVerificationId) == [second.id])
            #expect(third.found.matches.allSatisfy { (0.85...1).contains($0.similarity) })
            // Again, as after a retry: one's own is none of another.
            let again = try await app.house.knownBackgrounds.search(
                [Self.table(1)], of: try await Self.verification(first.id, in: app))
            #expect(again.finding.outcome == .success && again.matches.isEmpty)
        }
    }

    @Test func `is no hit where it is the same customer's, another business's or erased`() async throws {
        try await TestApp.run { app in
            let rival = try await app.otherTenant()
            _ = try await Self.search([Self.table(1)], in: app, reference: "customer-1")
            _ = try await Self.search([Self.table(1)], in: app, of: rival)
            let same = try await Self.search([Self.table(1)], in: app, reference: "customer-1")
            #expect(same.found.finding.outcome == .success)
            let other = try await Self.search([Self.table(1)], in: app, reference: "customer-2")
            #expect(other.found.matches.count == 2)
            for match in other.found.matches {
                let path = "/v1/identity-verifications/\(match.identityVerificationId)"
                #expect(try await app.call(.delete, path, token: try await app.token()).status == 204)
            }
            let late = try await Self.search([Self.table(1)], in: app, reference: "customer-3")
            #expect(late.found.matches.map(\.identityVerificationId) == [other.id])
            let sealed = try await app.house.database.read {
                try $0.rows("SELECT sealed FROM known_background WHERE sealed IS NULL").count
            }
            #expect(sealed == 2, "nothing is left of those that were erased")
        }
    }

    @Test func `is found after a restart, and one changed by another process too`() async throws {
        try await TestApp.run { app in
            let first = try await Self.search([Self.table(1)], in: app)
            let other = KnownBackgrounds(
                verifications: app.house.verifications, database: app.house.database,
                keys: DataKeys(master: app.house.master))
            let id = try await app.create(token: try await app.token())
            let found = try await other.search([Self.table(1)], of: try await Self.verification(id, in: app))
            #expect(found.matches.map(\.identityVerificationId) == [first.id])
            let third = try await Self.search([Self.table(1)], in: app)
            #expect(Set(third.found.matches.map(\.identityVerificationId)) == [first.id, id])
        }
    }

    @Test func `is not looked for where nothing is seen of it`() async throws {
        try await TestApp.run { app in
            for readings in [[], [Self.reading(nil)]] {
                let found = try await Self.search(readings, in: app).found
                #expect(found.finding.outcome == .success && found.finding.reason == .notFound)
            }
            let rows = try await app.house.database.read {
                try $0.rows("SELECT verification_id FROM known_background").count
            }
            #expect(rows == 0)
        }
    }

    @Test func `finds the other of two that come at the same time`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            var people: [Verification] = []
            for _ in 0..<6 {
                people.append(try await Self.verification(try await app.create(token: token), in: app))
            }
            let found = try await withThrowingTaskGroup(of: Int.self) { group in
                for person in people {
                    group.addTask {
                        try await app.house.knownBackgrounds.search([Self.table(5)], of: person).matches.count
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(found.count { $0 == 0 } <= 1, "at most the first has found nobody")
        }
    }

    /// A person of whose pictures this was read, and what is decided of them.
    private static func judged(
        _ reading: EvidenceReading, in app: TestApp
    ) async throws -> (person: Person, found: JSONValue) {
        let person = try await app.handedIn()
        let id = try #require(ID<Identification>(person.identification))
        try await app.house.database.write { [house = app.house] transaction in
            let identification = try house.identifications.find(id, in: transaction)
            for item in try house.identifications.evidence(of: identification, in: transaction) {
                try house.identifications.keep(reading, of: item, at: house.clock.now, in: transaction)
            }
        }
        await app.drain()
        return (person, try await app.identification(person.identification))
    }

    @Test func `is shown to a reviewer where the setup says so, and to nobody where it does not`() async throws {
        try await TestApp.run { app in
            let before = try await Self.judged(Self.table(1), in: app).found
            #expect(before["fraudChecks"] == [])
            #expect(!before["rules"].items.contains { $0["name"] == "BackgroundIsNotKnown" })
            try await app.lookForBackgrounds()
            let first = try await Self.judged(Self.table(1), in: app)
            #expect(first.found["fraudChecks"].items.map { $0["status"].text } == ["Success"])
            let second = try await Self.judged(Self.table(1, light: 0.9), in: app).found
            let check = second["fraudChecks"].items.first
            #expect(check?["name"] == "DuplicateBackground" && check?["status"] == "Unavailable")
            #expect(check?["matches"].items.map { $0["identityVerificationId"].text } == [first.person.verification])
            let rule = second["rules"].items.first { $0["name"] == "BackgroundIsNotKnown" }
            #expect(rule?["status"] == "Unavailable")
            #expect(second["status"] == "Awaiting", "a person decides")
        }
    }
}
