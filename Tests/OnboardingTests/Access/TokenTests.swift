import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@Suite struct `The token endpoint` {
    private func members(_ app: TestApp) -> [String: String] {
        [
            "grant_type": "client_credentials", "client_id": app.tenant.clientID, "client_secret": app.tenant.secret,
        ]
    }

    private func basic(_ id: String, _ secret: String) -> HTTPFields {
        [.authorization: "Basic \(Data("\(id):\(secret)".utf8).base64EncodedString())"]
    }

    @Test(
        .contract(
            "2.1 grant_type", "2.1 client_id", "2.1 client_secret", "2.1 expires_in", "2.1 token_type",
            "2.1 scope of the answer", "2.1 four scopes"))
    func `gives a bearer token with every scope of the client`() async throws {
        try await TestApp.run { app in
            let answer = try await app.tokenCall(members(app))
            #expect(answer.status == 200)
            #expect(answer["token_type"] == "Bearer")
            #expect(answer["expires_in"] == 3600)
            let scopes = "idv_api idv_api_readonly kyc_identifications_api kyc_identifications_api_readonly"
            #expect(answer["scope"].text == scopes)
            #expect(answer.headers[.cacheControl] == "no-store")
        }
    }

    @Test(.contract("2.1 HTTP Basic"))
    func `takes the client's name and secret by HTTP Basic`() async throws {
        try await TestApp.run { app in
            let headers = basic(app.tenant.clientID, app.tenant.secret)
            let answer = try await app.tokenCall(["grant_type": "client_credentials"], headers: headers)
            #expect(answer.status == 200)
            let wrong = try await app.tokenCall(
                ["grant_type": "client_credentials"], headers: basic(app.tenant.clientID, "wrong"))
            #expect(wrong.status == 401)
            #expect(wrong["error"] == "invalid_client")
            #expect(wrong.headers[.wwwAuthenticate]?.hasPrefix("Basic") == true)
        }
    }

    @Test(.contract("2.1 scope", "2.1 other form members"))
    func `gives the scopes that are asked for and ignores members it does not know`() async throws {
        try await TestApp.run { app in
            var form = members(app)
            form["scope"] = "kyc_identifications_api idv_api"
            form["search_params"] = "[object Object]"
            let answer = try await app.tokenCall(form)
            #expect(answer.status == 200)
            #expect(answer["scope"] == "idv_api kyc_identifications_api")
        }
    }

    @Test(
        .contract("2.1 grant_type", "2.1 invalid_client", "2.1 invalid_scope", "2.1 unsupported_grant_type"),
        arguments: [
            ("grant_type", nil, "invalid_request"), ("grant_type", "password", "unsupported_grant_type"),
            ("client_secret", "wrong", "invalid_client"), ("client_secret", nil, "invalid_client"),
            ("client_id", "nobody", "invalid_client"), ("client_id", nil, "invalid_client"),
            ("scope", "idv_api everything", "invalid_scope"),
        ] as [(String, String?, String)])
    func `refuses as RFC 6749 says`(_ member: String, _ value: String?, _ error: String) async throws {
        try await TestApp.run { app in
            var form = members(app)
            form[member] = value
            let answer = try await app.tokenCall(form)
            #expect(answer.status == 400)
            #expect(answer["error"].text == error)
            #expect(answer["message"].text == error)
        }
    }

    @Test func `refuses another media type and a body that is too large`() async throws {
        try await TestApp.run { app in
            let json = try await app.call(.post, "/connect/token", json: ["grant_type": "client_credentials"])
            #expect(json.status == 415)
            let large = try await app.tokenCall(["grant_type": String(repeating: "a", count: 9000)])
            #expect(large.status == 413)
        }
    }

    @Test func `is found by the discovery document`() async throws {
        try await TestApp.run { app in
            let found = try await app.call(.get, "/.well-known/openid-configuration")
            #expect(found["token_endpoint"] == "http://127.0.0.1:8080/connect/token")
            #expect(found["jwks_uri"] == "http://127.0.0.1:8080/.well-known/openid-configuration/jwks")
            #expect(found["grant_types_supported"] == ["client_credentials"])
        }
    }
}
