import Database
import Foundation
import Journal
import Kernel
import Logging

/// Makes the attempts: claims what is due, sends it, writes down how it went.
struct WebhookSender: Sendable {
    let parts: WebhookParts
    let logger: Logger

    /// What one attempt sends, and to whom.
    private struct Parcel: Sendable {
        let subscription: WebhookSubscription
        let message: WebhookMessage
        /// Nil where the application's first one has to be made.
        let keys: [WebhookKey]?
    }

    func claim(atMost room: Int) async throws -> [WebhookDelivery] {
        let now = parts.clock.now
        guard try await parts.database.read({ try WebhookDeliveryStore($0).isAnythingDue(at: now) }) else { return [] }
        return try await parts.database.write { try WebhookDeliveryStore($0).claim(atMost: room, at: now) }
    }

    /// How many deliveries could be sent now.
    func due() async throws -> Int {
        try await parts.database.read { [now = parts.clock.now] in try WebhookDeliveryStore($0).due(at: now) }
    }

    /// One attempt, from the row to the row. Whatever fails on our side leaves the lease, which runs out.
    func attempt(_ delivery: WebhookDelivery) async {
        do {
            guard let parcel = try await parcel(of: delivery) else {
                return try await parts.database.write { try WebhookDeliveryStore($0).withdraw(delivery) }
            }
            var keys = parcel.keys
            if keys == nil { keys = try await parts.signingKeys(for: parcel.subscription) }
            let carried = try await WebhookCarrier(parts: parts).carry(
                parcel.message, to: parcel.subscription, keys: keys ?? [],
                timeoutSeconds: WebhookLimits.answerSeconds)
            if let carried {
                try await settle(delivery, parcel, carried)
            } else {
                try await parts.database.write { try WebhookDeliveryStore($0).release(delivery) }
            }
        } catch {
            logger.error(
                "a webhook attempt could not be prepared or written down",
                metadata: ["delivery": "\(delivery.id)", "error": "\(type(of: error))"])
        }
    }

    /// - Returns: nil where the subscription was removed, or the person's data erased: there is nothing to send.
    private func parcel(of delivery: WebhookDelivery) async throws -> Parcel? {
        try await parts.database.read { [parts] transaction in
            let store = WebhookStore(transaction, parts.master)
            guard let subscription = try store.subscription(delivery.subscription),
                let event = try parts.outbox.event(delivery.event, in: transaction)
            else { return nil }
            return Parcel(
                subscription: subscription, message: WebhookMessage(event, attempt: delivery.attempts + 1),
                keys: try parts.signingKeys(for: subscription, in: transaction))
        }
    }

    private func settle(_ delivery: WebhookDelivery, _ parcel: Parcel, _ carried: WebhookCarrier.Result) async throws {
        let settlement = WebhookSettlement(
            delivery: delivery, subscription: parcel.subscription, eventType: parcel.message.type, carried: carried,
            parts: parts, now: parts.clock.now, chance: Double.random(in: -1...1))
        guard let result = try await parts.database.write({ try settlement.write(in: $0) }) else { return }
        log(delivery, carried.attempt, result)
    }

    private func log(_ delivery: WebhookDelivery, _ attempt: WebhookAttempt, _ result: WebhookSettlement.Result) {
        let metadata: Logger.Metadata = [
            "delivery": "\(delivery.id)", "event": "\(delivery.event)", "subscription": "\(delivery.subscription)",
            "attempt": "\(result.attempts)", "status": "\(attempt.status.map(String.init) ?? "none")",
            "failure": "\(attempt.failure?.rawValue ?? "none")",
        ]
        if result.isParked {
            logger.warning("a webhook delivery was parked", metadata: metadata)
        } else if attempt.failure == nil {
            logger.info("a webhook was delivered", metadata: metadata)
        } else {
            logger.info("a webhook attempt failed and will be repeated", metadata: metadata)
        }
        guard let reason = result.paused else { return }
        logger.warning(
            "a webhook subscription was paused",
            metadata: ["subscription": "\(delivery.subscription)", "reason": "\(reason.rawValue)"])
    }
}
