import Database
import Foundation
import Journal
import Kernel

/// The tables `webhook_delivery` and `webhook_attempt` inside one transaction.
struct WebhookDeliveryStore {
    private let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    /// A delivery that is there already stays as it is: an event goes to a receiver once. It is due since the event
    /// happened, so that a claim, which goes by that time, meets the first of a subject's line before the others: of a
    /// backlog that were due all at once it would walk past most, time and again.
    func insert(_ event: Outbox.Heading, to subscription: ID<WebhookSubscription>, at now: Date) throws {
        try transaction.execute(
            """
            INSERT INTO webhook_delivery
                   (id, event_id, subscription_id, subject, subject_sequence, state, attempts, due_ms, lease_until_ms,
                    created_ms)
            VALUES (\(ID<WebhookDelivery>.new(at: now)), \(event.id), \(subscription), \(ID<Event>(event.subject)),
                    \(event.subjectSequence), 'waiting', 0, \(min(event.createdAt, now)), NULL, \(now))
            ON CONFLICT (event_id, subscription_id) DO NOTHING
            """)
    }

    // MARK: Claiming

    /// A receiver to whom something may go now.
    private static func isReady(at now: Date) -> SQL {
        """
        receiver.is_paused = 0
               AND receiver.is_verified = 1
               AND receiver.removed_ms IS NULL
               AND (receiver.slow_until_ms IS NULL OR receiver.slow_until_ms <= \(now))
               AND EXISTS (SELECT 1 FROM webhook_delivery AS waiting
                            WHERE waiting.subscription_id = receiver.id
                              AND waiting.state = 'waiting' AND waiting.due_ms <= \(now))
        """
    }

    /// Whether a claim could find anything.
    func isAnythingDue(at now: Date) throws -> Bool {
        let expired = try transaction.row(
            "SELECT id FROM webhook_delivery WHERE state = 'sending' AND lease_until_ms < \(now) LIMIT 1")
        guard expired == nil else { return true }
        return try transaction.row(
            "SELECT receiver.id FROM webhook_subscription AS receiver WHERE \(Self.isReady(at: now)) LIMIT 1") != nil
    }

    /// How many deliveries could be sent now, up to a number beyond which it makes no difference.
    func due(at now: Date) throws -> Int {
        let row = try transaction.row(
            """
            SELECT COUNT(id) AS count
              FROM (SELECT id FROM webhook_delivery
                     WHERE state = 'waiting' AND due_ms <= \(now)
                       AND subscription_id IN (SELECT receiver.id FROM webhook_subscription AS receiver
                                                WHERE \(Self.isReady(at: now)))
                     LIMIT 100000) AS waiting
            """)
        return try row?.int("count") ?? 0
    }

    /// Takes what is due, spread over the receivers: those with the fewest in flight come first, and one that failed
    /// last time is sent one delivery at a time, so that dead receivers hold few of the places that all share.
    func claim(atMost room: Int, at now: Date) throws -> [WebhookDelivery] {
        try transaction.execute(
            """
            UPDATE webhook_delivery
               SET state = 'waiting', lease_until_ms = NULL
             WHERE state = 'sending' AND lease_until_ms < \(now)
            """)
        let receivers = try transaction.rows(
            """
            SELECT receiver.id, receiver.ordering, receiver.success_streak,
                   (SELECT COUNT(id) FROM webhook_delivery AS busy
                     WHERE busy.subscription_id = receiver.id AND busy.state = 'sending') AS in_flight
              FROM webhook_subscription AS receiver
             WHERE \(Self.isReady(at: now))
             ORDER BY in_flight, receiver.success_streak DESC, receiver.id
             LIMIT 1000
            """)
        var claimed: [WebhookDelivery] = []
        for row in receivers where claimed.count < room {
            let window = min(WebhookLimits.inFlightPerReceiver, 1 + (try row.int("success_streak")))
            let places = min(window - (try row.int("in_flight")), room - claimed.count)
            guard places > 0 else { continue }
            claimed += try claim(
                for: try row.id("id"), ordering: try row.word("ordering"), atMost: places, at: now)
        }
        return claimed
    }

    private func claim(
        for subscription: ID<WebhookSubscription>, ordering: WebhookSubscription.Ordering, atMost places: Int,
        at now: Date
    ) throws -> [WebhookDelivery] {
        let lease = now.addingTimeInterval(WebhookLimits.leaseSeconds)
        return try transaction.rows(
            """
            UPDATE webhook_delivery
               SET state = 'sending', lease_until_ms = \(lease)
             WHERE id IN (SELECT next.id FROM webhook_delivery AS next
                           WHERE next.subscription_id = \(subscription)
                             AND next.state = 'waiting'
                             AND next.due_ms <= \(now)
                             AND \(Self.isNext(ordering))
                           ORDER BY next.due_ms, next.id
                           LIMIT \(places))
            RETURNING id, event_id, subscription_id, state, attempts, attempts_before, due_ms, lease_until_ms
            """
        ).map(Self.delivery)
    }

    /// Whether no other of the same subject has to come before.
    private static func isNext(_ ordering: WebhookSubscription.Ordering) -> SQL {
        switch ordering {
        // A first attempt waits for the end of the first attempt before it in the subject's line; a retry for none.
        case .firstAttempts:
            """
            (next.attempts > 0
             OR NOT EXISTS (SELECT 1 FROM webhook_delivery AS earlier
                             WHERE earlier.subscription_id = next.subscription_id
                               AND earlier.subject = next.subject
                               AND earlier.subject_sequence < next.subject_sequence
                               AND earlier.attempts = 0
                               AND earlier.state IN ('waiting', 'sending')))
            """
        // Any attempt waits until all before it are delivered, parked or withdrawn.
        case .strict:
            """
            NOT EXISTS (SELECT 1 FROM webhook_delivery AS earlier
                         WHERE earlier.subscription_id = next.subscription_id
                           AND earlier.subject = next.subject
                           AND earlier.subject_sequence < next.subject_sequence
                           AND earlier.state IN ('waiting', 'sending'))
            """
        }
    }

