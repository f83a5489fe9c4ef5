import Foundation
package import Journal
package import Kernel

/// A delivery with what it delivers, and how its last attempt went.
package struct DeliveryRecord: Sendable {
    let row: Row
    let heading: Outbox.Heading

    /// What the tables of the feature know.
    struct Row: Sendable {
        let id: ID<WebhookDelivery>
        let event: ID<Event>
        let subscription: ID<WebhookSubscription>
        let state: WebhookDelivery.State
        let attempts: Int
        let dueAt: Date
        let createdAt: Date
        /// Nil where none has come to an end.
        let last: WebhookAttempt?
    }

    package var id: ID<WebhookDelivery> { row.id }
    package var event: ID<Event> { row.event }
    package var state: WebhookDelivery.State { row.state }
    package var attempts: Int { row.attempts }
}
