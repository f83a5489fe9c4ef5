package import Decision
package import Foundation
package import Journal
import Kernel

/// A decision as it is kept: never changed, a new one beside the old.
package struct DecisionRecord: Sendable {
    /// Sealed: enough to replay an automatic decision, and a reviewer's own words.
    struct Content: Codable, Equatable, Sendable {
        let trace: DecisionTrace?
        let remark: String?
        /// Who decided, as a client of the API names them; nil where the actor says it.
        let reviewer: String?
        /// The operator whose key proved it.
        var provenBy: ID<Operator>?
    }

    let outcome: DecisionTrace.Outcome
    let reason: StatusReason?
    let actor: Actor
    let content: Content
    let at: Date

    package static func automatic(_ trace: DecisionTrace, at now: Date) -> DecisionRecord {
        DecisionRecord(
            outcome: trace.outcome, reason: trace.reason, actor: .system,
            content: Content(trace: trace, remark: nil, reviewer: nil), at: now)
    }

    /// Who decided and why, in their words.
    package struct Judgement: Sendable {
        let actor: Actor
        let reviewer: Reviewer?
        let remark: String

        package init(actor: Actor, reviewer: Reviewer?, remark: String) {
            self.actor = actor
            self.reviewer = reviewer
            self.remark = remark
        }
    }

    package static func manual(
        _ outcome: DecisionTrace.Outcome, _ reason: StatusReason, by judgement: Judgement, at now: Date
    ) -> DecisionRecord {
        let reviewer = judgement.reviewer
        let content = Content(
            trace: nil, remark: judgement.remark, reviewer: reviewer?.name, provenBy: reviewer?.provenBy)
        return DecisionRecord(outcome: outcome, reason: reason, actor: judgement.actor, content: content, at: now)
    }
}
