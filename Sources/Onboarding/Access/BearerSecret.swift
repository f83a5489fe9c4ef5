import Crypto
import Foundation
import Kernel

/// What opens something for whoever shows it: a client's secret, a key, the token of a session.
enum BearerSecret {
    /// 256 random bits, so that a plain digest gives nothing to guess.
    private static let bytes = 32

    static func new() -> String {
        Base64URL.encode((0..<bytes).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// SHA-256: what is kept of a secret.
    static func digest(_ secret: String) -> Data {
        Data(SHA256.hash(data: Data(secret.utf8)))
    }
}
