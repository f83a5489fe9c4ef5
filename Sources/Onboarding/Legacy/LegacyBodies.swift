import Foundation
import Kernel

/// The answer to `POST /identifications/start`.
struct LegacyStarted: Encodable, Sendable {
    let identificationId: String
    /// The hosted page, for the person.
    let redirectUrl: String
}

/// The answer to `GET /identifications/{id}/data`.
struct LegacyData: Encodable, Sendable {
    let identificationData: LegacyOutcome
    let requestData: LegacyRequestData?
    let documentData: LegacyDocument?
}

/// The answer to `POST /get-data`.
struct LegacyDocumentData: Encodable, Sendable {
    /// Without members until something was read.
    let documentData: LegacyDocument
}

/// What the business said at the start, as far as it is kept.
struct LegacyRequestData: Encodable, Sendable {
    private let email: String?
    private let birthDate: CalendarDate?
    private let firstName: String?
    private let lastName: String?
    private let personalIdentityCode: String?
    private let phoneNumber: Registration.PhoneNumber?
    private let country: String?
    private let refId: String?

    /// Nil where nothing was said.
    init?(_ details: Verification.Details) {
        let registration = details.registration
        guard registration != nil || details.externalReferenceId != nil else { return nil }
        email = registration?.email
        birthDate = registration?.dateOfBirth
        firstName = registration?.firstName
        lastName = registration?.lastName
        personalIdentityCode = registration?.personalCode
        phoneNumber = registration?.phoneNumber
        country = registration?.countryCode
        refId = details.externalReferenceId
    }
}

/// What was read of the document.
struct LegacyDocument: Encodable, Sendable {
    private let personalIdentityCode: String?
    private let dateOfBirth: CalendarDate?
    private let firstName: String?
    private let middleName: String?
    private let lastName: String?
    private let documentNumber: String?
    private let documentType: String?
    private let dateOfExpiration: CalendarDate?
    private let dateOfIssue: CalendarDate?
    private let country: String?
    private let nationality: String?
    private let gender: String?
    private let address: String?

    init(_ document: DocumentData?) {
        personalIdentityCode = document?.personalCode
        dateOfBirth = document?.dateOfBirth
        firstName = document?.firstName
        middleName = document?.middleName
        lastName = document?.lastName
        documentNumber = document?.documentNumber
        documentType = document?.type.rawValue.upperSnake
        dateOfExpiration = document?.dateOfExpiration
        dateOfIssue = document?.dateOfIssue
        country = document?.countryIso3
        nationality = document?.nationalityIso3
        gender = document?.gender?.upperSnake
        address = document?.address
    }
}

/// The answer to `GET /identifications/{id}/media`.
struct LegacyMedia: Encodable, Sendable {
    private struct File: Encodable {
        let id: String
        let type: String
        let fileName: String
        let contentType: String
        /// A path of this API.
        let url: String
    }

    private let media: [File]

    init(_ items: [EvidenceItem], of verification: ID<Verification>) {
        media = items.map { item in
            File(
                id: item.id.description, type: item.fileType.upperSnake, fileName: item.fileName,
                contentType: item.format.mediaType, url: "/identifications/\(verification)/media/\(item.id)")
        }
    }
}
