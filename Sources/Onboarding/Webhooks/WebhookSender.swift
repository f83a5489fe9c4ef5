import Database
import Foundation
import Journal
import Kernel
import Logging
import Vault

/// Makes the attempts: claims what is due, sends it, writes down how it went.
struct WebhookSender: Sendable {
    let parts: WebhookParts
    let logger: Logger

    /// What one attempt sends, and to whom.
    private struct Parcel: Sendable {
        let subscription: WebhookSubscription
        let event: Event
    }

    func claim(atMost room: Int) async throws -> [WebhookDelivery] {
        let now = parts.clock.now
        guard try await parts.database.read({ try WebhookDeliveryStore($0).isAnythingDue(at: now) }) else { return [] }
        return try await parts.database.write { try WebhookDeliveryStore($0).claim(atMost: room, at: now) }
    }

    /// One attempt, from the row to the row. Whatever fails on our side leaves the lease, which runs out.
    func attempt(_ delivery: WebhookDelivery) async {
        do {
            guard let parcel = try await parcel(of: delivery) else {
                return try await parts.database.write { try WebhookDeliveryStore($0).withdraw(delivery) }
            }
            if let attempt = await send(parcel) {
                try await settle(delivery, attempt)
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
            return Parcel(subscription: subscription, event: event)
        }
    }

    /// - Returns: nil where the attempt was broken off because the server stops.
    private func send(_ parcel: Parcel) async -> WebhookAttempt? {
        let began = parts.clock.now
        let request = OutboundRequest(
            method: "POST", url: parcel.subscription.url, headers: Self.headers(for: parcel, at: began),
            body: parcel.event.body, timeoutSeconds: WebhookLimits.answerSeconds)
        func ended(_ failure: WebhookFailure?, _ status: Int?) -> WebhookAttempt {
            WebhookAttempt(
                at: began, durationSeconds: parts.clock.now.timeIntervalSince(began), failure: failure, status: status)
        }
        do {
            let status = try await parts.outbound.send(request).status
            return ended((200...299).contains(status) ? nil : .status, status)
        } catch {
            return WebhookFailure(error).map { ended($0, nil) }
        }
    }

    /// Signed anew at each attempt: a receiver may refuse what was signed long ago.
    private static func headers(for parcel: Parcel, at now: Date) -> [(name: String, value: String)] {
        let timestamp = Int(now.timeIntervalSince1970)
        let id = parcel.event.id.description
        var headers = [
            (name: "Content-Type", value: "application/json; charset=utf-8"),
            (name: "User-Agent", value: "Couth-Webhooks/1"),
            (name: "webhook-id", value: id),
            (name: "webhook-timestamp", value: "\(timestamp)"),
        ]
        let authentication = parcel.subscription.authentication
        if let secret = authentication.hmacSecret {
            let body = parcel.event.body
            let ondato = WebhookSignature.ondato(secret: secret, timestamp: timestamp, body: body)
            let standard = WebhookSignature.standard(secret: secret, id: id, timestamp: timestamp, body: body)
            headers += [(name: "Ondato-Signature", value: ondato), (name: "webhook-signature", value: standard)]
        }
        if let basic = authentication.basic {
            let credentials = Data("\(basic.user):\(basic.password.value)".utf8).base64EncodedString()
            headers.append((name: "Authorization", value: "Basic \(credentials)"))
        }
        return headers
    }

    private func settle(_ delivery: WebhookDelivery, _ attempt: WebhookAttempt) async throws {
        let chance = Double.random(in: -1...1)
        let wait = WebhookRetrySchedule.wait(
            afterAttempts: delivery.attempts - delivery.attemptsBefore + 1, chance: chance)
        let due = wait.map { parts.clock.now.addingTimeInterval($0) }
        let number = try await parts.database.write { transaction in
            let store = WebhookDeliveryStore(transaction)
            let isDelivered = attempt.failure == nil
            let settled = isDelivered ? try store.delivered(delivery) : try store.failed(delivery, nextAt: due)
            if let number = settled { try store.insert(attempt, number: number, of: delivery.id) }
            return settled
        }
        guard let number else { return }
        log(delivery, attempt, number: number, isParked: attempt.failure != nil && due == nil)
    }

    private func log(_ delivery: WebhookDelivery, _ attempt: WebhookAttempt, number: Int, isParked: Bool) {
        let metadata: Logger.Metadata = [
            "delivery": "\(delivery.id)", "event": "\(delivery.event)", "subscription": "\(delivery.subscription)",
            "attempt": "\(number)", "status": "\(attempt.status.map(String.init) ?? "none")",
            "failure": "\(attempt.failure?.rawValue ?? "none")",
        ]
        if isParked {
            logger.warning("a webhook delivery was parked after its last attempt", metadata: metadata)
        } else if attempt.failure == nil {
            logger.info("a webhook was delivered", metadata: metadata)
        } else {
            logger.info("a webhook attempt failed and will be repeated", metadata: metadata)
        }
    }
}
