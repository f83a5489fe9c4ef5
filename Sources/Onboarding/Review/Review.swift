package import Database
package import Decision
package import Foundation
import Journal
package import Kernel

/// A person's decisions: recorded with who, when and why.
package struct Review: Sendable {
    package enum Verdict: Sendable {
        case approve
        case reject(StatusReason)
    }

    /// What a reviewer says.
    package struct Decision: Sendable {
        let identification: ID<Identification>
        let verdict: Verdict
        let reviewer: String
        /// Why, in the reviewer's words; kept sealed.
        let remark: String

        package init(identification: ID<Identification>, verdict: Verdict, reviewer: String, remark: String) {
            self.identification = identification
            self.verdict = verdict
            self.reviewer = reviewer
            self.remark = remark
        }
    }

    private let identifications: Identifications

    package init(identifications: Identifications) {
        self.identifications = identifications
    }

    /// Approves or rejects an identification that was handed in, whatever was decided before.
    package func decide(_ decision: Decision, at now: Date, in transaction: some Transaction) throws {
        let identification = try identifications.find(decision.identification, in: transaction)
        guard identification.isSubmitted else { throw IdentificationError.notReviewable }
        let actor = Actor.operatorNamed(decision.reviewer)
        let record: DecisionRecord =
            switch decision.verdict {
            case .approve:
                .manual(.approved, .manuallyIdentified, by: actor, remark: decision.remark, at: now)
            case .reject(let reason):
                .manual(.rejected, reason, by: actor, remark: decision.remark, at: now)
            }
        try identifications.decide(record, details: nil, of: decision.identification, in: transaction)
    }

    /// What waits, oldest first.
    package func open(
        limit: Int, in transaction: some Transaction
    ) throws -> [(id: ID<Identification>, openedAt: Date)] {
        try identifications.openReviews(limit: limit, in: transaction)
    }
}
