import Database
import Foundation
import Journal
import Kernel
import Web

/// Events about webhooks themselves. They hold ids, words and numbers and nothing about a person, and stand in the line
/// of their subscription.
enum WebhookEvents {
    static let deliveryParked = "Webhook.DeliveryParked"
    static let test = "Webhook.Test"

    /// Events without anything of a person in them.
    static func isAboutWebhooks(_ type: String) -> Bool {
        type == test || WebhookSubscription.operationalTypes.contains(type)
    }

    /// A delivery that was given up.
    struct Parked: Encodable, Sendable {
        let subscriptionId: String
        let deliveryId: String
        let eventId: String
        let eventType: String
        let attempts: Int
        let lastFailure: String
        let lastStatus: Int?
    }

    private struct Tested: Encodable {
        let subscriptionId: String
    }

    private struct Envelope<Payload: Encodable>: Encodable {
        let id: String
        let applicationId: String
        let createdUtc: Timestamp
        let type: String
        let payload: Payload
    }

    /// Records that a delivery was given up, in the transaction that gives it up. The end of such a record's own
    /// delivery is not recorded again: a receiver that is gone would be told of that for ever.
    static func parked(
        _ parked: Parked, of subscription: WebhookSubscription, _ parts: WebhookParts, at now: Date,
        in transaction: some Transaction
    ) throws {
        guard parked.eventType != deliveryParked else { return }
        let draft = EventEnvelope.operational(
            deliveryParked, application: subscription.application, subject: subscription.id.uuid, payload: parked)
        try parts.outbox.append(draft, at: now, in: transaction)
    }

    /// What a caller sends to try a receiver. It is in no log of events: nothing has happened.
    static func tested(_ subscription: WebhookSubscription, at now: Date) throws -> WebhookMessage {
        let id = ID<Event>.new(at: now)
        let body = try JSONText.encode(
            Envelope(
                id: id.description, applicationId: subscription.application.description, createdUtc: Timestamp(now),
                type: test, payload: Tested(subscriptionId: subscription.id.description)))
        return WebhookMessage(
            id: id, subject: subscription.id.uuid, sequence: nil, attempt: 1, type: test, body: body)
    }
}
