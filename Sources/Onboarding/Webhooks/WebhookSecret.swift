import Crypto
import Foundation
import Kernel

/// Secrets that the house makes, and the keys that lie in them.
enum WebhookSecret {
    private static let prefix = "whsec_"

    /// Standard Webhooks 1.0.0: 32 random bytes as `whsec_` and their Base64.
    static func signing() -> Private<String> {
        Private(prefix + random().base64EncodedString())
    }

    /// For the other signature, whose key is a text: 32 random bytes in hexadecimal.
    static func hmac() -> Private<String> {
        Private(Hex.encode(random()))
    }

    /// - Returns: the bytes of the signing secret; where there is none, those of the other one.
    static func key(signing: Private<String>?, hmac: Private<String>?) -> Private<Data>? {
        if let signing { return Data(base64Encoded: String(signing.value.dropFirst(prefix.count))).map(Private.init) }
        return hmac.map { Private(Data($0.value.utf8)) }
    }

    private static func random() -> Data {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    }
}
