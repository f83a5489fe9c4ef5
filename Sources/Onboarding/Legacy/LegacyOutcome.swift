import Decision
import Foundation
import Kernel

/// Where a person stands, in the words of the legacy API: contract § 12. `docs/legacy-api.md` has it as a table.
struct LegacyOutcome: Encodable, Equatable {
    enum Status: String, Encodable {
        /// A person approved.
        case approved = "APPROVED"
        /// The checks approved.
        case successful = "SUCCESSFUL"
        case pending = "PENDING"
        case failed = "FAILED"
    }

    let status: Status
    /// With `FAILED` only.
    let failReason: String?

    private init(_ status: Status, _ failReason: String? = nil) {
        self.status = status
        self.failReason = failReason
    }

    /// Nothing counts as passed but an approval.
    init(_ verification: Verification, _ identification: Identification?, at now: Date) {
        switch identification?.status {
        case .approved:
            self.init(identification?.statusReason == .manuallyIdentified ? .approved : .successful)
        case .rejected:
            self.init(.failed, identification?.statusReason.map(Self.word) ?? Self.undefined)
        case .awaiting, nil:
            self = Self.undecided(verification, isHandedIn: identification?.isSubmitted == true, at: now)
        }
    }

    private static func undecided(_ verification: Verification, isHandedIn: Bool, at now: Date) -> LegacyOutcome {
        // What was handed in is decided, however late; what was erased never is.
        if isHandedIn && verification.redactedAt == nil { return LegacyOutcome(.pending) }
        switch verification.status {
        case .pending, .inProgress, .suspended:
            // No job may have ended it yet.
            return now < verification.expiresAt ? LegacyOutcome(.pending) : LegacyOutcome(.failed, expired)
        case .expired: return LegacyOutcome(.failed, expired)
        case .aborted, .completed: return LegacyOutcome(.failed, undefined)
        }
    }

    private static let expired = "EXPIRED_IDENTIFICATION"
    private static let undefined = "UNDEFINED"

    /// The six reasons that are younger than the legacy API are unknown to its clients.
    private static func word(_ reason: StatusReason) -> String {
        switch reason {
        case .coloredAmbientLightDetected, .documentDamaged, .documentFromScreen, .documentPrinted,
            .invalidProofOfAddress, .selfieHasNoFace:
            undefined
        default: reason.rawValue.upperSnake
        }
    }
}
