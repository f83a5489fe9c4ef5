import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

/// The hosted page in a frame of somebody else's page, and the script that puts it there.
@Suite struct `The page in a frame` {
    private static let bank = "https://bank.example"
    private static let shop = "http://localhost:9100"

    private static func setup(_ app: TestApp, _ origins: [String]) async throws -> String {
        try await app.newSetup(["embedding": ["allowedOrigins": .array(origins.map(JSONValue.string))]])
    }

    /// The origins that may frame an answer; nil where its policy does not say.
    private static func ancestors(_ answer: Answer) -> [String]? {
        let policy = answer.headers[.contentSecurityPolicy]?.components(separatedBy: "; ") ?? []
        let line = policy.first { $0.hasPrefix("frame-ancestors ") }
        return line.map { $0.split(separator: " ").dropFirst().map(String.init) }
    }

    private static func opener(_ answer: Answer) -> String? {
        HTTPField.Name("Cross-Origin-Opener-Policy").flatMap { answer.headers[$0] }
    }

    @Test func `may stand on the origins that its setup lists, and on no other`() async throws {
        try await TestApp.run { app in
            let id = try await app.create(setup: try await Self.setup(app, [Self.bank, Self.shop]))
            let framed = try await app.call(.get, "/?id=\(id)&embedded=1")
            #expect(framed.status == 200)
            #expect(Self.ancestors(framed) == [Self.bank, Self.shop])
            #expect(Self.opener(framed) == nil)
            let camera = HTTPField.Name("Permissions-Policy").flatMap { framed.headers[$0] }
            #expect(camera?.contains("camera=(self)") == true)
            let text = String(decoding: framed.bytes, as: UTF8.self)
            #expect(text.contains("data-embedders=\"\(Self.bank) \(Self.shop)\""))
            let alone = try await app.call(.get, "/?id=\(id)")
            #expect(Self.ancestors(alone) == ["'none'"])
            #expect(Self.opener(alone) == "same-origin")
            #expect(String(decoding: alone.bytes, as: UTF8.self).contains("data-embedders=\"\""))
        }
    }

    @Test func `stands nowhere without a listed origin`() async throws {
        try await TestApp.run { app in
            let id = try await app.create(setup: try await app.newSetup())
            for path in [
                "/?id=\(id)&embedded=1", "/?id=\(id)x&embedded=1", "/hand-off?embedded=1", "/setups/x?embedded=1",
            ] {
                let answer = try await app.call(.get, path)
                #expect(Self.ancestors(answer) == ["'none'"], "\(path)")
                #expect(Self.opener(answer) == "same-origin", "\(path)")
            }
        }
    }

    @Test func `keeps the origins of the version that its verification began with`() async throws {
        try await TestApp.run { app in
            let setup = try await Self.setup(app, [Self.bank])
            let id = try await app.create(setup: setup)
            let changed = try await app.call(
                .put, "\(TestApp.idvSetups)/\(setup)", token: try await app.token(), json: ["embedding": [:]])
            #expect(changed.status == 200)
            #expect(changed.json.members["embedding"] == nil)
            #expect(Self.ancestors(try await app.call(.get, "/?id=\(id)&embedded=1")) == [Self.bank])
            let later = try await app.create(setup: setup)
            #expect(Self.ancestors(try await app.call(.get, "/?id=\(later)&embedded=1")) == ["'none'"])
        }
    }

    @Test func `begins at the setup's own link, which stays in the frame`() async throws {
        try await TestApp.run { app in
            let setup = try await Self.setup(app, [Self.bank])
            let wish = "embedded=1&language=de-DE"
            let page = try await app.call(.get, "/setups/\(setup)?\(wish)&language2=x")
            #expect(Self.ancestors(page) == [Self.bank])
            #expect(Self.opener(page) == nil)
            let text = String(decoding: page.bytes, as: UTF8.self)
            #expect(text.contains("action=\"/setups/\(setup)?embedded=1&amp;language=de-DE\""))
            let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
            let begun = try await app.send(.post, "/setups/\(setup)?\(wish)", headers: form, body: Data())
            #expect(begun.status == 303)
            let location = try #require(begun.headers[.location])
            #expect(location.hasSuffix("&\(wish)"))
            #expect(Self.ancestors(try await app.call(.get, location)) == [Self.bank])
            let odd = try await app.send(.post, "/setups/\(setup)?language=x%0D%0Ay", headers: form, body: Data())
            #expect(odd.headers[.location]?.contains("language") == false)
            for _ in 3...CaptureLimits.startsPerSetupAndMinute {
                _ = try await app.send(.post, "/setups/\(setup)", headers: form, body: Data())
            }
            let busy = try await app.send(.post, "/setups/\(setup)?\(wish)", headers: form, body: Data())
            #expect(busy.status == 429)
            #expect(Self.ancestors(busy) == [Self.bank])
        }
    }

