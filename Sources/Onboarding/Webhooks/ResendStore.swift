import Database
import Foundation
import Journal
import Kernel

/// What is sent once more: writes to `webhook_delivery` and the table `webhook_replay` inside one transaction.
struct ResendStore {
    private let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    /// Makes the delivery, or makes it due again whatever had become of it; the schedule begins anew, the attempts are
    /// counted on. One that is being sent at this moment stays as it is.
    /// - Returns: whether there is something to send now.
    func resend(_ event: Outbox.Heading, to subscription: ID<WebhookSubscription>, at now: Date) throws -> Bool {
        try transaction.execute(
            """
            INSERT INTO webhook_delivery
                   (id, event_id, subscription_id, subject, subject_sequence, state, attempts, attempts_before, due_ms,
                    lease_until_ms, created_ms)
            VALUES (\(ID<WebhookDelivery>.new(at: now)), \(event.id), \(subscription), \(ID<Event>(event.subject)),
                    \(event.subjectSequence), 'waiting', 0, 0, \(now), NULL, \(now))
            ON CONFLICT (event_id, subscription_id) DO UPDATE
               SET state = 'waiting', attempts_before = webhook_delivery.attempts, due_ms = excluded.due_ms
             WHERE webhook_delivery.state <> 'sending'
            """) == 1
    }

    /// The same for what was given up; what was delivered, or is still being tried, stays as it is.
    func resendFailed(_ event: Outbox.Heading, to subscription: ID<WebhookSubscription>, at now: Date) throws -> Bool {
        try transaction.execute(
            """
            UPDATE webhook_delivery
               SET state = 'waiting', attempts_before = attempts, due_ms = \(now)
             WHERE event_id = \(event.id)
               AND subscription_id = \(subscription)
               AND state IN ('parked', 'withdrawn')
            """) == 1
    }

    /// Receivers that were sent the event, or were to be, and are still there.
    func receivers(of event: ID<Event>) throws -> [ID<WebhookSubscription>] {
        try transaction.rows(
            """
            SELECT receiver.id
              FROM webhook_delivery AS delivery
              JOIN webhook_subscription AS receiver ON receiver.id = delivery.subscription_id
             WHERE delivery.event_id = \(event)
               AND receiver.removed_ms IS NULL
             ORDER BY receiver.created_ms, receiver.id
             LIMIT \(WebhookLimits.subscriptionsPerApplication)
            """
        ).map { try $0.id("id") }
    }

    /// How many deliveries wait for one receiver, counted no further than `limit`.
    func waiting(for subscription: ID<WebhookSubscription>, atMost limit: Int) throws -> Int {
        let row = try transaction.row(
            """
            SELECT COUNT(id) AS number
              FROM (SELECT id FROM webhook_delivery
                     WHERE subscription_id = \(subscription) AND state = 'waiting'
                     LIMIT \(limit)) AS waiting
            """)
        return try row?.int("number") ?? 0
    }

    // MARK: Replays

    func insert(_ replay: WebhookReplay) throws {
        let types = String(decoding: try JSONEncoder().encode(replay.types.sorted()), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO webhook_replay (id, subscription_id, from_ms, to_ms, types, only_failed, reached_ms,
                                        reached_place, deliveries, created_ms, ended_ms)
            VALUES (\(replay.id), \(replay.subscription), \(replay.from), \(replay.to), \(types),
                    \(replay.onlyFailed), \(replay.reached.at), \(replay.reached.position), 0, \(replay.createdAt),
                    NULL)
            """)
    }

    func replay(_ id: ID<WebhookReplay>) throws -> WebhookReplay? {
        try transaction.row(
            """
            SELECT id, subscription_id, from_ms, to_ms, types, only_failed, reached_ms, reached_place, deliveries,
                   created_ms, ended_ms
              FROM webhook_replay
             WHERE id = \(id)
            """
        ).map { row in
            WebhookReplay(
                id: id, subscription: try row.id("subscription_id"), from: try row.date("from_ms"),
                to: try row.date("to_ms"),
                types: try JSONDecoder().decode(Set<String>.self, from: Data(try row.text("types").utf8)),
                onlyFailed: try row.bool("only_failed"),
                reached: .init(at: try row.date("reached_ms"), position: try row.int("reached_place")),
                deliveries: try row.int("deliveries"), createdAt: try row.date("created_ms"),
                endedAt: try row.optionalDate("ended_ms"))
        }
    }

    func isAnyRunning(to subscription: ID<WebhookSubscription>) throws -> Bool {
        try transaction.row(
            "SELECT id FROM webhook_replay WHERE subscription_id = \(subscription) AND ended_ms IS NULL") != nil
    }

    func advance(_ id: ID<WebhookReplay>, to reached: Outbox.Moment, deliveries: Int) throws {
        try transaction.execute(
            """
            UPDATE webhook_replay
               SET reached_ms = \(reached.at), reached_place = \(reached.position),
                   deliveries = deliveries + \(deliveries)
             WHERE id = \(id)
            """)
    }

    func end(_ id: ID<WebhookReplay>, at now: Date) throws {
        try transaction.execute("UPDATE webhook_replay SET ended_ms = \(now) WHERE id = \(id) AND ended_ms IS NULL")
    }
}
