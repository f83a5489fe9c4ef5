package import Foundation

/// One try of a delivery that came to an end.
package struct WebhookAttempt: Equatable, Sendable {
    package let at: Date
    package let durationSeconds: Double
    /// Nil for a success: any status of 200…299.
    package let failure: WebhookFailure?
    /// The HTTP status code, where there was an answer.
    package let status: Int?
}
