import Crypto
import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A key of the legacy API` {
    private static let absent = "00000000-0000-7000-8000-000000000000"

    @Test func `is kept as a digest alone, and each change is in the audit log`() async throws {
        try await LegacyClient.run { client in
            let secret = try #require(client.key.split(separator: ".").last.map(String.init))
            #expect(client.key == "\(client.id).\(secret)" && secret.count == 43)
            let database = client.app.house.database
            let row = try #require(try await database.read { try $0.row("SELECT secret_sha256 FROM legacy_key") })
            #expect(try row.data("secret_sha256") == Data(SHA256.hash(data: Data(secret.utf8))))
            #expect(try await client.revoke())
            #expect(try await client.revoke() == false)
            let entries = try await database.read { [id = client.id] in
                try AuditLog.entries(about: id.description, in: $0)
            }
            #expect(entries.map(\.action) == ["legacyKey.created", "legacyKey.revoked"])
            #expect(entries.allSatisfy { $0.actor == LegacyClient.by && !"\($0.detail)".contains(secret) })
            let keys = try await database.read { [legacy = client.app.house.legacy] in try legacy.keys(in: $0) }
            #expect(keys.map(\.id) == [client.id] && keys.first?.revokedAt != nil)
        }
    }

    @Test func `is made for a setup that can be begun, and for no other`() async throws {
        try await LegacyClient.run { client in
            let app = client.app
            await #expect(throws: SetupError.notFound) { try await LegacyClient(in: app, setup: Self.absent) }
            let kyc = try await Business.kycSetup(of: try await app.create(), in: app)
            await #expect(throws: SetupError.notFound) { try await LegacyClient(in: app, setup: kyc) }
            let path = "/v1/identity-verification-setups/\(app.tenant.live)"
            try await app.call(.put, path, token: try await app.token(), json: ["isDisabled": true])
            await #expect(throws: SetupError.disabled) { try await LegacyClient(in: app, setup: app.tenant.live) }
        }
    }

    @Test func `opens from the moment it is made and nothing after it is revoked`() async throws {
        try await LegacyClient.run { client in
            #expect(try await client.start().status == 200)
            _ = try await client.revoke()
            let refused = try await client.start()
            #expect(refused.status == 401)
            #expect(refused.json == ["status": "UNAUTHORIZED", "message": "The API key is not valid"])
            #expect(refused.headers[.wwwAuthenticate] == "ApiKey")
        }
    }

    @Test(.contract("12 get-data")) func `is in the header field or, for the oldest call, in the body`() async throws {
        try await LegacyClient.run { client in
            let id = try #require(try await client.start()["identificationId"].text)
            #expect(try await client.getData(id).json == ["documentData": [:]])
            let token = "{\"token\": \"\(id)\"}"
            #expect(try await client.call(.post, "/get-data", body: token).status == 200)
            // A key in the body of another call is not looked at.
            let start = "{\"apikey\": \"\(client.key)\"}"
            #expect(try await client.call(.post, "/identifications/start", body: start, key: "").status == 401)
            let none = try await client.call(.post, "/get-data", body: "{\"apikey\": null, \"token\": null}")
            #expect(none["status"] == "IDENTIFICATION_NOT_FOUND")
        }
    }

    @Test func `is no client's token, and a client's token is no key`() async throws {
        try await LegacyClient.run { client in
            let token = try await client.app.token()
            #expect(try await client.call(.post, "/identifications/start", body: "{}", key: token).status == 401)
            let answer = try await client.app.call(.post, "/identifications/start", token: token, json: [:])
            #expect(answer.status == 401)
            let filter = "/v1/identity-verifications/filter"
            #expect(try await client.app.call(.post, filter, token: client.key, json: [:]).status == 401)
            #expect(try await client.call(.post, filter, body: "{}").status == 401)
        }
    }

    @Test func `guessed too often is answered 429, and the right one never`() async throws {
        let clock = ManualClock()
        try await LegacyClient.run(clock: clock) { client in
            let wrong = "\(client.id).\(String(repeating: "a", count: 43))"
            let path = "/identifications/\(Self.absent)/data"
            for _ in 0..<AccessLimits.failedProofs {
                #expect(try await client.call(.get, path, key: wrong).status == 401)
            }
            let refused = try await client.call(.get, path, key: wrong)
            #expect(refused.status == 429)
            #expect(refused["status"] == "TOO_MANY_REQUESTS")
            #expect(refused.headers[.retryAfter] == "5")
            #expect(try await client.start().status == 200)
            clock.advance(by: 5)
            #expect(try await client.call(.get, path, key: wrong).status == 401)
            #expect(try await client.call(.get, path, key: wrong).status == 429)
            // One that is not there looks the same.
            for number in 0...AccessLimits.failedProofs {
                let answer = try await client.call(.get, path, key: "\(Self.absent).guess")
                #expect(answer.status == (number < AccessLimits.failedProofs ? 401 : 429))
            }
        }
    }

    @Test func `may ask as often as a client`() async throws {
        let clock = ManualClock()
        let policy = Access.Policy(limits: RequestLimits(perSecond: 2, burst: 3))
        try await LegacyClient.run(clock: clock, access: policy) { client in
            let path = "/identifications/\(Self.absent)/data"
            for left in [2, 1, 0] {
                let answer = try await client.call(.get, path)
                #expect(answer.status == 400)
                #expect(answer.headers[.rateLimitPolicy] == "\"client\";q=3;w=2")
                #expect(answer.headers[.rateLimit]?.hasPrefix("\"client\";r=\(left);") == true)
            }
            let refused = try await client.start()
            #expect(refused.status == 429)
            #expect(refused.json == ["status": "TOO_MANY_REQUESTS", "message": "Too many requests"])
            #expect(refused.headers[.retryAfter] == "1")
            #expect(refused.headers[.rateLimit]?.hasPrefix("\"client\";r=0;") == true)
            let second = try await LegacyClient(in: client.app)
            #expect(try await second.start().status == 200)
            clock.advance(by: 2)
            #expect(try await client.start().status == 200)
        }
    }
}

@Suite struct `The legacy API` {
    @Test(arguments: [
        "/identifications/start", "/get-data", "/identifications/0192f3c1-5a7e-7c3b-8f21-9f0d6c1b2a34/data",
    ])
    func `is not there until it is switched on`(_ path: String) async throws {
        try await TestApp.run { app in
            let key = try await LegacyClient(in: app).key
            var headers: HTTPFields = [.contentType: "application/json"]
            headers[TestApp.olderKeyField] = key
            for method in [HTTPRequest.Method.post, .get] {
                let answer = try await app.send(method, path, headers: headers, body: Data("{}".utf8))
                #expect(answer.status == 404)
                #expect(answer.problem == "no-such-path")
            }
        }
    }

    @Test func `has a host of its own where one is named`() async throws {
        try await LegacyClient.run { client in
            try await client.app.behind(Hosts(roles: [.legacy: ["localhost"]])) { app in
                let older = try await LegacyClient(in: app)
                #expect(try await older.start().status == 200)
                let other = try await app.call(.post, "/v1/identity-verifications", json: [:])
                #expect(other.problem == "no-such-path")
            }
            try await client.app.behind(Hosts(roles: [.idvapi: ["localhost"]])) { app in
                let refused = try await LegacyClient(in: app).start()
                #expect(refused.problem == "no-such-path")
            }
        }
    }

    @Test func `sends the webhooks of today and none of its own`() async throws {
        try await LegacyClient.run { client in
            let person = try await client.person()
            let types = try await client.app.events(of: person.verification).map(\.type)
            #expect(
                types == [
                    "IdentityVerification.StatusChanged", "IdentityVerification.Consented", "KycIdentification.Created",
                ])
        }
    }
}
