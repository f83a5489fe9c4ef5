package import Decision
package import Foundation
package import Journal

/// A decision as it is kept: never changed, a new one beside the old.
package struct DecisionRecord: Sendable {
    /// Sealed: enough to replay an automatic decision, and a reviewer's own words.
    struct Content: Codable, Equatable, Sendable {
        let trace: DecisionTrace?
        let remark: String?
        /// Who decided, as a client of the API names them; nil where the actor says it.
        let reviewer: String?
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
        let reviewer: String?
        let remark: String

        package init(actor: Actor, reviewer: String?, remark: String) {
            self.actor = actor
            self.reviewer = reviewer
            self.remark = remark
        }
    }

    package static func manual(
        _ outcome: DecisionTrace.Outcome, _ reason: StatusReason, by judgement: Judgement, at now: Date
    ) -> DecisionRecord {
        let content = Content(trace: nil, remark: judgement.remark, reviewer: judgement.reviewer)
        return DecisionRecord(outcome: outcome, reason: reason, actor: judgement.actor, content: content, at: now)
    }
}
