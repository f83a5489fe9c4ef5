import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The table `known_background` inside one transaction.
struct KnownBackgroundStore {
    private let transaction: any Transaction
    private let keys: DataKeys

    init(_ transaction: any Transaction, _ keys: DataKeys) {
        self.transaction = transaction
        self.keys = keys
    }

    /// One row after its newest change.
    struct Change: Sendable {
        let position: Int
        let verification: ID<Verification>
        /// None where they were taken out.
        let prints: [BackgroundPrint]
    }

    /// Puts prints in the place of those there were.
    func put(_ prints: [BackgroundPrint], of verification: Verification) throws {
        let key = try keys.key(of: verification.id.description, in: transaction)
        let sealed = try key.seal(json: prints, as: Self.name(verification.id))
        try transaction.execute(
            """
            INSERT INTO known_background (verification_id, application_id, position, sealed)
            VALUES (\(verification.id), \(verification.application),
                    (SELECT COALESCE(MAX(position), 0) + 1 FROM known_background), \(sealed))
            ON CONFLICT (verification_id)
            DO UPDATE SET position = excluded.position, sealed = excluded.sealed
            """)
    }

    /// Leaves the row, without its prints, so that whoever holds them in memory learns of it.
    func remove(_ verification: ID<Verification>) throws {
        try transaction.execute(
            """
            UPDATE known_background
               SET position = (SELECT MAX(position) + 1 FROM known_background), sealed = NULL
             WHERE verification_id = \(verification)
               AND sealed IS NOT NULL
            """)
    }

    /// The position behind which the newest rows lie, `count` of them at most.
    func position(of application: ID<Application>, beforeNewest count: Int) throws -> Int {
        let row = try transaction.row(
            """
            SELECT position
              FROM known_background
             WHERE application_id = \(application)
             ORDER BY position DESC
             LIMIT 1 OFFSET \(count)
            """)
        return try row?.int("position") ?? 0
    }

    /// What has changed behind a position, in its order.
    func changes(of application: ID<Application>, after position: Int, limit: Int) throws -> [Change] {
        try transaction.rows(
            """
            SELECT position, verification_id, sealed
              FROM known_background
             WHERE application_id = \(application)
               AND position > \(position)
             ORDER BY position
             LIMIT \(limit)
            """
        ).map { row in
            let id: ID<Verification> = try row.id("verification_id")
            let prints = try row.optionalData("sealed").map { sealed in
                let key = try keys.key(of: id.description, in: transaction)
                return try key.open([BackgroundPrint].self, json: sealed, as: Self.name(id))
            }
            return Change(position: try row.int("position"), verification: id, prints: prints ?? [])
        }
    }

    private static func name(_ verification: ID<Verification>) -> String { "known_background/\(verification)" }
}
