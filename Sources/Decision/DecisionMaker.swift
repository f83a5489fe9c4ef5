package import Evidence

/// How one rule came out, and on which findings it rests.
package struct RuleResult: Codable, Equatable, Sendable {
    package enum Outcome: String, Codable, Sendable {
        case success = "Success"
        case fail = "Fail"
        /// The measure lies in between: a person has to look.
        case review = "Review"
        case unavailable = "Unavailable"
    }

    package let name: String
    package let outcome: Outcome
    package let isBlocking: Bool
    /// Positions in the list of findings.
    package let findings: [Int]
    /// What the rejection is called, where the rule failed.
    package let rejection: StatusReason?
}

/// What was decided, and the whole way to it.
package struct DecisionTrace: Codable, Equatable, Sendable {
    package enum Outcome: String, Codable, Sendable {
        case approved = "Approved"
        case rejected = "Rejected"
        /// A person decides.
        case review = "Review"
    }

    package let outcome: Outcome
    package let reason: StatusReason?
    package let rules: [RuleResult]
    package let findings: [Finding]
}

/// Turns findings into a decision by rules. The same findings and rules always give the same trace: a decision can be
/// replayed.
package enum DecisionMaker {
    package static func decide(_ findings: [Finding], by rules: [Rule]) -> DecisionTrace {
        let results = rules.map { evaluate($0, findings) }
        let blocking = results.filter(\.isBlocking)
        func trace(_ outcome: DecisionTrace.Outcome, _ reason: StatusReason?) -> DecisionTrace {
            DecisionTrace(outcome: outcome, reason: reason, rules: results, findings: findings)
        }
        if let failed = blocking.first(where: { $0.outcome == .fail }) {
            return trace(.rejected, failed.rejection)
        }
        // Without a single rule that blocks nothing was proven: a person decides.
        let isClear = !blocking.isEmpty && blocking.allSatisfy { $0.outcome == .success }
        return isClear ? trace(.approved, .automaticallyIdentified) : trace(.review, nil)
    }

    private static func evaluate(_ rule: Rule, _ findings: [Finding]) -> RuleResult {
        let positions = findings.indices.filter { rule.checks.contains(findings[$0].check) }
        let made = positions.map { findings[$0] }
        let missing = rule.checks.contains { check in !made.contains { $0.check == check } }
        let failed = made.first { $0.outcome == .fail }
        let outcome: RuleResult.Outcome =
            if failed != nil {
                .fail
            } else if made.isEmpty || missing || made.contains(where: { $0.outcome == .unavailable }) {
                .unavailable
            } else if made.contains(where: { $0.outcome == .review }) {
                .review
            } else {
                .success
            }
        let named = failed?.reason.flatMap { rule.rejectionByReason[$0] }
        return RuleResult(
            name: rule.name, outcome: outcome, isBlocking: rule.isBlocking, findings: Array(positions),
            rejection: failed == nil ? nil : named ?? rule.rejection)
    }
}
