import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing
import Vault

/// `dataKeptDays` of both kinds of setups: what ended goes by itself, by what the setups say then.
@Suite struct `Data that a setup keeps for some days` {
    private static let day = 24.0 * 3600

    /// A live flow whose identification setup keeps data for so many days.
    private func setup(_ app: TestApp, kyc days: JSONValue?, _ members: JSONValue = [:]) async throws -> String {
        var kyc: [String: JSONValue] = ["isLive": true]
        kyc["dataKeptDays"] = days
        return try await app.newSetup(
            kyc: .object(kyc), .object(["isLive": true].merging(members.members) { $1 }))
    }

    /// Somebody who said no at once: it has ended.
    private func refusal(_ app: TestApp, _ setup: String) async throws -> String {
        let person = try await Person(
            opening: try await app.create(["externalReferenceId": "customer-1"], setup: setup), in: app)
        #expect(try await person.consent(false).status == 204)
        return person.verification
    }

    private func change(_ app: TestApp, _ setup: String, to days: JSONValue) async throws -> Answer {
        try await app.call(
            .put, "\(TestApp.idvSetups)/\(setup)", token: try await app.token(), json: ["dataKeptDays": days])
    }

    private func isErased(_ app: TestApp, _ id: String) async throws -> Bool {
        try await app.verification(id).members["redaction"] != nil
    }

    @Test func `is erased so many days after the end, by the system, and of no other setup`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let setup = try await setup(app, kyc: 30)
            let ended = try await refusal(app, setup)
            let other = try await refusal(app, app.tenant.live)
            clock.advance(by: 30 * Self.day - 1)
            #expect(try await app.compose.housekeeping.redactKept() == 0)
            clock.advance(by: 1)
            #expect(try await app.compose.housekeeping.redactKept() == 1)
            #expect(try await app.compose.housekeeping.redactKept() == 0)
            let found = try await app.verification(ended)
            #expect(found["status"] == "Aborted" && found["statusReason"] == "ConsentDeclined")
            #expect(found.members["externalReferenceId"] == nil && found.members["redaction"] != nil)
            #expect(try await !isErased(app, other))
            let last = try await app.house.database.read { transaction in
                try AuditLog.entries(about: ended, in: transaction).last
            }
            #expect(last?.action == "verification.redacted" && last?.actor == .system)
            #expect(try await app.events(of: ended).map(\.type).last == "IdentityVerification.Redacted")
        }
    }

    @Test func `stays while somebody still has it in hand, and counts from the end and not from the creation`()
        async throws
    {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let setup = try await setup(app, kyc: 1, ["lifetimeSeconds": .number(60 * Self.day)])
            let open = try await app.create(setup: setup)
            let begun = try await Person(opening: try await app.create(setup: setup), in: app).begun()
            clock.advance(by: 59 * Self.day)
            #expect(try await app.compose.housekeeping.redactKept() == 0)
            clock.advance(by: Self.day)
            #expect(try await app.compose.housekeeping.expire() == 2)
            #expect(try await app.compose.housekeeping.redactKept() == 0)
            clock.advance(by: Self.day)
            #expect(try await app.compose.housekeeping.redactKept() == 2)
            for id in [open, begun.verification] { #expect(try await app.verification(id)["status"] == "Expired") }
        }
    }

    @Test func `waits for a decision that is still to come, and then for its days, and holds up nothing`()
        async throws
    {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let setup = try await setup(app, kyc: 10)
            let person = try await app.person(setup: setup)
            try await person.document("Passport", "DataPage", Pictures.jpeg)
            try await person.selfie(Pictures.jpeg)
            #expect(try await person.put("complete").status == 204)
            clock.advance(by: Self.day)
            #expect(try await app.compose.housekeeping.expire() == 1)
            // More than a batch, all behind the one that stays.
            for _ in 1...55 {
                let id = try #require(ID<Verification>(try await app.create(setup: setup)))
                try await app.house.database.write { [house = app.house] in
                    try house.verifications.complete(id, at: house.clock.now, in: $0)
                }
            }
            clock.advance(by: 100 * Self.day)
            #expect(try await app.compose.housekeeping.redactKept() == 55)
            #expect(try await !isErased(app, person.verification))

            let decided = try await app.review(person.identification, "reject", ["reason": "PoorPhotoQuality"])
            #expect(decided.status == 204, "\(decided.json)")
            #expect(try await app.compose.housekeeping.redactKept() == 0)
            clock.advance(by: 10 * Self.day)
            #expect(try await app.compose.housekeeping.redactKept() == 1)
            #expect(try await isErased(app, person.verification))
            #expect(try await app.house.vault.list().isEmpty)
        }
    }

    @Test func `goes by what the setups say now, of both the shorter`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let setup = try await setup(app, kyc: 100)
            let first = try await refusal(app, setup)
            clock.advance(by: 50 * Self.day)
            #expect(try await app.compose.housekeeping.redactKept() == 0)
            #expect(try await change(app, setup, to: 50)["dataKeptDays"] == 50)
            #expect(try await app.compose.housekeeping.redactKept() == 1)
            #expect(try await isErased(app, first))
            let second = try await refusal(app, setup)
            #expect(try await change(app, setup, to: 0).json.members["dataKeptDays"] == nil)
            clock.advance(by: 99 * Self.day)
            #expect(try await app.compose.housekeeping.redactKept() == 0)
            clock.advance(by: Self.day)
            #expect(try await app.compose.housekeeping.redactKept() == 1)
            #expect(try await isErased(app, second))
        }
    }

    @Test(
        arguments: [
            (true, nil, nil, nil), (true, 30, nil, 30), (true, 30, 20, 20), (true, nil, 20, 20),
            (false, nil, nil, 7), (false, 30, nil, 7), (false, nil, 3, 3),
        ] as [(Bool, JSONValue?, JSONValue?, Int?)])
    func `§9.3 is told of to the person, and in the sandbox the smaller number`(
        _ isLive: Bool, _ kycDays: JSONValue?, _ days: JSONValue?, _ told: Int?
    ) async throws {
        try await TestApp.run { app in
            var kyc: [String: JSONValue] = ["isLive": .bool(isLive)]
            kyc["dataKeptDays"] = kycDays
            var members: [String: JSONValue] = ["isLive": .bool(isLive)]
            members["dataKeptDays"] = days
            let setup = try await app.newSetup(kyc: .object(kyc), .object(members))
            let person = try await Person(opening: try await app.create(setup: setup), in: app)
            let path = "/v1/identity-verifications/\(person.verification)/setup"
            let seen = try await app.call(.get, path, token: person.token)
            #expect(seen.json.members["dataKeptDays"] == told.map { .number(Double($0)) })
            let own = try await app.call(.get, path, token: try await app.token())
            #expect(own.json.members["dataKeptDays"] == days)
        }
    }

    @Test(arguments: [-1, 3651] as [JSONValue])
    func `may be no other number`(_ days: JSONValue) async throws {
        try await TestApp.run { app in
            let refused = try await change(app, app.tenant.live, to: days)
            #expect(refused.status == 400 && Array(refused["errors"].members.keys) == ["dataKeptDays"])
            let kyc = try await app.call(
                .post, TestApp.kycSetups, token: try await app.token(), json: ["name": "K", "dataKeptDays": days])
            #expect(kyc.status == 400 && Array(kyc["errors"].members.keys) == ["dataKeptDays"])
        }
    }
}
