import Database
import Foundation
import Journal
import Kernel
import Vault

/// The table `webhook_subscription` inside one transaction: what a business has said. What the deliveries have shown of
/// a receiver is the business of `WebhookHealthStore`.
struct WebhookStore {
    private let transaction: any Transaction
    private let master: MasterKey

    init(_ transaction: any Transaction, _ master: MasterKey) {
        self.transaction = transaction
        self.master = master
    }

    func insert(_ subscription: WebhookSubscription) throws {
        try transaction.execute(
            """
            INSERT INTO webhook_subscription
                   (id, application_id, url, types, authentication, payload, ordering, description, is_paused,
                    paused_reason, is_verified, success_streak, created_ms, modified_ms, removed_ms)
            VALUES (\(subscription.id), \(subscription.application), \(subscription.url.text),
                    \(try Self.text(subscription.types)), \(try sealed(subscription)), \(subscription.payload.rawValue),
                    \(subscription.ordering.rawValue), \(subscription.description), \(subscription.isPaused),
                    \(subscription.pausedReason?.rawValue), \(subscription.isVerified), 0,
                    \(subscription.createdAt), \(subscription.modifiedAt), NULL)
            """)
    }

    /// Writes all of it that may change.
    func update(_ subscription: WebhookSubscription) throws {
        try transaction.execute(
            """
            UPDATE webhook_subscription
               SET url = \(subscription.url.text), types = \(try Self.text(subscription.types)),
                   authentication = \(try sealed(subscription)), payload = \(subscription.payload.rawValue),
                   ordering = \(subscription.ordering.rawValue), description = \(subscription.description),
                   is_paused = \(subscription.isPaused), paused_reason = \(subscription.pausedReason?.rawValue),
                   is_verified = \(subscription.isVerified), modified_ms = \(subscription.modifiedAt)
             WHERE id = \(subscription.id)
               AND removed_ms IS NULL
            """)
    }

    /// Those of one application that are not removed, oldest first.
    func subscriptions(of application: ID<Application>) throws -> [WebhookSubscription] {
        try transaction.rows(
            """
            SELECT \(Self.columns)
              FROM webhook_subscription
             WHERE application_id = \(application)
               AND removed_ms IS NULL
             ORDER BY created_ms, id
             LIMIT \(WebhookLimits.subscriptionsPerApplication)
            """
        ).map(subscription)
    }

    /// - Returns: nil where there is none, or none any more.
    func subscription(_ id: ID<WebhookSubscription>) throws -> WebhookSubscription? {
        try transaction.row(
            """
            SELECT \(Self.columns)
              FROM webhook_subscription
             WHERE id = \(id)
               AND removed_ms IS NULL
            """
        ).map(subscription)
    }

    /// The receiver has answered a test event at this very address.
    /// - Returns: false where that was known, or the address is another by now.
    func verify(_ subscription: WebhookSubscription) throws -> Bool {
        try transaction.execute(
            """
            UPDATE webhook_subscription
               SET is_verified = 1
             WHERE id = \(subscription.id)
               AND url = \(subscription.url.text)
               AND is_verified = 0
               AND removed_ms IS NULL
            """) == 1
    }

    /// The receivers of an event: subscribed when it happened, and to its type.
    func receivers(of event: Outbox.Heading) throws -> [ID<WebhookSubscription>] {
        return try transaction.rows(
            """
            SELECT id, types
              FROM webhook_subscription
             WHERE application_id = \(ID<Application>(event.application))
               AND removed_ms IS NULL
               AND created_ms <= \(event.createdAt)
             ORDER BY created_ms, id
             LIMIT \(WebhookLimits.subscriptionsPerApplication)
            """
        ).compactMap { row in
            let types = try Self.types(row)
            return WebhookSubscription.wants(event.type, of: types) ? try row.id("id") : nil
        }
    }

    /// The row stays, as deliveries name it; its secrets go.
    func remove(_ id: ID<WebhookSubscription>, of application: ID<Application>, at now: Date) throws -> Bool {
        try transaction.execute(
            """
            UPDATE webhook_subscription
               SET removed_ms = \(now), authentication = NULL
             WHERE id = \(id)
               AND application_id = \(application)
               AND removed_ms IS NULL
            """) == 1
    }

    private static let columns: SQL = """
        id, application_id, url, types, authentication, payload, ordering, description, is_paused, paused_reason,
        is_verified, created_ms, modified_ms
        """

    private func subscription(_ row: Row) throws -> WebhookSubscription {
        let id: ID<WebhookSubscription> = try row.id("id")
        let opened = try master.open(try row.data("authentication"), as: Self.sealName(id))
        let createdAt = try row.date("created_ms")
        let isPaused = try row.bool("is_paused")
        return WebhookSubscription(
            id: id, application: try row.id("application_id"), createdAt: createdAt,
            url: try OutboundURL(try row.text("url")), types: try Self.types(row),
            authentication: try JSONDecoder().decode(WebhookAuthentication.self, from: opened),
            payload: try row.word("payload"), ordering: try row.word("ordering"),
            description: try row.optionalText("description"),
            modifiedAt: try row.optionalDate("modified_ms") ?? createdAt,
            pausedReason: isPaused ? try row.optionalWord("paused_reason") ?? .requested : nil,
            isVerified: try row.bool("is_verified"))
    }

    private func sealed(_ subscription: WebhookSubscription) throws -> Data {
        try master.seal(JSONEncoder().encode(subscription.authentication), as: Self.sealName(subscription.id))
    }

    private static func text(_ types: Set<String>) throws -> String {
        String(decoding: try JSONEncoder().encode(types.sorted()), as: UTF8.self)
    }

    private static func types(_ row: Row) throws -> Set<String> {
        try JSONDecoder().decode(Set<String>.self, from: Data(try row.text("types").utf8))
    }

    private static func sealName(_ id: ID<WebhookSubscription>) -> String {
        "webhook_subscription.authentication/\(id)"
    }
}
