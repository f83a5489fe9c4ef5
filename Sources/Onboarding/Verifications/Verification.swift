package import Foundation
package import Kernel

/// One identity verification: contract § 4.3 and § 4.4.
package struct Verification: Sendable {
    package enum Status: String, Codable, Sendable, CaseIterable {
        case pending = "Pending"
        case inProgress = "InProgress"
        case completed = "Completed"
        case expired = "Expired"
        case aborted = "Aborted"
        case suspended = "Suspended"

        /// Whether the person can still act.
        package var isOpen: Bool { self == .pending || self == .inProgress }

        /// Whether more can come: by the person, or once the business gives further attempts.
        package var isUnfinished: Bool { isOpen || self == .suspended }
    }

    package struct Consent: Sendable {
        package let id: String
        package let isConsented: Bool
        package let at: Date
        /// Nil where the client did not say which it had shown, and of the time before it could.
        package let shown: ShownText?
    }

    /// Which words a person was asked by.
    package struct ShownText: Equatable, Sendable {
        /// As the setup's text, or the page's own table, names it.
        package let language: String
        /// Of the words as they were shown, in hexadecimal digits.
        package let sha256: String

        package init(language: String, sha256: String) {
            self.language = language
            self.sha256 = sha256
        }
    }

    package struct Kyc: Sendable {
        package let id: UUID
        package let isSuccess: Bool?
    }

    package struct Face: Sendable {
        /// The earlier verification whose face the person is compared with.
        package let reference: ID<Verification>
        /// The face authentication; nil until the step was begun.
        package let id: UUID?
    }

    package let id: ID<Verification>
    package let application: ID<Application>
    package let setup: ID<Setup>
    package let setupVersion: ID<IdvSetupVersion>
    package private(set) var status: Status
    package let statusReason: String?
    package let consent: Consent?
    package let kyc: Kyc?
    /// Of a verification by face alone; nil for every other.
    package let face: Face?
    /// Attempts that the business gave beyond those of the setup.
    package let grantedAttempts: Int
    package let createdAt: Date
    package let modifiedAt: Date
    package let expiresAt: Date
    /// When the person's data was erased; nil while it is there.
    package let redactedAt: Date?
    /// Opened with the verification's key.
    package let details: Private<Details>

    /// What is sealed.
    package struct Details: Codable, Equatable, Sendable {
        package var externalReferenceId: String?
        package var registration: Registration?
        /// Whom the verified person represents, in the business's own terms.
        package var representativeId: String?
        package var device: DeviceFacts?
        package var setupOverride: SetupOverride?
    }

    /// Moves to `next`, or says why it may not.
    package mutating func move(to next: Status) throws(VerificationError) {
        guard Self.moves[status, default: []].contains(next) else { throw .wrongStatus(status) }
        status = next
    }

    /// Every move there is. What is not listed cannot happen.
    private static let moves: [Status: Set<Status>] = [
        .pending: [.inProgress, .completed, .aborted, .expired],
        .inProgress: [.completed, .aborted, .expired, .suspended],
        .suspended: [.inProgress, .completed, .expired, .aborted],
    ]
}

/// A verification in the order in which they ended.
package struct EndedVerification: Sendable {
    package let id: ID<Verification>
    package let at: Date

    package init(id: ID<Verification>, at: Date) {
        self.id = id
        self.at = at
    }
}

/// What the capture client says of itself: contract § 9.3. Its word proves nothing; it is kept as evidence.
package struct DeviceFacts: Codable, Equatable, Sendable {
    package struct Version: Codable, Equatable, Sendable {
        package let major: Int?
        package let minor: Int?
        package let patch: Int?
    }

    package struct Device: Codable, Equatable, Sendable {
        package let model: String?
        package let osName: String?
        package let osVersion: Version?
    }

    package let ipAddress: String?
    package let ipAddressCountryCode: String?
    package let deviceInformation: Device?
}
