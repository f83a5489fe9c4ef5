import Database
import Foundation
import Kernel
import Vault

/// The tables `face_authentication` and `face_decision` inside one transaction.
struct FaceAuthenticationStore {
    let transaction: any Transaction
    let keys: DataKeys

    init(_ transaction: any Transaction, keys: DataKeys) {
        self.transaction = transaction
        self.keys = keys
    }

    func insert(_ authentication: FaceAuthentication) throws {
        try transaction.execute(
            """
            INSERT INTO face_authentication (id, verification_id, application_id, reference_id, status, attempt,
                                             is_submitted, created_ms, modified_ms)
            VALUES (\(authentication.id), \(authentication.verification), \(authentication.application),
                    \(authentication.reference), \(authentication.status.rawValue), \(authentication.attempt),
                    \(authentication.isSubmitted), \(authentication.createdAt), \(authentication.createdAt))
            """)
    }

    func find(_ id: ID<FaceAuthentication>) throws -> FaceAuthentication? {
        try transaction.row(
            """
            SELECT \(Self.columns)
              FROM face_authentication
             WHERE id = \(id)
            """
        ).map(authentication)
    }

    func find(ofVerification id: ID<Verification>) throws -> FaceAuthentication? {
        try transaction.row(
            """
            SELECT \(Self.columns)
              FROM face_authentication
             WHERE verification_id = \(id)
            """
        ).map(authentication)
    }

    /// - Returns: false where it was handed in already.
    func submit(_ id: ID<FaceAuthentication>, at now: Date) throws -> Bool {
        try transaction.execute(
            """
            UPDATE face_authentication
               SET is_submitted = 1, completed_ms = \(now), modified_ms = \(now)
             WHERE id = \(id)
               AND status = 'Pending'
               AND is_submitted = 0
            """) == 1
    }

    /// Ends the attempt that was handed in: with the last word, or with another attempt.
    /// - Returns: false where it is decided already.
    func settle(
        _ authentication: FaceAuthentication, _ status: FaceAuthentication.Status, _ reason: FaceReason?, at now: Date
    ) throws -> Bool {
        let isOver = status != .pending
        return try transaction.execute(
            """
            UPDATE face_authentication
               SET status = \(status.rawValue), status_reason = \(reason?.rawValue),
                   attempt = \(authentication.attempt + (isOver ? 0 : 1)), is_submitted = \(isOver),
                   completed_ms = \(isOver ? authentication.completedAt : nil), modified_ms = \(now)
             WHERE id = \(authentication.id)
               AND status = 'Pending'
               AND is_submitted = 1
               AND attempt = \(authentication.attempt)
            """) == 1
    }

    /// Begins another attempt of one that had failed.
    func reopen(_ authentication: FaceAuthentication, at now: Date) throws -> Bool {
        try transaction.execute(
            """
            UPDATE face_authentication
               SET status = 'Pending', attempt = \(authentication.attempt + 1), is_submitted = 0,
                   completed_ms = NULL, modified_ms = \(now)
             WHERE id = \(authentication.id)
               AND status = 'Failed'
               AND attempt = \(authentication.attempt)
            """) == 1
    }

    func insert(_ decision: FaceDecision, of authentication: FaceAuthentication) throws {
        let key = try keys.key(of: authentication.verification.description, in: transaction)
        let name = Self.name(authentication.id, attempt: decision.attempt)
        let sealed = try key.seal(json: decision.content, as: name)
        let outcome: FaceAuthentication.Status = decision.reason == nil ? .success : .failed
        try transaction.execute(
            """
            INSERT INTO face_decision (face_authentication_id, attempt, outcome, reason, private, decided_ms)
            VALUES (\(authentication.id), \(decision.attempt), \(outcome.rawValue), \(decision.reason?.rawValue),
                    \(sealed), \(decision.at))
            """)
    }

    /// The newest decision; nil before the first.
    func decision(of authentication: FaceAuthentication) throws -> FaceDecision? {
        try transaction.row(
            """
            SELECT attempt, reason, private, decided_ms
              FROM face_decision
             WHERE face_authentication_id = \(authentication.id)
             ORDER BY attempt DESC
             LIMIT 1
            """
        ).map { row in
            let key = try keys.key(of: authentication.verification.description, in: transaction)
            let attempt = try row.int("attempt")
            return FaceDecision(
                attempt: attempt, reason: try row.optionalWord("reason"),
                content: try key.open(
                    json: try row.data("private"), as: Self.name(authentication.id, attempt: attempt)),
                at: try row.date("decided_ms"))
        }
    }

    /// Takes out everything sealed.
    func redact(_ id: ID<FaceAuthentication>, at now: Date) throws {
        try transaction.execute("UPDATE face_authentication SET modified_ms = \(now) WHERE id = \(id)")
        try transaction.execute(
            "UPDATE face_decision SET private = \(Data([0])) WHERE face_authentication_id = \(id)")
    }

    private static let columns: SQL = """
        id, verification_id, application_id, reference_id, status, status_reason, attempt, is_submitted, created_ms,
        completed_ms
        """

    private func authentication(_ row: Row) throws -> FaceAuthentication {
        FaceAuthentication(
            id: try row.id("id"), verification: try row.id("verification_id"),
            application: try row.id("application_id"), reference: try row.id("reference_id"),
            status: try row.word("status"), statusReason: try row.optionalWord("status_reason"),
            attempt: try row.int("attempt"), isSubmitted: try row.bool("is_submitted"),
            createdAt: try row.date("created_ms"), completedAt: try row.optionalDate("completed_ms"))
    }

    private static func name(_ id: ID<FaceAuthentication>, attempt: Int) -> String {
        "face_decision.private/\(id)/\(attempt)"
    }
}
