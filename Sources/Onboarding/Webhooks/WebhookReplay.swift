package import Foundation
import Journal
package import Kernel

/// A span of the log on its way to one receiver, once more.
package struct WebhookReplay: Sendable {
    package let id: ID<WebhookReplay>
    package let subscription: ID<WebhookSubscription>
    /// Both ends belong to it.
    package let from: Date
    package let to: Date
    package let types: Set<String>
    /// Only what was given up.
    package let onlyFailed: Bool
    /// The last event that was looked at.
    let reached: Outbox.Moment
    /// How many deliveries it has made, or made again.
    package let deliveries: Int
    package let createdAt: Date
    package let endedAt: Date?

    /// What a caller asks for.
    package struct Request: Sendable {
        package let from: Date
        /// Nil for the time of the asking.
        package let to: Date?
        /// Empty for the types that the receiver is told of.
        package let types: Set<String>
        package let onlyFailed: Bool

        package init(from: Date, to: Date? = nil, types: Set<String> = [], onlyFailed: Bool = false) {
            self.from = from
            self.to = to
            self.types = types
            self.onlyFailed = onlyFailed
        }

        func check(at now: Date) throws(EventLogError) {
            var errors: [String: String] = [:]
            if from > to ?? now { errors["from"] = "must not be later than the end" }
            let unknown = types.subtracting(WebhookSubscription.knownTypes)
            if !unknown.isEmpty { errors["types"] = "no such event type: \(unknown.sorted().joined(separator: ", "))" }
            guard errors.isEmpty else { throw .notValid(errors) }
        }
    }
}
