package import Decision
package import Foundation
package import Journal

/// A decision as it is kept: never changed, a new one beside the old.
package struct DecisionRecord: Sendable {
    /// Sealed: enough to replay an automatic decision, and a reviewer's own words.
    struct Content: Codable, Equatable, Sendable {
        let trace: DecisionTrace?
        let remark: String?
    }

    let outcome: DecisionTrace.Outcome
    let reason: StatusReason?
    let actor: Actor
    let content: Content
    let at: Date

    package static func automatic(_ trace: DecisionTrace, at now: Date) -> DecisionRecord {
        DecisionRecord(
            outcome: trace.outcome, reason: trace.reason, actor: .system,
            content: Content(trace: trace, remark: nil), at: now)
    }

    package static func manual(
        _ outcome: DecisionTrace.Outcome, _ reason: StatusReason, by actor: Actor, remark: String, at now: Date
    ) -> DecisionRecord {
        DecisionRecord(
            outcome: outcome, reason: reason, actor: actor, content: Content(trace: nil, remark: remark), at: now)
    }
}
