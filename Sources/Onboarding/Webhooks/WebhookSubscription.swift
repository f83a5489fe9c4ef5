package import Foundation
package import Kernel

/// Someone who is told of an application's events.
package struct WebhookSubscription: Sendable {
    /// What is sent: the resource as its GET answers it, or ids and statuses alone.
    package enum Payload: String, Codable, Sendable, CaseIterable {
        case full = "Full"
        case thin = "Thin"
    }

    /// Which of two events about one subject waits for the other.
    package enum Ordering: String, Codable, Sendable, CaseIterable {
        /// First attempts begin in order; a retry waits for none and is waited for by none.
        case firstAttempts = "FirstAttempts"
        /// The next event waits until the one before is delivered or parked.
        case strict = "Strict"
    }

    package enum PauseReason: String, Codable, Sendable {
        case requested = "Requested"
        /// The receiver answered 410.
        case gone = "Gone"
        /// Nothing arrived for days.
        case failing = "Failing"
    }

    package let id: ID<WebhookSubscription>
    package let application: ID<Application>
    package let createdAt: Date
    package internal(set) var url: OutboundURL
    /// The contract's names; empty for all of them.
    package internal(set) var types: Set<String>
    package internal(set) var authentication: WebhookAuthentication
    package internal(set) var payload: Payload
    package internal(set) var ordering: Ordering
    package internal(set) var description: String?
    package internal(set) var modifiedAt: Date
    /// While paused, deliveries gather and wait.
    package internal(set) var pausedReason: PauseReason?

    /// Whether the receiver has answered a test event. Until then deliveries gather and wait, as while it is paused.
    package internal(set) var isVerified: Bool

    package var isPaused: Bool { pausedReason != nil }

    /// What a caller says of a new one.
    package struct Draft: Sendable {
        package let url: String
        package let types: Set<String>
        package let authentication: WebhookAuthentication
        package let payload: Payload
        package let ordering: Ordering
        package let description: String?
        /// Nil for all of them.
        package var signatures: Set<WebhookSignature.Version>?
        package var encryptionKey: WebhookEncryption.PublicKey?

        package init(
            url: String, types: Set<String> = [], authentication: WebhookAuthentication, payload: Payload = .full,
            ordering: Ordering = .firstAttempts, description: String? = nil
        ) {
            self.url = url
            self.types = types
            self.authentication = authentication
            self.payload = payload
            self.ordering = ordering
            self.description = description
        }
    }

    /// What a caller changes of one that is there: what is nil stays.
    package struct Change: Sendable {
        package var url: String?
        package var types: Set<String>?
        /// Given what there is, what there shall be.
        package var authentication: (@Sendable (WebhookAuthentication) -> WebhookAuthentication)?
        package var payload: Payload?
        package var ordering: Ordering?
        /// An empty text takes it away.
        package var description: String?
        package var isPaused: Bool?
        package var signatures: Set<WebhookSignature.Version>?
        package var encryption: EncryptionChange?

        package enum EncryptionChange: Sendable {
            case none
            case to(WebhookEncryption.PublicKey)
        }

        package init() {}
    }

    /// Beyond the contract: a receiver that was written for it does not know them, and they go to those only who name
    /// them.
    package static let operationalTypes: Set<String> = [WebhookEvents.deliveryParked, EventType.redacted.rawValue]

    /// The types of contract § 8.1.
    package static let contractTypes: Set<String> = [
        "IdentityVerification.StatusChanged", "IdentityVerification.Consented",
        "KycIdentification.Created", "KycIdentification.Processed", "KycIdentification.Approved",
        "KycIdentification.Updated", "KycIdentification.Rejected",
        "KybIdentification.Created", "KybIdentification.Approved", "KybIdentification.Rejected",
        "KybIdentification.Document.Created", "KybIdentification.Document.Uploaded",
        "KybIdentification.Document.Updated", "KybIdentification.Document.Deleted",
        "Form.Created", "Form.Updated", "Form.Completed",
    ]

    package static let knownTypes = contractTypes.union(operationalTypes)
}
