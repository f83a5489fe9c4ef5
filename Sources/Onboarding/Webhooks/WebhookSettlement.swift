import Database
import Foundation
import Journal
import Kernel

/// Writes down how an attempt went and what follows from it, all of it in one transaction: the delivery, the attempt,
/// the receiver's health, and where something was given up or paused its audit entry and its event.
struct WebhookSettlement: Sendable {
    let delivery: WebhookDelivery
    let subscription: WebhookSubscription
    let eventType: String
    let carried: WebhookCarrier.Result
    let parts: WebhookParts
    let now: Date
    /// -1…1, where in the schedule's spread the next wait lies.
    let chance: Double

    struct Result: Sendable {
        let attempts: Int
        let isParked: Bool
        let paused: WebhookSubscription.PauseReason?
    }

    private var outcome: WebhookOutcome { carried.outcome }

    /// - Returns: nil where another sender has settled the delivery.
    func write(in transaction: some Transaction) throws -> Result? {
        outcome.failure == nil ? try succeed(in: transaction) : try fail(in: transaction)
    }

    private func succeed(in transaction: some Transaction) throws -> Result? {
        let store = WebhookDeliveryStore(transaction)
        guard let number = try store.delivered(delivery) else { return nil }
        try store.insert(carried.attempt, number: number, of: delivery.id)
        try WebhookHealthStore(transaction).succeeded(subscription.id)
        return Result(attempts: number, isParked: false, paused: nil)
    }

    private func fail(in transaction: some Transaction) throws -> Result? {
        let store = WebhookDeliveryStore(transaction)
        let due = nextAttempt
        guard let number = try store.failed(delivery, nextAt: due) else { return nil }
        try store.insert(carried.attempt, number: number, of: delivery.id)
        let health = WebhookHealthStore(transaction)
        let hasFailedLong = try health.failed(subscription.id, restUntil: outcome.restUntil, at: now)
        if due == nil { try park(after: number, in: transaction) }
        let reason: WebhookSubscription.PauseReason? = outcome.isGone ? .gone : hasFailedLong ? .failing : nil
        guard let reason, try health.pause(subscription.id, because: reason) else {
            return Result(attempts: number, isParked: due == nil, paused: nil)
        }
        try AuditLog.append(
            .init("webhook.paused", to: subscription.id.description, by: .system, detail: ["reason": reason.rawValue]),
            at: now, in: transaction)
        return Result(attempts: number, isParked: due == nil, paused: reason)
    }

    /// Nil where there is none.
    private var nextAttempt: Date? {
        guard !outcome.isAborted else { return nil }
        let wait = WebhookRetrySchedule.wait(
            afterAttempts: delivery.attempts - delivery.attemptsBefore + 1, chance: chance)
        return wait.map { max(now.addingTimeInterval($0), outcome.retryNotBefore ?? now) }
    }

    private func park(after attempts: Int, in transaction: some Transaction) throws {
        let failure = outcome.failure?.rawValue ?? ""
        try AuditLog.append(
            .init(
                "webhook.deliveryParked", to: subscription.id.description, by: .system,
                detail: [
                    "delivery": delivery.id.description, "event": delivery.event.description,
                    "attempts": String(attempts), "failure": failure,
                ]), at: now, in: transaction)
        try WebhookEvents.parked(
            .init(
                subscriptionId: subscription.id.description, deliveryId: delivery.id.description,
                eventId: delivery.event.description, eventType: eventType, attempts: attempts, lastFailure: failure,
                lastStatus: outcome.status), of: subscription, parts, at: now, in: transaction)
    }
}
