import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing
import Vault

@Suite struct `A redacted verification` {
    private func delete(_ app: TestApp, _ id: String, token: String? = nil) async throws -> Answer {
        let token = if let token { token } else { try await app.token() }
        return try await app.call(.delete, "/v1/identity-verifications/\(id)", token: token)
    }

    private func objects(_ app: TestApp) async throws -> Int { try await app.house.vault.list().count }

    @Test(.contract("4.5 delete", "4.3 redaction"))
    func `§4.5 holds nothing of the person any more, and can still be read`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let person = try await app.person([
                "externalReferenceId": "customer-1", "registration": ["firstName": "Mila"], "representativeId": "r-1",
            ])
            try await person.selfie(Pictures.jpeg)
            try await person.document("Passport", "DataPage", Pictures.jpeg)
            let files = try await app.identification(person.identification)["face"]["files"].items
            let file = try #require(files.first?["fileId"].text)
            clock.advance(by: 60)
            let answer = try await delete(app, person.verification)
            #expect(answer.status == 204)
            #expect(answer.bytes.isEmpty)

            let found = try await app.verification(person.verification)
            #expect(found["status"] == "Aborted")
            #expect(found["statusReason"] == "Redacted")
            #expect(found["redaction"]["redactedUtc"].text == "2025-06-15T15:07:40.000Z")
            #expect(found.members["registration"] == nil)
            #expect(found.members["externalReferenceId"] == nil)
            #expect(found["step"]["kycIdentification"]["id"].text == person.identification)
            #expect(found["step"]["consent"]["isConsented"] == true)

