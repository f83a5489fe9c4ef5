package import Kernel

/// Which deliveries to one receiver are asked for.
package struct DeliveryQuery: Sendable {
    /// Nil for every state.
    let state: WebhookDelivery.State?
    let limit: Int
    /// Those that were made before this one.
    let before: ID<WebhookDelivery>?

    package init(
        state: WebhookDelivery.State? = nil, limit: Int = EventLogLimits.deliveries.upperBound,
        before: ID<WebhookDelivery>? = nil
    ) {
        self.state = state
        self.limit = limit
        self.before = before
    }
}
