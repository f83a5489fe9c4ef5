import Database
import Foundation
import Kernel

/// The tables `hand_off` and `capture_origin` inside one transaction.
struct HandOffStore {
    let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    /// Puts a new one in the place of the one before it.
    func replace(tokenSHA256: Data, expiresAt: Date, of verification: ID<Verification>) throws {
        try transaction.execute(
            """
            INSERT INTO hand_off (verification_id, token_sha256, made, expires_ms)
            VALUES (\(verification), \(tokenSHA256), 1, \(expiresAt))
            ON CONFLICT (verification_id) DO UPDATE
               SET token_sha256 = excluded.token_sha256, made = hand_off.made + 1,
                   expires_ms = excluded.expires_ms, taken_ms = NULL
            """)
    }

    func find(of verification: ID<Verification>) throws -> HandOff? {
        try transaction.row(
            """
            SELECT made, expires_ms, taken_ms FROM hand_off WHERE verification_id = \(verification)
            """
        ).map { row in
            HandOff(
                expiresAt: try row.date("expires_ms"), takenAt: try row.optionalDate("taken_ms"),
                made: try row.int("made"))
        }
    }

    /// - Returns: whose it was; nil where it is none, was taken before or is too old.
    func take(tokenSHA256: Data, at now: Date) throws -> ID<Verification>? {
        let isFirst =
            try transaction.execute(
                """
                UPDATE hand_off SET taken_ms = \(now)
                 WHERE token_sha256 = \(tokenSHA256)
                   AND taken_ms IS NULL
                   AND expires_ms > \(now)
                """) == 1
        guard isFirst else { return nil }
        return try transaction.row("SELECT verification_id FROM hand_off WHERE token_sha256 = \(tokenSHA256)")
            .map { try $0.id("verification_id") }
    }

    /// Keeps the address of the device that came first.
    func keepOrigin(_ hash: Data, of verification: ID<Verification>) throws {
        try transaction.execute(
            """
            INSERT INTO capture_origin (verification_id, address_hash)
            VALUES (\(verification), \(hash))
            ON CONFLICT (verification_id) DO NOTHING
            """)
    }

    /// Nil where any address will do.
    func origin(of verification: ID<Verification>) throws -> Data? {
        try transaction.row("SELECT address_hash FROM capture_origin WHERE verification_id = \(verification)")
            .map { try $0.data("address_hash") }
    }

    func forget(_ verification: ID<Verification>) throws {
        try transaction.execute("DELETE FROM hand_off WHERE verification_id = \(verification)")
        try transaction.execute("DELETE FROM capture_origin WHERE verification_id = \(verification)")
    }
}