            let identification = try await app.identification(person.identification)
            #expect(identification["id"].text == person.identification)
            #expect(identification["status"] == "Awaiting")
            for member in ["document", "face", "externalReferenceId"] {
                #expect(identification.members[member] == nil)
            }
            let token = try await app.token()
            let gone = try await app.call(
                .get, "/v1/identifications/\(person.identification)/files/\(file)", token: token)
            #expect(gone.status == 404)
            #expect(
                try await app.call(
                    .get, "/v1/identifications/\(person.identification)/setup", token: token
                ).status == 200)
            #expect(
                try await app.call(
                    .get, "/v1/identity-verifications/\(person.verification)/setup", token: token
                ).status == 200)
            #expect(try await objects(app) == 0)
            let id = person.verification
            await #expect(throws: VaultError.erased) {
                try await app.house.database.read { [keys = DataKeys(master: app.house.master)] transaction in
                    _ = try keys.key(of: id, in: transaction)
                }
            }
        }
    }

    @Test func `§4.5 stays as it is when it is deleted again`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let id = try await app.create(["externalReferenceId": "customer-1"])
            #expect(try await delete(app, id).status == 204)
            let first = try await app.verification(id)
            clock.advance(by: 60)
            #expect(try await delete(app, id.uppercased()).status == 204)
            #expect(try await app.verification(id) == first)
            let actions = try await app.house.database.read { transaction in
                try AuditLog.entries(about: id, in: transaction).map(\.action)
            }
            #expect(actions == ["verification.created", "verification.statusChanged", "verification.redacted"])
        }
    }

    @Test func `§4.5 is the business's own, with the writing scope`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            #expect(try await delete(app, id, token: try await app.token(scope: "idv_api_readonly")).status == 403)
            let other = try await app.token(of: try await app.otherTenant())
            let foreign = try await delete(app, id, token: other)
            let absent = try await delete(app, "00000000-0000-7000-8000-000000000000")
            #expect(foreign.status == 404)
            #expect(foreign.withoutTrace == absent.withoutTrace)
            #expect(try await app.verification(id).members["redaction"] == nil)
        }
    }

    @Test func `§4.5 keeps its status where it had ended, and is found by its reference no more`() async throws {
        try await TestApp.run { app in
            let person = try await Person(
                opening: try await app.create(["externalReferenceId": "customer-1"]), in: app)
            try await person.consent(false)
            #expect(try await delete(app, person.verification).status == 204)
            #expect(try await app.verification(person.verification)["statusReason"] == "ConsentDeclined")
            let path = "/v1/identity-verifications/filter"
            let token = try await app.token()
            let byReference = try await app.call(
                .post, path, token: token, json: ["externalReferenceId": "customer-1"])
            #expect(byReference.json == [])
            let all = try await app.call(.post, path, token: token, json: [:])
            #expect(all.json.items.map { $0["id"].text } == [person.verification])
        }
    }

    @Test func `§4.5 takes what was not yet told to anybody with it`() async throws {
        try await TestApp.run { app in
            let person = try await Person(opening: try await app.create(), in: app)
            #expect(try await app.events(of: person.verification).count == 1)
            _ = try await delete(app, person.verification)
            let left = try await app.events(of: person.verification)
            #expect(left.map(\.type) == ["IdentityVerification.Redacted"])
            #expect(left.map(\.subjectSequence) == [2])
        }
    }

    @Test func `tells of itself in one event that holds the id and the time alone`() async throws {
        try await TestApp.run { app in
            let id = try await app.create(["externalReferenceId": "customer-1"])
            _ = try await delete(app, id)
            _ = try await delete(app, id)
            let events = try await app.events(of: id)
            let body = try JSONDecoder().decode(JSONValue.self, from: try #require(events.first).body)
            #expect(events.count == 1)
            #expect(Set(body["payload"].members.keys) == ["id", "redaction"])
            #expect(body["payload"]["id"].text == id)
        }
    }

    @Test func `ends every session, takes no picture and no decision`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            try await person.selfie(Pictures.jpeg)
            _ = try await delete(app, person.verification)
            #expect(try await person.consent(true).status == 401)
            #expect(try await person.document("Passport", "DataPage", Pictures.jpeg).status == 401)
            let again = try await Person(opening: person.verification, in: app)
            #expect(try await again.consent(true).status == 409)
            #expect(try await again.begin().status != 500)
            await app.drain()
            #expect(try await app.identification(person.identification)["status"] == "Awaiting")
        }
    }

    @Test func `takes no word of a page that was still open, by its old session or by a new one`() async throws {
        try await TestApp.run(configure: { $0.clientAddressHeader = Device.proxyField }) { app in
            try await app.switchOn("restrictToSameIpAddress")
            let path = { (id: String, call: String) in "/v1/identity-verifications/\(id)/\(call)" }
            let desk = Device(app, agent: Device.desktop, address: "192.0.2.17")
            let id = try await app.create()
            let token = try await desk.enter(id)["accessToken"].text
            let report: JSONValue = ["action": "SESSION_STARTED"]
            #expect(try await desk.call(.post, path(id, "activity-logs"), token: token, json: report).status == 204)
            _ = try await delete(app, id)
            #expect(try await desk.call(.post, path(id, "activity-logs"), token: token, json: report).status == 401)
            // The page opens the link again by itself.
            let again = try await desk.enter(id)["accessToken"].text
            for (call, body) in [
                ("activity-logs", report),
                ("flight-record", ["entries": [["sinceLoadMilliseconds": 1, "event": "pageShown"]]]),
            ] {
                let refused = try await desk.call(.post, path(id, call), token: again, json: body)
                #expect(refused.status == 409 && refused.problem == "wrong-status", "\(call)")
            }
            let rows = try await app.house.database.read { transaction in
                try ["activity", "flight_entry", "flight_record", "capture_origin"].map { table in
                    try transaction.rows(SQL(trusted: "SELECT verification_id FROM \(table)")).count
                }
            }
            #expect(rows == [0, 0, 0, 0])
        }
    }

    @Test func `takes no change by a business or a reviewer either`() async throws {
        try await TestApp.run { app in
            let person = try await app.person()
            let id = try #require(ID<Identification>(person.identification))
            _ = try await delete(app, person.verification)
            await #expect(throws: IdentificationError.redacted) {
                try await app.house.database.write { [house = app.house] transaction in
                    try house.identifications.submit(id, by: .system, at: house.clock.now, in: transaction)
                }
            }
            await #expect(throws: IdentificationError.redacted) {
                try await app.house.database.write { [house = app.house] transaction in
                    try house.identifications.resubmit(id, by: .system, at: house.clock.now, in: transaction)
                }
            }
        }
    }

    @Test(.contract("3 sandbox"))
    func `§3 of the sandbox is made by itself after seven days, of the live side never`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let sandbox = try await app.create(["externalReferenceId": "a"])
            let live = try await app.create(["externalReferenceId": "b"], setup: app.tenant.live)
            clock.advance(by: 7 * 24 * 3600 - 1)
            #expect(try await app.compose.housekeeping.redactSandbox() == 0)
            clock.advance(by: 1)
            #expect(try await app.compose.housekeeping.redactSandbox() == 1)
            #expect(try await app.compose.housekeeping.redactSandbox() == 0)
            #expect(try await app.verification(sandbox).members["redaction"] != nil)
            #expect(try await app.verification(live)["externalReferenceId"] == "b")
        }
    }
}
