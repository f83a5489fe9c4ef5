import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The table `face_gallery` inside one transaction.
struct DuplicateFaceStore {
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
        /// Nil where it was taken out.
        let template: FaceTemplate?
    }

    /// Puts a template in the place of the one there was.
    func put(_ template: FaceTemplate, of verification: Verification) throws {
        let key = try keys.key(of: verification.id.description, in: transaction)
        let record = try FaceGalleryRecord(identifier: verification.id.uuid, template: template)
        let sealed = try record.sealed(by: { try key.seal($0, as: $1) })
        try transaction.execute(
            """
            INSERT INTO face_gallery (verification_id, application_id, position, sealed)
            VALUES (\(verification.id), \(verification.application),
                    (SELECT COALESCE(MAX(position), 0) + 1 FROM face_gallery), \(sealed))
            ON CONFLICT (verification_id)
            DO UPDATE SET position = excluded.position, sealed = excluded.sealed
            """)
    }

    /// Leaves the row, without its template, so that whoever holds it in memory learns of it.
    func remove(_ verification: ID<Verification>) throws {
        try transaction.execute(
            """
            UPDATE face_gallery
               SET position = (SELECT MAX(position) + 1 FROM face_gallery), sealed = NULL
             WHERE verification_id = \(verification)
               AND sealed IS NOT NULL
            """)
    }

    /// What has changed behind a position, in its order.
    func changes(of application: ID<Application>, after position: Int, limit: Int) throws -> [Change] {
        try transaction.rows(
            """
            SELECT position, verification_id, sealed
              FROM face_gallery
             WHERE application_id = \(application)
               AND position > \(position)
             ORDER BY position
             LIMIT \(limit)
            """
        ).map { row in
            let id: ID<Verification> = try row.id("verification_id")
            let template = try row.optionalData("sealed").map { sealed in
                let key = try keys.key(of: id.description, in: transaction)
                let opened = try FaceGalleryRecord.open(sealed, of: id.uuid, by: { try key.open($0, as: $1) })
                return opened.template
            }
            return Change(position: try row.int("position"), verification: id, template: template)
        }
    }
}
