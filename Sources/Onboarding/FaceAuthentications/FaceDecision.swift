package import Decision
package import Foundation

/// How one attempt was decided, as it is kept.
package struct FaceDecision: Sendable {
    /// Sealed: enough to replay the decision.
    package struct Content: Codable, Equatable, Sendable {
        package let rules: [Rule]
        package let trace: DecisionTrace
    }

    package let attempt: Int
    /// Nil where the attempt succeeded.
    package let reason: FaceReason?
    package let content: Content
    package let at: Date
}
