import Database
import Foundation
import Journal
import Kernel

/// Questions to the tables `webhook_delivery` and `webhook_attempt` inside one transaction: what was sent, and how it
/// went.
struct DeliveryHistoryStore {
    private let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    /// When the first receiver took each of the events; those that none took are not among them.
    func firstDelivered(_ events: [ID<Event>]) throws -> [ID<Event>: Date] {
        let rows = try transaction.rows(
            """
            SELECT delivery.event_id, MIN(attempt.at_ms + attempt.duration_ms) AS delivered_ms
              FROM webhook_delivery AS delivery
              JOIN webhook_attempt AS attempt ON attempt.delivery_id = delivery.id
             WHERE delivery.event_id IN (\(list: events))
               AND attempt.failure IS NULL
             GROUP BY delivery.event_id
            """)
        return Dictionary(try rows.map { (try $0.id("event_id"), try $0.date("delivered_ms")) }) { first, _ in first }
    }

    /// Newest first.
    func deliveries(to subscription: ID<WebhookSubscription>, _ query: DeliveryQuery) throws -> [DeliveryRecord.Row] {
        let before: SQL = query.before.map { "AND delivery.id < \($0)" } ?? ""
        return try transaction.rows(
            """
            \(Self.selection)
             WHERE \(Self.condition(subscription, query.state))
               \(before)
             ORDER BY delivery.id DESC
             LIMIT \(query.limit)
            """
        ).map(Self.row)
    }

    func delivery(_ id: ID<WebhookDelivery>) throws -> DeliveryRecord.Row? {
        try transaction.row("\(Self.selection) WHERE delivery.id = \(id)").map(Self.row)
    }

    /// In their order.
    func attempts(of delivery: ID<WebhookDelivery>) throws -> [NumberedAttempt] {
        try transaction.rows(
            """
            SELECT number, at_ms, duration_ms, failure, status
              FROM webhook_attempt
             WHERE delivery_id = \(delivery)
             ORDER BY number
             LIMIT \(EventLogLimits.attempts)
            """
        ).map { NumberedAttempt(number: try $0.int("number"), attempt: try Self.attempt($0)) }
    }

    /// The state as text of the statement: an index over one state is found for a word, and not for a parameter. What
    /// is open is little beside what is done, and is looked for in its own index.
    private static func condition(_ subscription: ID<WebhookSubscription>, _ state: WebhookDelivery.State?) -> SQL {
        func open(_ word: SQL) -> SQL {
            """
            delivery.id IN (SELECT open.id FROM webhook_delivery AS open
                             WHERE open.subscription_id = \(subscription) AND open.state = \(word))
            """
        }
        return switch state {
        case nil: "delivery.subscription_id = \(subscription)"
        case .waiting: open("'waiting'")
        case .sending: open("'sending'")
        case .delivered: "delivery.subscription_id = \(subscription) AND delivery.state = 'delivered'"
        case .parked: "delivery.subscription_id = \(subscription) AND delivery.state = 'parked'"
        case .withdrawn: "delivery.subscription_id = \(subscription) AND delivery.state = 'withdrawn'"
        }
    }

    private static let selection: SQL = """
        SELECT delivery.id, delivery.event_id, delivery.subscription_id, delivery.state, delivery.attempts,
               delivery.due_ms, delivery.created_ms,
               attempt.at_ms, attempt.duration_ms, attempt.failure, attempt.status
          FROM webhook_delivery AS delivery
          LEFT JOIN webhook_attempt AS attempt
            ON attempt.delivery_id = delivery.id AND attempt.number = delivery.attempts
        """

    private static func row(_ row: Row) throws -> DeliveryRecord.Row {
        DeliveryRecord.Row(
            id: try row.id("id"), event: try row.id("event_id"), subscription: try row.id("subscription_id"),
            state: try row.word("state"), attempts: try row.int("attempts"), dueAt: try row.date("due_ms"),
            createdAt: try row.date("created_ms"),
            last: try row.optionalDate("at_ms") == nil ? nil : attempt(row))
    }

    private static func attempt(_ row: Row) throws -> WebhookAttempt {
        WebhookAttempt(
            at: try row.date("at_ms"), durationSeconds: Double(try row.int("duration_ms")) / 1000,
            failure: try row.optionalWord("failure"), status: try row.optionalInt("status"))
    }
}
