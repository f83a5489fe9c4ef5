import Database
import Foundation
import Journal
import Kernel
import Vault

/// The table `webhook_subscription` inside one transaction.
struct WebhookStore {
    private let transaction: any Transaction
    private let master: MasterKey

    init(_ transaction: any Transaction, _ master: MasterKey) {
        self.transaction = transaction
        self.master = master
    }

    func insert(_ subscription: WebhookSubscription) throws {
        let types = String(decoding: try JSONEncoder().encode(subscription.types.sorted()), as: UTF8.self)
        let sealed = try master.seal(
            JSONEncoder().encode(subscription.authentication), as: Self.sealName(subscription.id))
        try transaction.execute(
            """
            INSERT INTO webhook_subscription
                   (id, application_id, url, types, authentication, is_paused, success_streak, created_ms, removed_ms)
            VALUES (\(subscription.id), \(subscription.application), \(subscription.url.text), \(types), \(sealed),
                    \(subscription.isPaused), 0, \(subscription.createdAt), NULL)
            """)
    }

    /// Those of one application that are not removed, oldest first.
    func subscriptions(of application: ID<Application>) throws -> [WebhookSubscription] {
        try transaction.rows(
            """
            SELECT id, application_id, url, types, authentication, is_paused, created_ms
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
            SELECT id, application_id, url, types, authentication, is_paused, created_ms
              FROM webhook_subscription
             WHERE id = \(id)
               AND removed_ms IS NULL
            """
        ).map(subscription)
    }

    /// The receivers of an event: subscribed when it happened, and to its type.
    func receivers(of event: Outbox.Heading) throws -> [ID<WebhookSubscription>] {
        try transaction.rows(
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

    func setPaused(_ id: ID<WebhookSubscription>, of application: ID<Application>, to isPaused: Bool) throws -> Bool {
        try transaction.execute(
            """
            UPDATE webhook_subscription
               SET is_paused = \(isPaused)
             WHERE id = \(id)
               AND application_id = \(application)
               AND removed_ms IS NULL
            """) == 1
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

    private func subscription(_ row: Row) throws -> WebhookSubscription {
        let id: ID<WebhookSubscription> = try row.id("id")
        let opened = try master.open(try row.data("authentication"), as: Self.sealName(id))
        return WebhookSubscription(
            id: id, application: try row.id("application_id"), url: try OutboundURL(try row.text("url")),
            types: try Self.types(row),
            authentication: try JSONDecoder().decode(WebhookAuthentication.self, from: opened),
            createdAt: try row.date("created_ms"), isPaused: try row.bool("is_paused"))
    }

    private static func types(_ row: Row) throws -> Set<String> {
        try JSONDecoder().decode(Set<String>.self, from: Data(try row.text("types").utf8))
    }

    private static func sealName(_ id: ID<WebhookSubscription>) -> String {
        "webhook_subscription.authentication/\(id)"
    }
}
