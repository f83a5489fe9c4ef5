package import Foundation
package import Kernel

/// Someone who is told of an application's events.
package struct WebhookSubscription: Sendable {
    package let id: ID<WebhookSubscription>
    package let application: ID<Application>
    package let url: OutboundURL
    /// The contract's names; empty for all.
    package let types: Set<String>
    package let authentication: WebhookAuthentication
    package let createdAt: Date
    /// While paused, deliveries gather and wait.
    package let isPaused: Bool

    /// What a caller says of a new one.
    package struct Draft: Sendable {
        package let url: String
        package let types: Set<String>
        package let authentication: WebhookAuthentication

        package init(url: String, types: Set<String> = [], authentication: WebhookAuthentication) {
            self.url = url
            self.types = types
            self.authentication = authentication
        }
    }

    /// The types of contract § 8.1.
    package static let knownTypes: Set<String> = [
        "IdentityVerification.StatusChanged", "IdentityVerification.Consented",
        "KycIdentification.Created", "KycIdentification.Processed", "KycIdentification.Approved",
        "KycIdentification.Updated", "KycIdentification.Rejected",
        "KybIdentification.Created", "KybIdentification.Approved", "KybIdentification.Rejected",
        "KybIdentification.Document.Created", "KybIdentification.Document.Uploaded",
        "KybIdentification.Document.Updated", "KybIdentification.Document.Deleted",
        "Form.Created", "Form.Updated", "Form.Completed",
    ]
}
