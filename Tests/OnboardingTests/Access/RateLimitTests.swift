import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A limit of requests` {
    private static let path = "/v1/identity-verification-setups/filter"
    private static let policy = Access.Policy(limits: RequestLimits(perSecond: 2, burst: 5))

    private static func call(_ app: TestApp, _ token: String) async throws -> Answer {
        try await app.call(.post, path, token: token, json: [:])
    }

    @Test(.contract("10 429"))
    func `answers 429 where a client asks for more, and says when to come again`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock, access: Self.policy) { app in
            let token = try await app.token()
            for left in [4, 3, 2, 1, 0] {
                let answer = try await Self.call(app, token)
                #expect(answer.status == 200)
                #expect(answer.headers[.rateLimitPolicy] == "\"client\";q=5;w=3")
                #expect(answer.headers[.rateLimit]?.hasPrefix("\"client\";r=\(left);t=") == true)
            }
            let refused = try await Self.call(app, token)
            #expect(refused.status == 429)
            #expect(refused.problem == "too-many-requests")
            #expect(refused.headers[.retryAfter] == "1")
            #expect(refused.headers[.rateLimit] == "\"client\";r=0;t=3")
            #expect(refused.headers[.xContentTypeOptions] == "nosniff")
            clock.advance(by: 0.5)
            #expect(try await Self.call(app, token).status == 200)
            #expect(try await Self.call(app, token).status == 429)
            clock.advance(by: 60)
            for _ in 0..<5 { #expect(try await Self.call(app, token).status == 200) }
            #expect(try await Self.call(app, token).status == 429)
        }
    }

    @Test func `is each client's own, over all its tokens`() async throws {
        try await TestApp.run(access: Self.policy) { app in
            let (first, second) = (try await app.token(), try await app.token(scope: "idv_api"))
            for token in [first, second, first, second, first] {
                #expect(try await Self.call(app, token).status == 200)
            }
            #expect(try await Self.call(app, second).status == 429)
            let other = try await app.token(of: try await app.otherTenant())
            #expect(try await Self.call(app, other).status == 200)
        }
    }

    @Test func `counts errors, and leaves people and strangers alone`() async throws {
        try await TestApp.run(access: Self.policy) { app in
            let token = try await app.token()
            let absent = "/v1/identity-verifications/00000000-0000-7000-8000-000000000000"
            let person = try await Person(opening: try await app.create(token: token), in: app)
            for _ in 0..<4 { #expect(try await app.call(.get, absent, token: token).status == 404) }
            #expect(try await app.call(.get, absent, token: token).status == 429)
            for _ in 0..<9 {
                #expect(try await app.call(.get, absent).status == 401)
                #expect(try await app.call(.get, absent, token: "a.b.c").status == 401)
                let own = "/v1/identity-verifications/\(person.verification)"
                let read = try await app.call(.get, own, token: person.token)
                #expect(read.status == 200)
                #expect(read.headers[.rateLimit] == nil)
            }
        }
    }

    @Test func `that is off says nothing`() async throws {
        #expect(RequestLimits(perSecond: 0, burst: 9) == nil)
        try await TestApp.run { app in
            let token = try await app.token()
            let answer = try await Self.call(app, token)
            #expect(answer.headers[.rateLimit] == nil && answer.headers[.rateLimitPolicy] == nil)
        }
    }
}

@Suite struct `Guessing a client's secret` {
    private static func ask(_ app: TestApp, _ id: String, _ secret: String) async throws -> Answer {
        try await app.tokenCall(["grant_type": "client_credentials", "client_id": id, "client_secret": secret])
    }

    @Test func `is answered 429 after ten failures and never locks the client out`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let id = app.tenant.clientID
            for _ in 0..<AccessLimits.failedProofs { #expect(try await Self.ask(app, id, "wrong").status == 400) }
            let refused = try await Self.ask(app, id, "wrong")
            #expect(refused.status == 429)
            #expect(refused.headers[.retryAfter] == "5")
            #expect(try await Self.ask(app, id, app.tenant.secret).status == 200)
            #expect(try await Self.ask(app, try await app.otherTenant().clientID, "wrong").status == 400)
            clock.advance(by: 5)
            #expect(try await Self.ask(app, id, "wrong").status == 400)
            #expect(try await Self.ask(app, id, "wrong").status == 429)
        }
    }

    @Test func `of one that is not there looks the same`() async throws {
        try await TestApp.run { app in
            for number in 0...AccessLimits.failedProofs {
                let (real, absent) = (
                    try await Self.ask(app, app.tenant.clientID, "wrong"), try await Self.ask(app, "nobody", "wrong")
                )
                #expect(real.status == absent.status, "\(number)")
                #expect(real.withoutTrace == absent.withoutTrace)
            }
        }
    }
}
