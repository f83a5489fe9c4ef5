import Crypto
package import Foundation
package import Kernel

/// The signatures of one attempt.
package enum WebhookSignature {
    /// The kinds of `webhook-signature` (Standard Webhooks 1.0.0), which a receiver may want or not.
    package enum Version: String, Codable, Sendable, CaseIterable {
        /// HMAC-SHA256 under the subscription's secret.
        case v1
        /// Ed25519 under the application's key.
        case v1a
    }

    /// The value of `Ondato-Signature` (contract § 8.3): `t=<10 digits>, s=<64 lower-case hexadecimal digits>`, an
    /// HMAC-SHA256 over `<t>.<body>`, keyed with the UTF-8 of the secret.
    /// - Parameter timestamp: Unix seconds of the signing.
    package static func ondato(secret: Private<String>, timestamp: Int, body: Data) -> String {
        "t=\(timestamp), s=\(Hex.encode(code(Data(secret.value.utf8), Data("\(timestamp).".utf8) + body)))"
    }

    /// The value of `webhook-signature` (Standard Webhooks 1.0.0), each over `<id>.<timestamp>.<body>` and in Base64:
    /// `v1,` and an HMAC-SHA256 for each secret, then `v1a,` and an Ed25519 signature for each key, spaces between.
    package static func standard(
        secrets: [Private<Data>], keys: [WebhookKey] = [], id: String, timestamp: Int, body: Data
    ) throws -> String {
        let message = Data("\(id).\(timestamp).".utf8) + body
        let codes = secrets.map { "v1,\(Data(code($0.value, message)).base64EncodedString())" }
        let signatures = try keys.map { key in
            "v1a,\(try key.privateKey.signature(for: message).base64EncodedString())"
        }
        return (codes + signatures).joined(separator: " ")
    }

    private static func code(_ key: Data, _ message: Data) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
    }
}
