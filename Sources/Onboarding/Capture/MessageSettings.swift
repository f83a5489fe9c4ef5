package import Foundation
package import Kernel

/// The ways to a person that an operator has set up: `messages` of `config/example.yaml`. None, until somebody says so.
package struct MessageSettings: Sendable {
    package var mail: MailRelay?
    package var textMessages: TextMessageWebhook?

    package init(mail: MailRelay? = nil, textMessages: TextMessageWebhook? = nil) {
        self.mail = mail
        self.textMessages = textMessages
    }
}

/// Where text messages are handed in.
package struct TextMessageWebhook: Sendable {
    package let url: OutboundURL
    package let secret: Private<Data>

    /// As Standard Webhooks 1.0.0 asks for: 24 to 64 bytes.
    private static let secretBytes = 24...64

    /// - Parameter secret: `whsec_` and Base64, as our webhooks' signing secrets are written.
    /// - Returns: nil where either cannot be used.
    package init?(url: String, secret: String) {
        guard let url = try? OutboundURL(url), secret.hasPrefix("whsec_"),
            let bytes = Data(base64Encoded: String(secret.dropFirst("whsec_".count))),
            Self.secretBytes.contains(bytes.count)
        else { return nil }
        self.url = url
        self.secret = Private(bytes)
    }
}
