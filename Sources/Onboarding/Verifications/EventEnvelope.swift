package import Foundation
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
        Outbox.Draft(
            type: type.rawValue, application: application.uuid, subject: subject.uuid,
            body: body(type.rawValue, application, payload))
    }

    /// An event without personal data, about anything that has an id: it can be read when no person's key is left.
    package static func operational(
        _ type: String, application: ID<Application>, subject: UUID, payload: Payload
    ) -> Outbox.Draft {
        Outbox.Draft.operational(
            type: type, application: application.uuid, subject: subject, body: body(type, application, payload))
    }

    private static func body(
        _ type: String, _ application: ID<Application>, _ payload: Payload
    ) -> @Sendable (ID<Event>, Date) throws -> Data {
        { id, now in
            try JSONText.encode(
                EventEnvelope(
                    id: id.description, applicationId: application.description, createdUtc: Timestamp(now),
                    type: type, payload: payload))
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
    /// Beyond the contract, and operational: sent to those only who name it.
    case redacted = "IdentityVerification.Redacted"
}
