import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A setup's own link` {
    private func post(_ app: TestApp, _ setup: String, _ form: String = "") async throws -> Answer {
        try await app.send(
            .post, "/setups/\(setup)", headers: [.contentType: "application/x-www-form-urlencoded"],
            body: Data(form.utf8))
    }

    private func count(_ app: TestApp) async throws -> Int {
        try await app.house.database.read { transaction in
            try transaction.row("SELECT COUNT(*) AS count FROM verification")?.int("count") ?? 0
        }
    }

    @Test func `§4.8 begins nothing while it is only looked at`() async throws {
        try await TestApp.run { app in
            let page = try await app.call(.get, "/setups/\(app.tenant.live.uppercased())?externalRef=a%20b&x=y")
            #expect(page.status == 200)
            let text = String(decoding: page.bytes, as: UTF8.self)
            #expect(text.contains("method=\"post\" action=\"/setups/\(app.tenant.live)\""))
            #expect(text.contains("name=\"externalRef\" value=\"a b\""))
            #expect(text.contains("start.js"))
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("form-action 'self'") && !policy.contains("unsafe"))
            #expect(try await count(app) == 0)
        }
    }

    @Test(.contract("4.8 static link", "4.8 externalRef"))
    func `§4.8 begins a verification without a token and leads to it`() async throws {
        try await TestApp.run { app in
            let answer = try await post(
                app, app.tenant.sandbox, "externalRef=customer+1&successUrl=https://evil.example")
            #expect(answer.status == 303)
            let location = try #require(answer.headers[.location])
            let id = try #require(location.split(separator: "=").last.map(String.init))
            #expect(location == "/?id=\(id)")
            let found = try await app.verification(id)
            #expect(found["status"] == "Pending")
            #expect(found["externalReferenceId"] == "customer 1")
            #expect(found["setup"]["id"].text == app.tenant.sandbox)
            #expect(try await app.call(.get, location).status == 200)
            let actors = try await app.house.database.read { transaction in
                try AuditLog.entries(about: id, in: transaction).map(\.actor)
            }
            #expect(actors == [.applicant])
            let setup = try await app.call(
                .get, "/v1/identity-verifications/\(id)/setup", token: try await app.token()
            ).json
            #expect(!"\(setup)".contains("evil"))
        }
    }

    @Test func `§4.8 begins one each time, and without a reference where none is given`() async throws {
        try await TestApp.run { app in
            let locations = try await [post(app, app.tenant.live), post(app, app.tenant.live, "externalRef=")].map {
                $0.headers[.location]
            }
            #expect(Set(locations).count == 2)
            let all = try await app.call(
                .post, "/v1/identity-verifications/filter", token: try await app.token(), json: [:]
            ).json.items
            #expect(all.count == 2)
            #expect(all.allSatisfy { $0.members["externalReferenceId"] == nil })
        }
    }

    @Test func `§4.8 is none where the setup is not there, of the other kind, or disabled`() async throws {
        try await TestApp.run { app in
            let id = try #require(ID<Setup>(app.tenant.live))
            let setup = try await app.call(
                .get, "/v1/identity-verification-setups/\(app.tenant.sandbox)", token: try await app.token())
            let kyc = try #require(setup["steps"].items.compactMap { $0["setupId"].text }.first)
            try await app.house.database.write { transaction in
                _ = try transaction.execute("UPDATE setup SET is_disabled = 1 WHERE id = \(id)")
            }
            for name in [app.tenant.live, kyc, "00000000-0000-7000-8000-000000000000", "x"] {
                let page = try await app.call(.get, "/setups/\(name)")
                #expect(page.status == 404)
                #expect(page.contentType?.hasPrefix("text/html") == true)
                #expect(try await post(app, name).status == 404)
            }
            let long = String(repeating: "x", count: 257)
            #expect(try await post(app, app.tenant.sandbox, "externalRef=\(long)").status == 404)
            #expect(try await count(app) == 0)
        }
    }

    @Test func `§4.8 writes what stands in the address as text`() async throws {
        try await TestApp.run { app in
            let path = "/setups/\(app.tenant.live)?externalRef=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"
            let text = String(decoding: try await app.call(.get, path).bytes, as: UTF8.self)
            #expect(!text.contains("<script>alert"))
            #expect(!text.contains("value=\"\">"))
        }
    }

    @Test func `§4.8 begins no more than its number a minute, for each setup by itself`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            for _ in 1...CaptureLimits.startsPerSetupAndMinute {
                #expect(try await post(app, app.tenant.live).status == 303)
            }
            let refused = try await post(app, app.tenant.live)
            #expect(refused.status == 429)
            #expect(refused.contentType?.hasPrefix("text/html") == true)
            let wait = try #require(refused.headers[.retryAfter].flatMap(Double.init))
            #expect((1...60).contains(wait))
            #expect(try await post(app, app.tenant.sandbox).status == 303)
            clock.advance(by: wait)
            #expect(try await post(app, app.tenant.live).status == 303)
        }
    }
}