    // MARK: Settling

    /// - Returns: how many attempts there were with this one; nil where another sender has settled it.
    func delivered(_ delivery: WebhookDelivery) throws -> Int? {
        // Also where the lease ran out meanwhile: the receiver has it, and needs no second copy.
        let row = try transaction.row(
            """
            UPDATE webhook_delivery
               SET state = 'delivered', attempts = attempts + 1, lease_until_ms = NULL
             WHERE id = \(delivery.id)
               AND state IN ('sending', 'waiting')
            RETURNING attempts
            """)
        return try row?.int("attempts")
    }

    /// - Parameter due: when it is tried again; nil parks it.
    /// - Returns: how many attempts there were with this one; nil where this sender's lease is no longer the valid one.
    func failed(_ delivery: WebhookDelivery, nextAt due: Date?) throws -> Int? {
        let row = try transaction.row(
            """
            UPDATE webhook_delivery
               SET state = \(due == nil ? "parked" : "waiting"), attempts = attempts + 1,
                   due_ms = \(due ?? delivery.dueAt), lease_until_ms = NULL
             WHERE id = \(delivery.id)
               AND state = 'sending'
               AND lease_until_ms = \(delivery.leaseUntil)
            RETURNING attempts
            """)
        return try row?.int("attempts")
    }

    func insert(_ attempt: WebhookAttempt, number: Int, of delivery: ID<WebhookDelivery>) throws {
        let duration = Int((max(0, attempt.durationSeconds) * 1000).rounded())
        try transaction.execute(
            """
            INSERT INTO webhook_attempt (delivery_id, number, at_ms, duration_ms, failure, status)
            VALUES (\(delivery), \(number), \(attempt.at), \(duration), \(attempt.failure?.rawValue), \(attempt.status))
            """)
    }

    /// Gives back one delivery whose attempt was broken off on our side.
    func release(_ delivery: WebhookDelivery) throws {
        try transaction.execute(
            """
            UPDATE webhook_delivery
               SET state = 'waiting', lease_until_ms = NULL
             WHERE id = \(delivery.id)
               AND state = 'sending'
               AND lease_until_ms = \(delivery.leaseUntil)
            """)
    }

    func releaseAll() throws {
        try transaction.execute(
            "UPDATE webhook_delivery SET state = 'waiting', lease_until_ms = NULL WHERE state = 'sending'")
    }

    func withdraw(_ delivery: WebhookDelivery) throws {
        try transaction.execute(
            """
            UPDATE webhook_delivery
               SET state = 'withdrawn', lease_until_ms = NULL
             WHERE id = \(delivery.id)
               AND state = 'sending'
            """)
    }

    /// All that is still open for a receiver that is gone.
    func withdrawAll(for subscription: ID<WebhookSubscription>) throws {
        try transaction.execute(
            """
            UPDATE webhook_delivery
               SET state = 'withdrawn', lease_until_ms = NULL
             WHERE subscription_id = \(subscription)
               AND state IN ('waiting', 'sending', 'parked')
            """)
    }

    // MARK: Reading

    /// Newest first.
    func deliveries(to subscription: ID<WebhookSubscription>, limit: Int) throws -> [WebhookDelivery] {
        try transaction.rows(
            """
            SELECT id, event_id, subscription_id, state, attempts, attempts_before, due_ms, lease_until_ms
              FROM webhook_delivery
             WHERE subscription_id = \(subscription)
             ORDER BY id DESC
             LIMIT \(limit)
            """
        ).map(Self.delivery)
    }

    func attempts(of delivery: ID<WebhookDelivery>) throws -> [WebhookAttempt] {
        try transaction.rows(
            """
            SELECT at_ms, duration_ms, failure, status
              FROM webhook_attempt
             WHERE delivery_id = \(delivery)
             ORDER BY number
             LIMIT \(WebhookRetrySchedule.attempts)
            """
        ).map { row in
            WebhookAttempt(
                at: try row.date("at_ms"), durationSeconds: Double(try row.int("duration_ms")) / 1000,
                failure: try row.optionalWord("failure"), status: try row.optionalInt("status"))
        }
    }

    func counts() throws -> (open: Int, parked: Int) {
        let row = try transaction.row(
            """
            SELECT (SELECT COUNT(id) FROM webhook_delivery WHERE state = 'waiting')
                   + (SELECT COUNT(id) FROM webhook_delivery WHERE state = 'sending') AS open,
                   (SELECT COUNT(id) FROM webhook_delivery WHERE state = 'parked') AS parked
            """)
        return (try row?.int("open") ?? 0, try row?.int("parked") ?? 0)
    }

    private static func delivery(_ row: Row) throws -> WebhookDelivery {
        WebhookDelivery(
            id: try row.id("id"), event: try row.id("event_id"), subscription: try row.id("subscription_id"),
            state: try row.word("state"), attempts: try row.int("attempts"),
            attemptsBefore: try row.int("attempts_before"), dueAt: try row.date("due_ms"),
            leaseUntil: try row.optionalDate("lease_until_ms"))
    }
}
