import Database
import Evidence
import Foundation
import Kernel

/// The table `liveness_challenge` inside one transaction.
struct LivenessStore {
    let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    static func text(_ prompts: [LivenessPrompt]) -> String { prompts.map(\.rawValue).joined(separator: " ") }

    func insert(_ challenge: LivenessChallenge) throws {
        try transaction.execute(
            """
            INSERT INTO liveness_challenge (id, identification_id, verification_id, attempt, prompts, status,
                                            created_ms, expires_ms)
            VALUES (\(challenge.id), \(challenge.identification), \(challenge.verification), \(challenge.attempt),
                    \(Self.text(challenge.prompts)), \(challenge.status.rawValue), \(challenge.createdAt),
                    \(challenge.expiresAt))
            """)
    }

    func count(of identification: ID<Identification>, attempt: Int) throws -> Int {
        let row = try transaction.row(
            """
            SELECT COUNT(*) AS count
              FROM liveness_challenge
             WHERE identification_id = \(identification)
               AND attempt = \(attempt)
            """)
        return try row?.int("count") ?? 0
    }

    func find(_ id: ID<LivenessChallenge>) throws -> LivenessChallenge? {
        try transaction.row(
            """
            SELECT id, identification_id, verification_id, attempt, prompts, status, created_ms, expires_ms
              FROM liveness_challenge
             WHERE id = \(id)
            """
        ).map(Self.challenge)
    }

    func used(of identification: ID<Identification>) throws -> (challenge: LivenessChallenge, sealed: Data?)? {
        try transaction.row(
            """
            SELECT id, identification_id, verification_id, attempt, prompts, status, private, created_ms, expires_ms
              FROM liveness_challenge
             WHERE identification_id = \(identification)
               AND status = 'used'
            """
        ).map { (try Self.challenge($0), try $0.optionalData("private")) }
    }

    func replace(_ status: LivenessChallenge.Status, of identification: ID<Identification>) throws {
        try transaction.execute(
            """
            UPDATE liveness_challenge
               SET status = 'replaced'
             WHERE identification_id = \(identification)
               AND status = \(status.rawValue)
            """)
    }

    /// - Returns: false where somebody else was faster.
    func use(_ id: ID<LivenessChallenge>, sealed: Data?) throws -> Bool {
        try transaction.execute(
            """
            UPDATE liveness_challenge
               SET status = 'used', private = \(sealed)
             WHERE id = \(id)
               AND status = 'open'
            """) == 1
    }

    func removeAll(of verification: ID<Verification>) throws {
        try transaction.execute("DELETE FROM liveness_challenge WHERE verification_id = \(verification)")
    }

    private static func challenge(_ row: Row) throws -> LivenessChallenge {
        let prompts = try row.text("prompts").split(separator: " ").compactMap { LivenessPrompt(rawValue: String($0)) }
        return LivenessChallenge(
            id: try row.id("id"), identification: try row.id("identification_id"),
            verification: try row.id("verification_id"), attempt: try row.int("attempt"),
            prompts: prompts, status: try row.word("status"), createdAt: try row.date("created_ms"),
            expiresAt: try row.date("expires_ms"))
    }
}
