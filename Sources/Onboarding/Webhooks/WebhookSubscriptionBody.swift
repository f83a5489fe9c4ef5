import Foundation
import Kernel
import Web

/// A subscription on the wire. Its secrets are in it in the answer to the request that made them, and never again.
struct WebhookSubscriptionBody: Encodable, Sendable {
    struct Authentication: Encodable, Sendable {
        struct HMAC: Encodable, Sendable {
            let secret: Private<String>?
        }

        struct Basic: Encodable, Sendable {
            let user: String
        }

        struct OAuth2: Encodable, Sendable {
            let tokenUrl: String
            let clientId: String
            let scope: String?
        }

        let hmac: HMAC?
        let basic: Basic?
        let oauth2: OAuth2?
        /// Until when the former secrets sign too.
        let formerSecretsUntilUtc: Timestamp?
    }

    struct Encryption: Encodable, Sendable {
        let algorithm = WebhookEncryption.algorithm
        let encoding = WebhookEncryption.encoding
        let publicKey: WebhookEncryption.PublicKey
    }

    private let id: String
    private let applicationId: String
    private let url: String
    private let types: [String]
    private let authentication: Authentication
    private let signingSecret: Private<String>?
    private let payload: String
    private let ordering: String
    private let description: String?
    private let signatures: [String]
    private let encryption: Encryption?
    private let isVerified: Bool
    private let isPaused: Bool
    private let pausedReason: String?
    private let createdUtc: Timestamp
    private let modifiedUtc: Timestamp

    init(
        _ subscription: WebhookSubscription, newSecret: Private<String>? = nil,
        newSigningSecret: Private<String>? = nil, at now: Date
    ) {
        let own = subscription.authentication
        id = subscription.id.description
        applicationId = subscription.application.description
        url = subscription.url.text
        types = subscription.types.sorted()
        authentication = Authentication(
            hmac: own.hmacSecret.map { _ in .init(secret: newSecret) },
            basic: own.basic.map { .init(user: $0.user) },
            oauth2: own.oauth2.map { .init(tokenUrl: $0.tokenUrl, clientId: $0.clientId, scope: $0.scope) },
            formerSecretsUntilUtc: own.former.flatMap { $0.until > now ? Timestamp($0.until) : nil })
        signingSecret = newSigningSecret
        payload = subscription.payload.rawValue
        ordering = subscription.ordering.rawValue
        description = subscription.description
        signatures = WebhookSignature.Version.allCases.filter(own.sends).map(\.rawValue)
        encryption = own.encryption.map { Encryption(publicKey: $0.publicKey) }
        isVerified = subscription.isVerified
        isPaused = subscription.isPaused
        pausedReason = subscription.pausedReason?.rawValue
        createdUtc = Timestamp(subscription.createdAt)
        modifiedUtc = Timestamp(subscription.modifiedAt)
    }

    /// With every secret that is new.
    static func revealing(_ subscription: WebhookSubscription, at now: Date) -> WebhookSubscriptionBody {
        WebhookSubscriptionBody(
            subscription, newSecret: subscription.authentication.hmacSecret,
            newSigningSecret: subscription.authentication.signingSecret, at: now)
    }
}

/// How a test event went, on the wire.
struct WebhookTestBody: Encodable, Sendable {
    private let isDelivered: Bool
    private let status: Int?
    private let failure: String?
    private let durationMilliseconds: Int
    private let tls: TLS?

    struct TLS: Encodable, Sendable {
        let version: String
        let certificateSha256: String
        let notBeforeUtc: Timestamp
        let notAfterUtc: Timestamp
    }

    init(_ trial: Webhooks.Trial) {
        let attempt = trial.attempt
        tls = trial.tls.map {
            TLS(
                version: $0.version, certificateSha256: $0.certificateDigest, notBeforeUtc: Timestamp($0.notBefore),
                notAfterUtc: Timestamp($0.notAfter))
        }
        isDelivered = attempt.failure == nil
        status = attempt.status
        failure = attempt.failure?.rawValue
        durationMilliseconds = Int((max(0, attempt.durationSeconds) * 1000).rounded())
    }
}
