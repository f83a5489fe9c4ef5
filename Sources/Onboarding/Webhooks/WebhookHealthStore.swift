import Database
import Foundation
import Kernel

/// What the deliveries have shown of a receiver: the columns of `webhook_subscription` that follow from attempts.
struct WebhookHealthStore {
    private let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    /// A success ends every doubt but not a rest that was asked for: of several in flight one may have been answered
    /// with `Retry-After`. Successes count as far as places in flight depend on them.
    func succeeded(_ id: ID<WebhookSubscription>) throws {
        let most = WebhookLimits.inFlightPerReceiver - 1
        try transaction.execute(
            """
            UPDATE webhook_subscription
               SET success_streak = CASE WHEN success_streak < \(most) THEN success_streak + 1 ELSE \(most) END,
                   failure_streak = 0, first_failure_ms = NULL, failing_since_ms = NULL
             WHERE id = \(id)
               AND (success_streak < \(most) OR failure_streak > 0)
            """)
    }

    /// Counts a failure and lets the receiver rest where that is due.
    /// - Parameter rest: until when the answer asks for rest, if it does.
    /// - Returns: whether the receiver has failed for so long that it is to be paused.
    func failed(_ id: ID<WebhookSubscription>, restUntil rest: Date?, at now: Date) throws -> Bool {
        let found = try transaction.row(
            """
            SELECT failure_streak, first_failure_ms, failing_since_ms, slow_until_ms
              FROM webhook_subscription
             WHERE id = \(id)
            """)
        guard let row = found else { return false }
        let streak = try row.int("failure_streak") + 1
        let isOpen = streak >= WebhookLimits.breakerFailures
        let probe = isOpen ? now.addingTimeInterval(WebhookLimits.breakerSeconds) : nil
        let until = [try row.optionalDate("slow_until_ms"), rest, probe].compactMap { $0 }.max()
        let (first, since) = Self.span(
            first: try row.optionalDate("first_failure_ms"), since: try row.optionalDate("failing_since_ms"), now)
        try transaction.execute(
            """
            UPDATE webhook_subscription
               SET success_streak = 0, failure_streak = \(streak), first_failure_ms = \(first),
                   failing_since_ms = \(since), slow_until_ms = \(until)
             WHERE id = \(id)
            """)
        return since.map { now.timeIntervalSince($0) >= WebhookLimits.pausedAfterSeconds } ?? false
    }

    /// Whoever lets a receiver work again gives it a fresh start.
    func reset(_ id: ID<WebhookSubscription>) throws {
        try transaction.execute(
            """
            UPDATE webhook_subscription
               SET success_streak = 0, failure_streak = 0, first_failure_ms = NULL, failing_since_ms = NULL,
                   slow_until_ms = NULL
             WHERE id = \(id)
            """)
    }

    /// - Returns: whether it was not paused before.
    func pause(_ id: ID<WebhookSubscription>, because reason: WebhookSubscription.PauseReason) throws -> Bool {
        try transaction.execute(
            """
            UPDATE webhook_subscription
               SET is_paused = 1, paused_reason = \(reason.rawValue)
             WHERE id = \(id)
               AND is_paused = 0
               AND removed_ms IS NULL
            """) == 1
    }

    /// Two failures half a day to a day apart, with no success between, begin the time of failing; one that is older
    /// than a day is too long ago to say anything.
    private static func span(first: Date?, since: Date?, _ now: Date) -> (first: Date, since: Date?) {
        guard let first else { return (now, nil) }
        if let since { return (first, since) }
        let distance = now.timeIntervalSince(first)
        if distance > WebhookLimits.failingWithinSeconds { return (now, nil) }
        return (first, distance >= WebhookLimits.failingAfterSeconds ? now : nil)
    }
}
