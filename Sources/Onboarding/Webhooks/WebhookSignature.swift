import Crypto
package import Foundation
package import Kernel

/// The signatures of one attempt.
package enum WebhookSignature {
    /// The value of `Ondato-Signature` (contract § 8.3): `t=<10 digits>, s=<64 lower-case hexadecimal digits>`, an
    /// HMAC-SHA256 over `<t>.<body>`, keyed with the UTF-8 of the secret.
    /// - Parameter timestamp: Unix seconds of the signing.
    package static func ondato(secret: Private<String>, timestamp: Int, body: Data) -> String {
        "t=\(timestamp), s=\(Hex.encode(code(Data(secret.value.utf8), Data("\(timestamp).".utf8) + body)))"
    }

    /// The value of `webhook-signature` (Standard Webhooks 1.0.0): for each key `v1,` and the Base64 of an HMAC-SHA256
    /// over `<id>.<timestamp>.<body>`, separated by spaces.
    package static func standard(keys: [Private<Data>], id: String, timestamp: Int, body: Data) -> String {
        let message = Data("\(id).\(timestamp).".utf8) + body
        return keys.map { "v1,\(Data(code($0.value, message)).base64EncodedString())" }.joined(separator: " ")
    }

    private static func code(_ key: Data, _ message: Data) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key))
    }
}
