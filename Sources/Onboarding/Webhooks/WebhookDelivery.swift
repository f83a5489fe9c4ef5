package import Foundation
package import Journal
package import Kernel

/// One event on its way to one receiver.
package struct WebhookDelivery: Sendable {
    package enum State: String, CaseIterable, Sendable {
        case waiting, sending, delivered
        /// Given up by the schedule; kept, so that it can be sent again.
        case parked
        /// Not to be sent any more: the subscription was removed, or the person's data erased.
        case withdrawn
    }

    package let id: ID<WebhookDelivery>
    package let event: ID<Event>
    package let subscription: ID<WebhookSubscription>
    package let state: State
    /// How many attempts have come to an end.
    package let attempts: Int
    /// How many of them were before it was last sent again: its schedule begins after them.
    package let attemptsBefore: Int
    package let dueAt: Date
    /// Whoever sends it holds it until then.
    package let leaseUntil: Date?
}
