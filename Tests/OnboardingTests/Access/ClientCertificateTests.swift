import Crypto
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A token bound to a certificate` {
    // A literal of token characters is always a name.
    private static let field = HTTPField.Name("X-Client-Cert")!
    private static let path = "/v1/identity-verification-setups/filter"

    /// What matters of a certificate here is its bytes; the proxy has checked it.
    private static func der(_ seed: UInt8) -> Data { Data([0x30]) + Data(repeating: seed, count: 200) }

    private static func forms(_ seed: UInt8) -> [String] {
        let base64 = der(seed).base64EncodedString(options: .lineLength64Characters)
        let pem = "-----BEGIN CERTIFICATE-----\n\(base64)\n-----END CERTIFICATE-----\n"
        let escaped = pem.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return [escaped, ":\(der(seed).base64EncodedString()):", der(seed).base64EncodedString()]
    }

    private static func token(_ app: TestApp, _ certificate: String?) async throws -> String {
        var headers: HTTPFields = [:]
        headers[field] = certificate
        let answer = try await app.tokenCall(
            [
                "grant_type": "client_credentials", "client_id": app.tenant.clientID,
                "client_secret": app.tenant.secret,
            ], headers: headers)
        return try #require(answer["access_token"].text)
    }

    private static func status(_ app: TestApp, _ token: String, _ certificate: String?) async throws -> Int {
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[field] = certificate
        return try await app.send(.post, path, token: token, headers: headers, body: Data("{}".utf8)).status
    }

    @Test func `opens with that certificate only, in whatever form the proxy writes it`() async throws {
        try await TestApp.run(access: Access.Policy(certificateHeader: Self.field)) { app in
            let (mine, theirs) = (Self.forms(1), Self.forms(2))
            for form in mine {
                let token = try await Self.token(app, form)
                for shown in mine { #expect(try await Self.status(app, token, shown) == 200) }
                for shown in theirs + ["", "none", "::"] { #expect(try await Self.status(app, token, shown) == 401) }
                #expect(try await Self.status(app, token, nil) == 401)
            }
        }
    }

    @Test func `names it as RFC 8705 does`() async throws {
        try await TestApp.run(access: Access.Policy(certificateHeader: Self.field)) { app in
            let parts = try await Self.token(app, Self.forms(1)[1]).split(separator: ".")
            let padded = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
            let bytes = try #require(
                Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4)))
            let claims = try JSONDecoder().decode(JSONValue.self, from: bytes)
            let digest = Data(SHA256.hash(data: Self.der(1))).base64EncodedString()
                .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            #expect(claims["cnf"]["x5t#S256"].text == digest)
            let found = try await app.call(.get, "/.well-known/openid-configuration")
            #expect(found["tls_client_certificate_bound_access_tokens"] == true)
        }
    }

    @Test func `is not made from a header field that nobody has named`() async throws {
        try await TestApp.run { app in
            let token = try await Self.token(app, Self.forms(1)[0])
            #expect(try await Self.status(app, token, nil) == 200)
            #expect(try await Self.status(app, token, Self.forms(2)[0]) == 200)
        }
    }

    @Test func `is a bearer token for a client that shows none`() async throws {
        try await TestApp.run(access: Access.Policy(certificateHeader: Self.field)) { app in
            let token = try await Self.token(app, nil)
            #expect(try await Self.status(app, token, nil) == 200)
        }
    }
}
