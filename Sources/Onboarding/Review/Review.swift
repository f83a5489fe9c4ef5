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
        let reviewer: Reviewer
        /// The API client that the reviewer works with; nil at the operator's keyboard.
        let client: String?
        /// Why, in the reviewer's words; kept sealed.
        let remark: String

        package init(
            identification: ID<Identification>, verdict: Verdict, reviewer: Reviewer, client: String? = nil,
            remark: String
        ) {
            self.identification = identification
            self.verdict = verdict
            self.reviewer = reviewer
            self.client = client
            self.remark = remark
        }
    }

    private let identifications: Identifications

    package init(identifications: Identifications) {
        self.identifications = identifications
    }

    /// Approves or rejects an identification that was handed in, whatever was decided before. What a person decided in
    /// the same words already stays as it is: a call may come twice.
    package func decide(_ decision: Decision, at now: Date, in transaction: some Transaction) throws {
        let identification = try identifications.find(decision.identification, in: transaction)
        guard identification.isSubmitted else { throw IdentificationError.notReviewable }
        let (outcome, status, reason): (DecisionTrace.Outcome, Identification.Status, StatusReason) =
            switch decision.verdict {
            case .approve: (.approved, .approved, .manuallyIdentified)
            case .reject(let reason): (.rejected, .rejected, reason)
            }
        let isDecided = identification.status == status && identification.statusReason == reason
        if isDecided && identification.isCrossChecked { return }
        let judgement = DecisionRecord.Judgement(
            actor: decision.client.map(Actor.client) ?? .operatorNamed(decision.reviewer.name),
            reviewer: decision.client == nil ? nil : decision.reviewer, remark: decision.remark)
        try identifications.decide(
            .manual(outcome, reason, by: judgement, at: now), details: nil, of: decision.identification,
            in: transaction)
    }

    /// Corrects what was read of the document.
    package func update(
        _ id: ID<Identification>, with update: DocumentUpdate, at now: Date, in transaction: some Transaction
    ) throws {
        try identifications.update(id, with: update, at: now, in: transaction)
    }

    /// Only an identification of the application is there for its clients.
    func find(
        _ id: ID<Identification>, for caller: Caller, in transaction: some Transaction
    ) throws -> Identification {
        try identifications.find(id, of: caller.application, in: transaction)
    }

    /// What waits, oldest first.
    package func open(
        limit: Int, in transaction: some Transaction
    ) throws -> [(id: ID<Identification>, openedAt: Date)] {
        try identifications.openReviews(limit: limit, in: transaction)
    }
}
