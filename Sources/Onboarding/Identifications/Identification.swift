package import Decision
package import Foundation
package import Kernel

/// One KYC identification: contract § 5.
package struct Identification: Sendable {
    package enum Status: String, Codable, Sendable, CaseIterable {
        case awaiting = "Awaiting"
        case approved = "Approved"
        case rejected = "Rejected"
    }

    package let id: ID<Identification>
    package let verification: ID<Verification>
    package let application: ID<Application>
    package let setupVersion: ID<KycSetupVersion>
    package let status: Status
    package let statusReason: StatusReason?
    /// 1, 2 …: how often the person hands in.
    package let attempt: Int
    /// Whether this attempt was handed in.
    package let isSubmitted: Bool
    /// Whether a person reviewed it.
    package let isCrossChecked: Bool
    package let createdAt: Date
    package let completedAt: Date?
    package let details: Private<Details>

    /// What is sealed: what was read, and how the newest decision came about.
    package struct Details: Codable, Equatable, Sendable {
        package var document: DocumentData?
        package var trace: DecisionTrace?
        package var enrollmentId: String?
        /// Other verifications with a face like this one; nil where it was not looked for.
        package var duplicateFaces: [SimilarVerification]?
        /// Other verifications with a background like this one; nil where it was not looked for.
        package var knownBackgrounds: [SimilarVerification]?

        package init(document: DocumentData? = nil, trace: DecisionTrace? = nil, enrollmentId: String? = nil) {
            self.document = document
            self.trace = trace
            self.enrollmentId = enrollmentId
        }
    }

    /// Whether pictures may still be handed in.
    package var isCapturing: Bool { status == .awaiting && !isSubmitted }
}

/// Another verification with a face that is taken for the same person's, or a background that is taken for the same.
package struct SimilarVerification: Codable, Equatable, Sendable {
    package let identityVerificationId: String
    /// Cosine of the two templates, or share of the bits in which two backgrounds agree.
    package let similarity: Double

    package init(identityVerificationId: String, similarity: Double) {
        self.identityVerificationId = identityVerificationId
        self.similarity = similarity
    }
}

/// What the document says: contract § 5.5.
package struct DocumentData: Codable, Equatable, Sendable {
    /// One field of the machine-readable zone against the visual zone or the registration.
    package struct Validation: Codable, Equatable, Sendable {
        package enum Status: String, Codable, Sendable {
            case success = "Success"
            case fail = "Fail"
            case unavailable = "Unavailable"
        }

        package let field: String
        package let status: Status

        package init(field: String, status: Status) {
            self.field = field
            self.status = status
        }
    }

    package var type: DocumentType
    package var firstName: String?
    package var middleName: String?
    package var lastName: String?
    package var documentNumber: String?
    package var personalCode: String?
    package var dateOfIssue: CalendarDate?
    package var dateOfExpiration: CalendarDate?
    package var dateOfBirth: CalendarDate?
    package var countryIso3: String?
    package var nationalityIso3: String?
    package var gender: String?
    package var address: String?
    /// Licence categories, joined by `/`.
    package var category: String?
    package var mrzVerified: Bool?
    package var ocrValidations: [Validation]

    package init(type: DocumentType) {
        self.type = type
        ocrValidations = []
    }

    package var fullName: String? {
        let parts = [firstName, middleName, lastName].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }
}
