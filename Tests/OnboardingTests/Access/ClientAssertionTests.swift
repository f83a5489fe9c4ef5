import Crypto
import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A client with keys` {
    private static let issuer = "http://127.0.0.1:8080"

    /// A P-256 key as the client holds it.
    private struct ClientKey {
        let key = P256.Signing.PrivateKey()
        let kid: String

        var publicMembers: JSONValue {
            let point = key.publicKey.rawRepresentation
            return [
                "kty": "EC", "crv": "P-256", "alg": "ES256", "kid": .string(kid),
                "x": .string(base64URL(point.prefix(32))), "y": .string(base64URL(point.suffix(32))),
            ]
        }

        func sign(_ claims: JSONValue, algorithm: String = "ES256") throws -> String {
            let header: JSONValue = ["alg": .string(algorithm), "kid": .string(kid), "typ": "JWT"]
            let text = try [header, claims].map { base64URL(try JSONEncoder().encode($0)) }.joined(separator: ".")
            return "\(text).\(base64URL(try key.signature(for: Data(text.utf8)).rawRepresentation))"
        }
    }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func claims(_ app: TestApp, _ changes: [String: JSONValue] = [:]) -> JSONValue {
        let now = app.house.clock.now.timeIntervalSince1970
        let claims: [String: JSONValue] = [
            "iss": .string(app.tenant.clientID), "sub": .string(app.tenant.clientID), "aud": .string(issuer),
            "exp": .number(now + 300), "jti": .string(UUID().uuidString),
        ]
        return .object(claims.merging(changes) { $1 })
    }

    private static func set(_ keys: [ClientKey], _ app: TestApp) async throws {
        let file = try JSONEncoder().encode(JSONValue.object(["keys": .array(keys.map(\.publicMembers))]))
        let set = try ClientKeySet(file: file)
        let isSet = try await app.house.database.write { [access = app.house.access, id = app.tenant.clientID] in
            try access.setKeys(set, of: id, by: .operatorNamed("mila"), in: $0)
        }
        #expect(isSet)
    }

    private static func ask(
        _ app: TestApp, _ assertion: String, _ more: [String: String] = [:]
    ) async throws -> Answer {
        let members = [
            "grant_type": "client_credentials", "client_assertion": assertion,
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ]
        return try await app.tokenCall(members.merging(more) { $1 })
    }

    @Test func `proves itself by a signed assertion, and each opens once`() async throws {
        try await TestApp.run { app in
            let keys = [ClientKey(kid: "one"), ClientKey(kid: "two")]
            try await Self.set(keys, app)
            let assertion = try keys[1].sign(Self.claims(app))
            let answer = try await Self.ask(app, assertion)
            #expect(answer.status == 200)
            let token = try #require(answer["access_token"].text)
            _ = try await app.create(token: token)
            let again = try await Self.ask(app, assertion)
            #expect(again.status == 400 && again["error"] == "invalid_client")
            let endpoint = try keys[0].sign(Self.claims(app, ["aud": [.string("\(Self.issuer)/connect/token")]]))
            #expect(try await Self.ask(app, endpoint, ["client_id": app.tenant.clientID]).status == 200)
        }
    }

    @Test func `gets nothing by its former secret until that is rotated`() async throws {
        try await TestApp.run { app in
            let key = ClientKey(kid: "one")
            try await Self.set([key], app)
            var members = [
                "grant_type": "client_credentials", "client_id": app.tenant.clientID,
                "client_secret": app.tenant.secret,
            ]
            #expect(try await app.tokenCall(members)["error"] == "invalid_client")
            members["client_secret"] = try await app.house.database.write {
                [access = app.house.access, id = app.tenant.clientID] in
                try access.rotateSecret(of: id, by: .operatorNamed("mila"), in: $0)
            }
            #expect(try await app.tokenCall(members).status == 200)
            #expect(try await Self.ask(app, try key.sign(Self.claims(app))).status == 400)
        }
    }

    @Test(
        arguments: [
            ["iss": "another"], ["sub": "another"], ["aud": "https://another.example"], ["aud": []],
            ["exp": 1_749_999_999], ["exp": 1_750_000_000], ["exp": 1_750_000_331], ["jti": ""],
            ["nbf": 1_750_000_031], ["iat": 1_750_000_031],
        ] as [[String: JSONValue]])
    func `is refused where the assertion is for another, another time or nobody`(
        _ changes: [String: JSONValue]
    ) async throws {
        try await TestApp.run { app in
            let key = ClientKey(kid: "one")
            try await Self.set([key], app)
            let answer = try await Self.ask(app, try key.sign(Self.claims(app, changes)))
            #expect(answer.status == 400 && answer["error"] == "invalid_client")
        }
    }

    @Test func `is refused where the signature is another's, or the proof is double`() async throws {
        try await TestApp.run { app in
            let (key, stranger) = (ClientKey(kid: "one"), ClientKey(kid: "one"))
            try await Self.set([key], app)
            let good = try key.sign(Self.claims(app))
            let unsigned = good.split(separator: ".").dropLast().joined(separator: ".") + "."
            let wrong = [try stranger.sign(Self.claims(app)), unsigned, "a.b.c", "", try key.sign([:])]
            for assertion in wrong {
                #expect(try await Self.ask(app, assertion)["error"] == "invalid_client")
            }
            #expect(try await Self.ask(app, good, ["client_secret": app.tenant.secret])["error"] == "invalid_request")
            #expect(try await Self.ask(app, good, ["client_assertion_type": "saml"])["error"] == "invalid_request")
            #expect(try await Self.ask(app, good, ["client_id": "another"])["error"] == "invalid_client")
            #expect(try await Self.ask(app, good).status == 200)
        }
    }

    @Test(
        arguments: [
            ("{}", "no JSON Web Key Set"), (#"{"keys": []}"#, "1 to 8"),
            (#"{"keys": [{"kty": "oct", "kid": "a", "alg": "HS256", "k": "AAAA"}]}"#, "private"),
            (#"{"keys": [{"kty": "EC", "kid": "a", "alg": "ES256", "crv": "P-256", "d": "AA"}]}"#, "private"),
            (#"{"keys": [{"kty": "EC", "kid": "a", "alg": "ES256", "crv": "P-256", "x": "AA", "y": "AA"}]}"#, "P-256"),
            (#"{"keys": [{"kty": "RSA", "kid": "a", "alg": "RS256", "n": "AQAB", "e": "AQAB"}]}"#, "2048"),
            (#"{"keys": [{"kty": "EC", "kid": "a", "alg": "none"}]}"#, "alg"), (#"{"keys": [{"kty": "EC"}]}"#, "kid"),
        ])
    func `has public keys that are strong enough, or none`(_ file: String, _ word: String) throws {
        let fault = #expect(throws: ClientKeySet.Fault.self) { try ClientKeySet(file: Data(file.utf8)) }
        #expect(fault?.description.contains(word) == true)
    }

    @Test func `is told so by the discovery document`() async throws {
        try await TestApp.run { app in
            let found = try await app.call(.get, "/.well-known/openid-configuration")
            #expect(found["token_endpoint_auth_methods_supported"].items.contains("private_key_jwt"))
            #expect(found["token_endpoint_auth_signing_alg_values_supported"] == ["ES256", "PS256", "RS256"])
            #expect(found["tls_client_certificate_bound_access_tokens"] == .null)
        }
    }
}
