import Crypto
import Database
import Foundation
import Kernel
import Vault

/// The table `webhook_key` inside one transaction.
struct WebhookKeyStore {
    private let transaction: any Transaction
    private let master: MasterKey

    init(_ transaction: any Transaction, _ master: MasterKey) {
        self.transaction = transaction
        self.master = master
    }

    func insert(_ key: WebhookKey) throws {
        let sealed = try master.seal(key.privateKey.rawRepresentation, as: Self.sealName(key.id))
        try transaction.execute(
            """
            INSERT INTO webhook_key (id, application_id, private_key, created_ms, ends_ms)
            VALUES (\(key.id), \(key.application), \(sealed), \(key.createdAt), \(key.endsAt))
            """)
    }

    /// The keys that sign at `now`, the current one first.
    func keys(of application: ID<Application>, at now: Date) throws -> [WebhookKey] {
        try transaction.rows(
            """
            SELECT id, application_id, private_key, created_ms, ends_ms
              FROM webhook_key
             WHERE application_id = \(application)
               AND (ends_ms IS NULL OR ends_ms > \(now))
             ORDER BY CASE WHEN ends_ms IS NULL THEN 0 ELSE 1 END, ends_ms DESC
             LIMIT \(WebhookLimits.keysPerApplication)
            """
        ).map { row in
            let id: ID<WebhookKey> = try row.id("id")
            let bytes = try master.open(try row.data("private_key"), as: Self.sealName(id))
            return WebhookKey(
                id: id, application: try row.id("application_id"),
                privateKey: try Curve25519.Signing.PrivateKey(rawRepresentation: bytes),
                createdAt: try row.date("created_ms"), endsAt: try row.optionalDate("ends_ms"))
        }
    }

    /// The current key signs until then, and what was former before no more.
    func end(of application: ID<Application>, at end: Date) throws {
        try transaction.execute(
            "DELETE FROM webhook_key WHERE application_id = \(application) AND ends_ms IS NOT NULL")
        try transaction.execute(
            "UPDATE webhook_key SET ends_ms = \(end) WHERE application_id = \(application) AND ends_ms IS NULL")
    }

    private static func sealName(_ id: ID<WebhookKey>) -> String { "webhook_key/\(id)" }
}
