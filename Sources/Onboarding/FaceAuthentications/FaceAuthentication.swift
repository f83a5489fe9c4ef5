package import Decision
package import Foundation
package import Kernel

/// One face authentication: contract § 11. A person whom an earlier verification knows shows their face again.
package struct FaceAuthentication: Sendable {
    package enum Status: String, Codable, Sendable, CaseIterable {
        /// Not over: the person may show their face, or what they showed is being compared.
        case pending = "Pending"
        case failed = "Failed"
        case success = "Success"
    }

    package let id: ID<FaceAuthentication>
    package let verification: ID<Verification>
    package let application: ID<Application>
    /// The earlier verification whose face the person is compared with.
    package let reference: ID<Verification>
    package let status: Status
    /// Why the newest attempt that was decided did not succeed.
    package let statusReason: FaceReason?
    /// 1, 2 …: how often the person shows their face.
    package let attempt: Int
    /// Whether this attempt was handed in.
    package let isSubmitted: Bool
    package let createdAt: Date
    package let completedAt: Date?
}

/// Why an attempt did not succeed: a reason of a rejection in the contract's spelling, or one of ours.
package enum FaceReason: RawRepresentable, Equatable, Sendable {
    case rejected(StatusReason)
    /// A measure lies between yes and no, or could not be taken of this picture.
    case notCertain
    /// A model that decides is not here, or is another than the reference was made with.
    case checkUnavailable
    case referenceErased
    /// The earlier identification was rejected after all.
    case referenceNotApproved

    package init?(rawValue: String) {
        let own: [FaceReason] = [.notCertain, .checkUnavailable, .referenceErased, .referenceNotApproved]
        if let known = own.first(where: { $0.rawValue == rawValue }) {
            self = known
        } else if let reason = StatusReason(rawValue: rawValue) {
            self = .rejected(reason)
        } else {
            return nil
        }
    }

    package var rawValue: String {
        switch self {
        case .rejected(let reason): reason.rawValue
        case .notCertain: "NotCertain"
        case .checkUnavailable: "CheckUnavailable"
        case .referenceErased: "ReferenceErased"
        case .referenceNotApproved: "ReferenceNotApproved"
        }
    }

    /// What an attempt that ends so leads to.
    enum Consequence {
        /// The person may try again while there are attempts.
        case another
        /// Trying again changes nothing until something is mended here.
        case suspension
        /// Nothing can mend it.
        case end
    }

    var consequence: Consequence {
        switch self {
        case .rejected(let reason): reason.isCritical ? .end : .another
        case .notCertain: .another
        case .checkUnavailable: .suspension
        case .referenceErased, .referenceNotApproved: .end
        }
    }
}
