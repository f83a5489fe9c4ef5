import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `The conventions of the API` {
    private static let path = "/v1/identity-verifications"

    private func hasNull(_ value: JSONValue) -> Bool {
        value == .null || value.items.contains(where: hasNull) || value.members.values.contains(where: hasNull)
    }

    @Test(.contract("4.1 trailing slash"))
    func `§4.1 a slash at the end of a path makes no difference, and is answered without a redirect`()
        async throws
    {
        try await TestApp.run { app in
            let token = try await app.token()
            let created = try await app.call(
                .post, "\(Self.path)/", token: token, json: ["setupId": .string(app.tenant.sandbox)])
            #expect(created.status == 201)
            let id = try #require(created["id"].text)
            for rest in ["/", "/setup/"] {
                #expect(try await app.call(.get, "\(Self.path)/\(id)\(rest)", token: token).status == 200)
            }
            #expect(try await app.call(.post, "\(Self.path)/filter/", token: token, json: [:]).status == 200)
        }
    }

    @Test(.contract("0 ids"))
    func `§0 ids are read in upper case everywhere and written in lower case`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let id = try await app.create(setup: app.tenant.sandbox.uppercased())
            let upper = id.uppercased()
            let first = try await app.call(.post, "/v1/sessions", json: ["identityVerificationId": .string(upper)])
            let full = try await app.call(
                .post, "/v1/sessions/\(upper)/full-access-token", token: first["accessToken"].text, json: [:])
            let session = try #require(full["accessToken"].text)
            let consent = try await app.call(
                .put, "\(Self.path)/\(upper)/consent", token: session, json: ["isConsented": true])
            #expect(consent.status == 204)
            let begun = try await app.call(
                .post, "/v1/kyc-identifications", token: session, json: ["identityVerificationId": .string(upper)])
            let kyc = try #require(begun["id"].text)
            #expect(kyc == kyc.lowercased())
            let pages = [
                "\(Self.path)/\(upper)", "\(Self.path)/\(upper)/setup", "/v1/identifications/\(kyc.uppercased())",
                "/v1/identifications/\(kyc.uppercased())/setup",
                "/v1/identity-verification-setups/\(app.tenant.sandbox.uppercased())",
            ]
            for page in pages {
                let answer = try await app.call(.get, page, token: token)
                #expect(answer.status == 200, "\(page)")
                #expect(answer["id"].text.map { $0 == $0.lowercased() } == true, "\(page)")
                #expect(!hasNull(answer.json), "\(page)")
            }
            #expect(try await app.call(.get, "/?id=\(upper)").status == 200)
            let localised = try await app.call(
                .put, "\(Self.path)/\(upper)/setup-localisations", token: token,
                json: ["localisationSettings": [["language": "en-GB"]]])
            #expect(localised.status == 204)
        }
    }

    @Test(.contract("0 absent members", "0 null members"))
    func `§0 members without a value are left out, also of a list`() async throws {
        try await TestApp.run { app in
            _ = try await app.create(["registration": ["firstName": nil, "lastName": "A"]])
            let answer = try await app.call(.post, "\(Self.path)/filter", token: try await app.token(), json: [:])
            #expect(answer.json.items.count == 1)
            #expect(!hasNull(answer.json))
            #expect(answer.json.items.first?["registration"] == ["lastName": "A"])
        }
    }

    @Test(
        .contract("2.1 content type"), arguments: ["text/plain", "application/json", "application/octet-stream", nil])
    func `§2.1 a token is given for a form under whatever media type, other members ignored`(
        _ type: String?
    ) async throws {
        try await TestApp.run { app in
            var headers: HTTPFields = [:]
            headers[.contentType] = type
            let form =
                "grant_type=client_credentials&client_id=\(app.tenant.clientID)"
                + "&client_secret=\(app.tenant.secret)&search_params=&scope=idv_api"
            let answer = try await app.send(.post, "/connect/token", headers: headers, body: Data(form.utf8))
            #expect(answer.status == 200)
            #expect(answer["token_type"] == "Bearer")
        }
    }

    @Test(.contract("10 415"))
    func `§4.1 a JSON call stays strict about its media type`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let body = Data("{\"setupId\": \"\(app.tenant.sandbox)\"}".utf8)
            for path in [Self.path, "\(Self.path)/filter"] {
                let answer = try await app.send(
                    .post, path, token: token, headers: [.contentType: "application/x-www-form-urlencoded"], body: body)
                #expect(answer.status == 415)
            }
        }
    }

    @Test(.contract("4.1 representativeId"))
    func `§4.1 a text is taken up to its length and not beyond`() async throws {
        try await TestApp.run { app in
            let most = JSONValue.string(String(repeating: "x", count: 256))
            let id = try await app.create(["externalReferenceId": most, "representativeId": most])
            let found = try await app.verification(id)
            #expect(found["externalReferenceId"] == most)
            #expect(found.members["representativeId"] == nil)
            let answer = try await app.call(
                .post, Self.path, token: try await app.token(),
                json: [
                    "setupId": .string(app.tenant.sandbox),
                    "representativeId": .string(String(repeating: "x", count: 257)),
                ])
            #expect(answer.status == 400)
            #expect(Array(answer["errors"].members.keys) == ["representativeId"])
        }
    }
}
