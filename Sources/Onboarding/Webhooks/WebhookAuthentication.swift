package import Kernel

/// How the house shows a receiver who it is: nothing, an HMAC over the body, HTTP Basic, or both.
package struct WebhookAuthentication: Codable, Equatable, Sendable {
    /// The key of both signatures is this text's UTF-8.
    package let hmacSecret: Private<String>?
    package let basic: BasicCredentials?

    package struct BasicCredentials: Codable, Equatable, Sendable {
        package let user: String
        package let password: Private<String>

        package init(user: String, password: Private<String>) {
            self.user = user
            self.password = password
        }
    }

    package init(hmacSecret: Private<String>? = nil, basic: BasicCredentials? = nil) {
        self.hmacSecret = hmacSecret
        self.basic = basic
    }

    package static let none = WebhookAuthentication()

    package static func hmac(secret: String) -> WebhookAuthentication {
        WebhookAuthentication(hmacSecret: Private(secret))
    }

    package static func basic(user: String, password: String) -> WebhookAuthentication {
        WebhookAuthentication(basic: BasicCredentials(user: user, password: Private(password)))
    }

    func check() throws(WebhookError) {
        if let secret = hmacSecret?.value, !WebhookLimits.hmacSecretBytes.contains(secret.utf8.count) {
            throw .hmacSecretLength
        }
        guard let basic else { return }
        // RFC 7617 section 2: the user name ends at the first colon, and neither part has control characters.
        let parts = [basic.user, basic.password.value]
        let areSound = parts.allSatisfy { part in
            WebhookLimits.basicBytes.contains(part.utf8.count) && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        }
        guard areSound, !basic.user.contains(":") else { throw .basicCredentials }
    }
}