    @Test func `is told to the person's page and to the business alike`() async throws {
        try await TestApp.run { app in
            let setup = try await Self.setup(app, ["HTTPS://Bank.Example:443", "http://127.0.0.1:80", Self.shop])
            let expected: JSONValue = [
                "allowedOrigins": ["https://bank.example", "http://127.0.0.1", "http://localhost:9100"]
            ]
            let person = try await Person(opening: try await app.create(setup: setup), in: app)
            let path = "/v1/identity-verifications/\(person.verification)/setup"
            for token in [person.token, try await app.token()] {
                #expect(try await app.call(.get, path, token: token)["embedding"] == expected)
            }
            let named = try await app.call(
                .put, "\(TestApp.idvSetups)/\(setup)", token: try await app.token(), json: ["name": "Another"])
            #expect(named["embedding"] == expected)
        }
    }

    @Test(arguments: [
        "http://bank.example", "bank.example", "https://", "https://bank.example/", "https://bank.example/path",
        "https://*.example", "https://*", "*", "null", "https://user@bank.example", "https://bank.example:0",
        "https://bank.example:65536", "https://bank.example;script-src", "https://bank.example 'self'",
        "https://a.example https://b.example", "https://bänk.example", "https://bank..example", "https://-bank.example",
        "javascript:alert(1)", "data:text/html,x", "http://localhost.example", "http://[::1]:9100", "",
        "https://bank.example\r\nX: y", "https://bank.example?x", "https://bank.example#x",
    ])
    func `takes no origin but a secure one, written as browsers write it`(_ text: String) async throws {
        try await TestApp.run { app in
            let answer = try await app.call(
                .put, "\(TestApp.idvSetups)/\(app.tenant.sandbox)", token: try await app.token(),
                json: ["embedding": ["allowedOrigins": [.string(Self.bank), .string(text)]]])
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == ["embedding.allowedOrigins[1]"])
        }
    }

    @Test func `stands on twenty origins at the most, each named once`() async throws {
        try await TestApp.run { app in
            func change(_ origins: [String]) async throws -> Answer {
                try await app.call(
                    .put, "\(TestApp.idvSetups)/\(app.tenant.sandbox)", token: try await app.token(),
                    json: ["embedding": ["allowedOrigins": .array(origins.map(JSONValue.string))]])
            }
            let many = (1...21).map { "https://bank\($0).example" }
            #expect(try await change(Array(many.dropLast())).status == 200)
            for refused in [many, [Self.bank, "https://BANK.example"]] {
                let answer = try await change(refused)
                #expect(answer.status == 400)
                #expect(Array(answer["errors"].members.keys) == ["embedding.allowedOrigins"])
            }
        }
    }

    @Test(arguments: ["couth.js", "couth.mjs"])
    func `is opened by a script that any page may load and keep`(_ name: String) async throws {
        try await TestApp.run { app in
            let script = try await app.call(.get, "/\(name)")
            #expect(script.status == 200)
            #expect(script.contentType == "text/javascript; charset=utf-8")
            #expect(script.headers[.crossOriginResourcePolicy] == "cross-origin")
            #expect(script.headers[.accessControlAllowOrigin] == "*")
            #expect(script.headers[.cacheControl] == "public, max-age=86400")
            let tag = try #require(script.headers[.eTag])
            let again = try await app.send(.get, "/\(name)", headers: [.ifNoneMatch: tag])
            #expect(again.status == 304)
            #expect(again.bytes.isEmpty)
            #expect(again.headers[.crossOriginResourcePolicy] == "cross-origin")
        }
    }
}
