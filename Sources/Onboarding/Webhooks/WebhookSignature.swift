import Crypto
package import Foundation
package import Kernel

/// The signatures of one attempt, both keyed with the UTF-8 of the subscription's secret.
package enum WebhookSignature {
    /// The value of `Ondato-Signature` (contract § 8.3): `t=<10 digits>, s=<64 lower-case hexadecimal digits>`, an
    /// HMAC-SHA256 over `<t>.<body>`.
    /// - Parameter timestamp: Unix seconds of the signing.
    package static func ondato(secret: Private<String>, timestamp: Int, body: Data) -> String {
        "t=\(timestamp), s=\(Hex.encode(code(secret, Data("\(timestamp).".utf8) + body)))"
    }

    /// The value of `webhook-signature` (Standard Webhooks 1.0.0): `v1,` and the Base64 of an HMAC-SHA256 over
    /// `<id>.<timestamp>.<body>`.
    package static func standard(secret: Private<String>, id: String, timestamp: Int, body: Data) -> String {
        "v1,\(Data(code(secret, Data("\(id).\(timestamp).".utf8) + body)).base64EncodedString())"
    }

    private static func code(_ secret: Private<String>, _ message: Data) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: Data(secret.value.utf8)))
    }
}
