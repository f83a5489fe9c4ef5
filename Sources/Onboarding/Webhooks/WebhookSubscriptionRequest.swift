import Foundation
import Kernel

/// What a business says of a subscription: all of it at the creation, some of it in a change.
struct WebhookSubscriptionRequest: Decodable, Sendable {
    struct Authentication: Decodable, Sendable {
        struct HMAC: Decodable, Sendable {
            let secret: String?
        }

        struct OAuth2: Decodable, Sendable {
            let tokenUrl: String
            let clientId: String
            let clientSecret: String
            let scope: String?
        }

        struct Basic: Decodable, Sendable {
            let user: String
            let password: String
        }

        let hmac: HMAC?
        let basic: Basic?
        let oauth2: OAuth2?

        /// - Parameter existing: the secret that stays where none is named.
        func value(keeping existing: Private<String>? = nil) -> WebhookAuthentication {
            WebhookAuthentication(
                hmacSecret: hmac.map { $0.secret.map(Private.init) ?? existing ?? WebhookSecret.hmac() },
                basic: basic.map { .init(user: $0.user, password: Private($0.password)) },
                oauth2: oauth2.map {
                    .init(
                        tokenUrl: $0.tokenUrl, clientId: $0.clientId, clientSecret: Private($0.clientSecret),
                        scope: $0.scope)
                })
        }
    }

    let url: String?
    let types: Set<String>?
    let authentication: Authentication?
    let payload: WebhookSubscription.Payload?
    let ordering: WebhookSubscription.Ordering?
    let description: String?
    let isPaused: Bool?
    let signatures: Set<WebhookSignature.Version>?
    let encryption: Encryption?

    struct Encryption: Decodable, Sendable {
        let publicKey: WebhookEncryption.PublicKey?
    }

    /// - Throws: 400 without a URL.
    func draft() throws(Problem) -> WebhookSubscription.Draft {
        guard let url else {
            throw .notValid("url", "is required")
        }
        var draft = WebhookSubscription.Draft(
            url: url, types: types ?? [], authentication: authentication?.value() ?? .none, payload: payload ?? .full,
            ordering: ordering ?? .firstAttempts, description: description)
        draft.signatures = signatures
        draft.encryptionKey = encryption?.publicKey
        return draft
    }

    var change: WebhookSubscription.Change {
        var change = WebhookSubscription.Change()
        change.url = url
        change.types = types
        if let authentication {
            change.authentication = { authentication.value(keeping: $0.hmacSecret) }
        }
        change.payload = payload
        change.ordering = ordering
        change.description = description
        change.isPaused = isPaused
        change.signatures = signatures
        change.encryption = encryption.map { $0.publicKey.map { .to($0) } ?? .none }
        return change
    }
}
