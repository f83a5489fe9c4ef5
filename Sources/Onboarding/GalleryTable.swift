import Database
import Foundation
import Kernel

/// A table of what is searched among an application's verifications, one sealed row of each, inside one transaction.
///
/// Its `position` grows with every change, so that who keeps the rows in memory reads what is new and nothing else.
struct GalleryTable {
    private let name: SQL
    private let transaction: any Transaction

    /// - Parameter name: `face_gallery` or `known_background`.
    init(_ name: SQL, _ transaction: any Transaction) {
        self.name = name
        self.transaction = transaction
    }

    /// One row after its newest change.
    struct Change: Sendable {
        let position: Int
        let verification: ID<Verification>
        /// Nil where it was taken out.
        let sealed: Data?
    }

    /// Puts a row in the place of the one there was.
    func put(_ sealed: Data, of verification: Verification) throws {
        try transaction.execute(
            """
            INSERT INTO \(name) (verification_id, application_id, position, sealed)
            VALUES (\(verification.id), \(verification.application),
                    (SELECT COALESCE(MAX(position), 0) + 1 FROM \(name)), \(sealed))
            ON CONFLICT (verification_id)
            DO UPDATE SET position = excluded.position, sealed = excluded.sealed
            """)
    }

    /// Leaves the row, without what it holds, so that whoever holds it in memory learns of it.
    func remove(_ verification: ID<Verification>) throws {
        try transaction.execute(
            """
            UPDATE \(name)
               SET position = (SELECT MAX(position) + 1 FROM \(name)), sealed = NULL
             WHERE verification_id = \(verification)
               AND sealed IS NOT NULL
            """)
    }

    /// The position behind which the newest rows lie, `count` of them at most.
    func position(of application: ID<Application>, beforeNewest count: Int) throws -> Int {
        let row = try transaction.row(
            """
            SELECT position
              FROM \(name)
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
              FROM \(name)
             WHERE application_id = \(application)
               AND position > \(position)
             ORDER BY position
             LIMIT \(limit)
            """
        ).map { row in
            Change(
                position: try row.int("position"), verification: try row.id("verification_id"),
                sealed: try row.optionalData("sealed"))
        }
    }
}
