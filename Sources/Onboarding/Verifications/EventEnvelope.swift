import Foundation
package import Journal
package import Kernel
import Web

/// The body of a webhook: contract § 8.2. Made once, in the transaction of the change; every attempt sends these bytes.
package struct EventEnvelope<Payload: Encodable & Sendable>: Encodable, Sendable {
    private let id: String
    private let applicationId: String
    private let createdUtc: Timestamp
    private let type: String
    private let payload: Payload

    package static func draft(
        _ type: EventType, application: ID<Application>, subject: ID<Verification>, payload: Payload
    ) -> Outbox.Draft {
        Outbox.Draft(type: type.rawValue, application: application.uuid, subject: subject.uuid) { id, now in
            try JSONText.encode(
                EventEnvelope(
                    id: id.description, applicationId: application.description, createdUtc: Timestamp(now),
                    type: type.rawValue, payload: payload))
        }
    }
}

/// The event types of this house: contract § 8.1.
package enum EventType: String, Sendable, CaseIterable {
    case statusChanged = "IdentityVerification.StatusChanged"
    case consented = "IdentityVerification.Consented"
    case kycCreated = "KycIdentification.Created"
    case kycProcessed = "KycIdentification.Processed"
    case kycUpdated = "KycIdentification.Updated"
    case kycApproved = "KycIdentification.Approved"
    case kycRejected = "KycIdentification.Rejected"
}
