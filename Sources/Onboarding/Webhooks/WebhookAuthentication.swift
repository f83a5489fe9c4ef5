package import Foundation
package import Kernel

/// How the house shows a receiver who it is: the signatures over the body, and HTTP Basic or a token beside them.
package struct WebhookAuthentication: Codable, Equatable, Sendable {
    /// The key of `Ondato-Signature` is this text's UTF-8.
    package private(set) var hmacSecret: Private<String>?
    /// The key of `webhook-signature` as its owner has it: `whsec_` and the Base64 of its bytes. Rows of the time
    /// before there was one have none: there the key is the UTF-8 of `hmacSecret`.
    package private(set) var signingSecret: Private<String>?
    package private(set) var basic: BasicCredentials?
    package private(set) var oauth2: OAuth2Client?
    /// What was valid before a change of the secrets, for as long as both are.
    package private(set) var former: Former?
    /// The kinds of `webhook-signature` that are sent; nil for all of them.
    package internal(set) var signatures: Set<WebhookSignature.Version>?
    /// Under whose key full payloads are encrypted; nil where they are not.
    package internal(set) var encryption: WebhookEncryption?

    package struct BasicCredentials: Codable, Equatable, Sendable {
        package let user: String
        package let password: Private<String>

        package init(user: String, password: Private<String>) {
            self.user = user
            self.password = password
        }
    }

    /// Who the house is to the receiver's own token endpoint: RFC 6749 section 4.4.
    package struct OAuth2Client: Codable, Equatable, Sendable {
        package let tokenUrl: String
        package let clientId: String
        package let clientSecret: Private<String>
        package let scope: String?

        package init(tokenUrl: String, clientId: String, clientSecret: Private<String>, scope: String? = nil) {
            self.tokenUrl = tokenUrl
            self.clientId = clientId
            self.clientSecret = clientSecret
            self.scope = scope
        }
    }

    package struct Former: Codable, Equatable, Sendable {
        package let hmacSecret: Private<String>?
        package let signingSecret: Private<String>?
        package let until: Date
    }

    package init(
        hmacSecret: Private<String>? = nil, signingSecret: Private<String>? = nil, basic: BasicCredentials? = nil,
        oauth2: OAuth2Client? = nil
    ) {
        self.hmacSecret = hmacSecret
        self.signingSecret = signingSecret
        self.basic = basic
        self.oauth2 = oauth2
    }

    package static let none = WebhookAuthentication()

    package static func hmac(secret: String) -> WebhookAuthentication {
        WebhookAuthentication(hmacSecret: Private(secret))
    }

    package static func basic(user: String, password: String) -> WebhookAuthentication {
        WebhookAuthentication(basic: BasicCredentials(user: user, password: Private(password)))
    }

    /// A secret for `Ondato-Signature` that nobody could guess.
    package static func newSecret() -> Private<String> { WebhookSecret.hmac() }

    // MARK: Changes

    /// With a signing secret, where there is none yet.
    func withSigningSecret() -> WebhookAuthentication {
        var new = self
        new.signingSecret = signingSecret ?? WebhookSecret.signing()
        return new
    }

    /// What a caller has set anew; the signing secret and a change of secrets under way stay with the subscription.
    func replaced(by other: WebhookAuthentication) -> WebhookAuthentication {
        var new = self
        (new.hmacSecret, new.basic, new.oauth2) = (other.hmacSecret, other.basic, other.oauth2)
        return new
    }

    /// New secrets in the place of those there are; these stay valid until then. What was former before ends at once.
    func rotated(overlapUntil until: Date, at now: Date) -> WebhookAuthentication {
        var new = self
        new.former = until > now ? Former(hmacSecret: hmacSecret, signingSecret: signingSecret, until: until) : nil
        new.hmacSecret = hmacSecret == nil ? nil : WebhookSecret.hmac()
        new.signingSecret = WebhookSecret.signing()
        return new
    }

    func sends(_ version: WebhookSignature.Version) -> Bool { signatures?.contains(version) ?? true }

    // MARK: Keys

    /// The secrets of `webhook-signature`, the current one first; none where the receiver does not want them.
    func standardKeys(at now: Date) -> [Private<Data>] {
        guard sends(.v1) else { return [] }
        let former = former.flatMap { $0.until > now ? $0 : nil }
        return [
            WebhookSecret.key(signing: signingSecret, hmac: hmacSecret),
            former.flatMap { WebhookSecret.key(signing: $0.signingSecret, hmac: $0.hmacSecret) },
        ].compactMap { $0 }
    }

    /// The secret of `Ondato-Signature`, whose grammar has room for one: while two are valid, odd attempts take the
    /// current one and even ones the former, so that whoever knows one of them accepts the second attempt at the
    /// latest.
    func ondatoSecret(attempt: Int, at now: Date) -> Private<String>? {
        guard let hmacSecret, let former, former.until > now, attempt.isMultiple(of: 2) else { return hmacSecret }
        return former.hmacSecret ?? hmacSecret
    }

    // MARK: Rules

    func check() throws(WebhookError) {
        if let secret = hmacSecret?.value, !WebhookLimits.hmacSecretBytes.contains(secret.utf8.count) {
            throw .hmacSecretLength
        }
        // Both travel in the same header field.
        guard basic == nil || oauth2 == nil else { throw .twoCredentials }
        if let basic {
            // RFC 7617 section 2: the user name ends at the first colon, and neither part has control characters.
            guard Self.areSound([basic.user, basic.password.value]), !basic.user.contains(":") else {
                throw .basicCredentials
            }
        }
        if let oauth2 {
            let parts = [oauth2.clientId, oauth2.clientSecret.value] + (oauth2.scope.map { [$0] } ?? [])
            guard Self.areSound(parts) else { throw .oauth2Client }
        }
    }

    private static func areSound(_ parts: [String]) -> Bool {
        parts.allSatisfy { part in
            WebhookLimits.basicBytes.contains(part.utf8.count) && part.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
        }
    }
}
