package import Crypto
package import Foundation
package import Kernel

/// A key pair of an application: whoever receives its events can check them without sharing a secret.
package struct WebhookKey: Sendable {
    package let id: ID<WebhookKey>
    package let application: ID<Application>
    package let privateKey: Curve25519.Signing.PrivateKey
    package let createdAt: Date
    /// Until when it signs beside the current one; nil for the current one.
    package let endsAt: Date?

    static func new(for application: ID<Application>, at now: Date) -> WebhookKey {
        WebhookKey(
            id: .new(at: now), application: application, privateKey: Curve25519.Signing.PrivateKey(), createdAt: now,
            endsAt: nil)
    }

    /// As Standard Webhooks 1.0.0 writes it: `whpk_` and the Base64 of the 32 bytes.
    package var publicText: String { "whpk_\(privateKey.publicKey.rawRepresentation.base64EncodedString())" }
}
