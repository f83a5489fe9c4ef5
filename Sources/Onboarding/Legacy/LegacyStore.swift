import Database
import Foundation
import Kernel

/// The table `legacy_key` inside one transaction.
struct LegacyStore {
    let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    func insert(_ key: LegacyKey) throws {
        try transaction.execute(
            """
            INSERT INTO legacy_key (id, application_id, setup_id, secret_sha256, created_ms)
            VALUES (\(key.id), \(key.application), \(key.setup), \(key.secretSHA256), \(key.createdAt))
            """)
    }

    func find(_ id: ID<LegacyKey>) throws -> LegacyKey? {
        try transaction.row(
            """
            SELECT id, application_id, setup_id, secret_sha256, created_ms, revoked_ms
              FROM legacy_key
             WHERE id = \(id)
            """
        ).map(Self.key)
    }

    /// In the order in which they were made: their ids begin with the time.
    func list(limit: Int) throws -> [LegacyKey] {
        try transaction.rows(
            """
            SELECT id, application_id, setup_id, secret_sha256, created_ms, revoked_ms
              FROM legacy_key
             ORDER BY id
             LIMIT \(limit)
            """
        ).map(Self.key)
    }

    /// - Returns: false where there is no such key, or it is revoked already.
    func revoke(_ id: ID<LegacyKey>, at now: Date) throws -> Bool {
        try transaction.execute(
            """
            UPDATE legacy_key
               SET revoked_ms = \(now)
             WHERE id = \(id)
               AND revoked_ms IS NULL
            """) == 1
    }

    private static func key(_ row: Row) throws -> LegacyKey {
        LegacyKey(
            id: try row.id("id"), application: try row.id("application_id"), setup: try row.id("setup_id"),
            secretSHA256: try row.data("secret_sha256"), createdAt: try row.date("created_ms"),
            revokedAt: try row.optionalDate("revoked_ms"))
    }
}
