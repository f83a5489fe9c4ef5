import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

/// The document and the server, held against each other.
@Suite struct `The server` {
    @Test func `serves every route of the document and no other`() async throws {
        try await TestApp.run { app in
            let operations = try OpenAPI.load().operations
            let documented = Set(operations.map(\.route))
            try await app.withLegacy { full in
                #expect(full.routes.subtracting(documented).sorted() == [], "served, and not in the document")
                #expect(documented.subtracting(full.routes).sorted() == [], "in the document, and not served")
            }
            let legacy = Set(operations.filter(\.isLegacy).map(\.route))
            #expect(legacy.count == 5)
            #expect(documented.subtracting(app.routes) == legacy, "off by default")
        }
    }

    @Test(arguments: [
        ("/.well-known/openid-configuration", 200), ("/.well-known/openid-configuration/jwks", 200), ("/health", 200),
        ("/swagger/v1/swagger.json", 200), ("/swagger/index.html", 200), ("/api/openapi.yaml", 200),
        ("/v1/face-tec/mobile-license", 501),
        ("/v1/face-tec/sessions", 501), ("/", 404), ("/?id=00000000-0000-7000-8000-000000000000", 404),
    ])
    func `answers what needs no token as the document says`(_ path: String, _ status: Int) async throws {
        try await TestApp.run { app in
            let answer = try await app.call(.get, path)
            #expect(answer.status == status)
        }
    }

    @Test(.contract("2.2 bearer", "2.2 401"))
    func `asks for a token wherever the document does`() async throws {
        try await TestApp.run { app in
            for operation in try OpenAPI.load().operations
            where operation.security.allSatisfy({ !$0.isEmpty }) && !operation.isLegacy {
                guard let method = HTTPRequest.Method(operation.route.method), !operation.security.isEmpty,
                    operation.responses["501"] == nil
                else { continue }
                let id = try await Person(opening: try await app.create(), in: app).begin()["id"].text ?? ""
                let isKyc = operation.route.path.contains("kyc-identifications")
                let path = operation.route.path.replacing("{}", with: isKyc ? id : try await app.create())
                let body: JSONValue? =
                    operation.requestContent.isEmpty
                    ? nil
                    : [
                        "identityVerificationId": .string(try await app.create()), "isConsented": true,
                        "action": "TERMS_SHOWN", "entries": [],
                    ]
                let answer = try await app.call(method, path, json: body)
                #expect(answer.status == 401, "\(operation.route)")
                #expect(answer.headers[.wwwAuthenticate] == "Bearer", "\(operation.route)")
            }
        }
    }

    @Test(.contract("1 OpenAPI document"))
    func `gives the document that its routes are held to`() async throws {
        try await TestApp.run { app in
            let json = try await app.call(.get, "/swagger/v1/swagger.json").json
            let root = try OpenAPI.load().root
            #expect(json == root)
            let yaml = try await app.call(.get, "/api/openapi.yaml").bytes
            let file = try Data(contentsOf: OpenAPI.checkout.appending(path: "api/openapi.yaml"))
            #expect(yaml == file)
        }
    }

    @Test(.contract("1 page of the document"))
    func `lists every operation on a page for people`() async throws {
        try await TestApp.run { app in
            let answer = try await app.call(.get, "/swagger/index.html")
            #expect(answer.contentType == "text/html; charset=utf-8")
            let page = String(decoding: answer.bytes, as: UTF8.self)
            for operation in try OpenAPI.load().operations {
                #expect(page.contains("id=\"\(operation.id)\""), "\(operation.route)")
            }
            #expect(!page.contains("<script") && !page.contains("style=") && page.contains("swagger.json"))
        }
    }

    @Test(.contract("4.2 address", "4.2 no frames"))
    func `shows the page of a verification under a strict policy`() async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let answer = try await app.call(.get, "/?id=\(id)")
            #expect(answer.status == 200)
            let policy = try #require(answer.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe"))
            let page = String(decoding: answer.bytes, as: UTF8.self)
            #expect(!page.contains("style=") && !page.contains("http://") && !page.contains("https://"))
        }
    }
}
