import Database
import Foundation
import Vault

/// The table `idempotency_record` inside one transaction.
struct IdempotencyStore {
    struct Record: Sendable {
        let fingerprint: Data
        let status: Int
        let answer: Data
    }

    private let transaction: any Transaction
    private let master: MasterKey

    init(_ transaction: any Transaction, master: MasterKey) {
        self.transaction = transaction
        self.master = master
    }

    func record(_ clientID: String, _ keyHash: Data, since oldest: Date) throws -> Record? {
        try transaction.row(
            """
            SELECT fingerprint, status, answer
              FROM idempotency_record
             WHERE client_id = \(clientID)
               AND key_hash = \(keyHash)
               AND created_ms > \(oldest)
            """
        ).map { row in
            let fingerprint = try row.data("fingerprint")
            return Record(
                fingerprint: fingerprint, status: try row.int("status"),
                answer: try master.open(try row.data("answer"), as: Self.name(fingerprint)))
        }
    }

    /// Keeps an answer, in the place of one that is too old.
    func keep(_ record: Record, of clientID: String, _ keyHash: Data, at now: Date) throws {
        try transaction.execute(
            "DELETE FROM idempotency_record WHERE client_id = \(clientID) AND key_hash = \(keyHash)")
        let sealed = try master.seal(record.answer, as: Self.name(record.fingerprint))
        try transaction.execute(
            """
            INSERT INTO idempotency_record (client_id, key_hash, fingerprint, status, answer, created_ms)
            VALUES (\(clientID), \(keyHash), \(record.fingerprint), \(record.status), \(sealed),
                    \(now))
            """)
    }

    func trim(before oldest: Date, limit: Int) throws -> Int {
        try transaction.execute(
            """
            DELETE FROM idempotency_record
             WHERE (client_id, key_hash) IN (
                   SELECT client_id, key_hash
                     FROM idempotency_record
                    WHERE created_ms <= \(oldest)
                    ORDER BY created_ms
                    LIMIT \(limit))
            """)
    }

    private static func name(_ fingerprint: Data) -> String {
        "idempotency/\(fingerprint.base64EncodedString())"
    }
}
