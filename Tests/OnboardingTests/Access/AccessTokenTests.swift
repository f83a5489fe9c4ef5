import Crypto
import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

@Suite struct `An access token` {
    private static let path = "/v1/identity-verification-setups/filter"

    private static func part(_ index: Int, of token: String) throws -> Data {
        var text = token.split(separator: ".", omittingEmptySubsequences: false)[index]
            .replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.count % 4) % 4)
        return try #require(Data(base64Encoded: String(text)))
    }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func status(of token: String?, _ app: TestApp) async throws -> Int {
        try await app.call(.post, path, token: token, json: [:]).status
    }

    @Test func `is signed with ES256 by a key of the key set`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let header = try JSONDecoder().decode(JSONValue.self, from: Self.part(0, of: token))
            #expect(header["alg"] == "ES256")
            let keys = try await app.call(.get, "/.well-known/openid-configuration/jwks")["keys"].items
            let jwk = try #require(keys.first { $0["kid"] == header["kid"] })
            let (x, y) = (try #require(jwk["x"].text), try #require(jwk["y"].text))
            let point = try Self.part(0, of: x) + Self.part(0, of: y)
            let key = try P256.Signing.PublicKey(rawRepresentation: point)
            let signed = Data(token.split(separator: ".").dropLast().joined(separator: ".").utf8)
            let signature = try P256.Signing.ECDSASignature(rawRepresentation: Self.part(2, of: token))
            #expect(key.isValidSignature(signature, for: signed))
        }
    }

    @Test(.contract("2.2 401", "2.1 access_token"))
    func `opens what it is for, until its time is over`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let token = try await app.token()
            #expect(try await Self.status(of: token, app) == 200)
            clock.advance(by: 3599)
            #expect(try await Self.status(of: token, app) == 200)
            clock.advance(by: 1)
            let answer = try await app.call(.post, Self.path, token: token, json: [:])
            #expect(answer.status == 401)
            #expect(answer.headers[.wwwAuthenticate] == "Bearer error=\"invalid_token\"")
            #expect(answer["message"].text?.isEmpty == false)
        }
    }

    @Test(.contract("2.2 bearer"))
    func `is asked for by a bare challenge`() async throws {
        try await TestApp.run { app in
            let answer = try await app.call(.post, Self.path, json: [:])
            #expect(answer.status == 401)
            #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        }
    }

    @Test func `of another server, of no algorithm, or changed anywhere opens nothing`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let parts = token.split(separator: ".").map(String.init)
            let payload = String(decoding: try Self.part(1, of: token), as: UTF8.self)
            let more = Self.base64URL(Data(payload.replacing("idv_api ", with: "idv_apj ").utf8))
            let none = Self.base64URL(Data(#"{"alg":"none","typ":"JWT"}"#.utf8))
            let forged = [
                "\(parts[0]).\(more).\(parts[2])", "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])",
                "\(parts[0]).\(parts[1]).\(String(parts[2].reversed()))", "\(parts[0]).\(parts[1])", "", "a.b.c",
                String(repeating: "a.", count: 4000),
            ]
            for token in forged { #expect(try await Self.status(of: token, app) == 401, "\(token.prefix(80))") }
            #expect(try await Self.status(of: token, app) == 200)
        }
    }

    @Test func `of another house with the same issuer opens nothing`() async throws {
        try await TestApp.run { app in
            try await TestApp.run { other in
                let token = try await other.token()
                #expect(try await Self.status(of: token, app) == 401)
            }
        }
    }

    @Test(
        .contract("2.1 readonly", "2.2 403", "4.1 scope"),
        arguments: [
            ("idv_api", 200, 200, 201, 403), ("idv_api_readonly", 200, 200, 403, 403),
            ("kyc_identifications_api", 403, 403, 403, 404), ("kyc_identifications_api_readonly", 403, 403, 403, 404),
        ])
    func `allows what its scope says`(
        _ scope: String, _ filter: Int, _ read: Int, _ create: Int, _ identification: Int
    ) async throws {
        try await TestApp.run { app in
            let id = try await app.create()
            let token = try await app.token(scope: scope)
            #expect(try await Self.status(of: token, app) == filter)
            #expect(try await app.call(.get, "/v1/identity-verifications/\(id)", token: token).status == read)
            let made = try await app.call(
                .post, "/v1/identity-verifications", token: token, json: ["setupId": .string(app.tenant.sandbox)])
            #expect(made.status == create)
            let found = try await app.call(.get, "/v1/identifications/\(id)", token: token)
            #expect(found.status == identification)
            for answer in [made, found] where answer.status == 403 {
                #expect(answer.problem == "insufficient-scope")
                #expect(answer.headers[.wwwAuthenticate]?.contains("insufficient_scope") == true)
            }
        }
    }
}
