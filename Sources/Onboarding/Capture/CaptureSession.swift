import Crypto
import Database
package import Foundation
package import Kernel

/// A person's device in the flow: contract § 9.1.
package struct CaptureSession: Sendable {
    package enum Level: String, Sendable {
        /// Proves that the link was opened, and can be exchanged.
        case restricted
        case full
    }

    package let id: ID<CaptureSession>
    package let verification: ID<Verification>
    package let level: Level
    package let expiresAt: Date
    /// The address that every device of this verification has to come from; nil where that is all the same.
    var originHash: Data?
    /// Of a session that was issued for a hand-off and waits for its confirmation, or was refused it.
    var handOff: HandOffBond?
    /// SHA-256 of the key that its browser keeps; nil where there is none.
    var device: Data?

    /// What a new session is tied to; either may be missing.
    struct Ties: Sendable {
        /// SHA-256 of the token of the link that it has to be confirmed for.
        var handOff: Data?
        var device: DeviceKey?
    }

    /// What ties a session to the link that it came by; gone once the first device has chosen the right number.
    struct HandOffBond: Sendable {
        let tokenSHA256: Data
        /// Whether the choice can still come; false where it was a wrong one, came too late, or where there is a newer
        /// link.
        var isPending = true
    }
}

/// The tables `capture_session` and `activity` inside one transaction.
struct CaptureStore {
    let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    func insert(_ session: CaptureSession, tokenSHA256: Data, at now: Date) throws {
        try transaction.execute(
            """
            INSERT INTO capture_session (id, verification_id, level, token_sha256, created_ms, expires_ms,
                                         hand_off_sha256, device_sha256)
            VALUES (\(session.id), \(session.verification), \(session.level.rawValue), \(tokenSHA256), \(now),
                    \(session.expiresAt), \(session.handOff?.tokenSHA256), \(session.device))
            """)
    }

    func session(tokenSHA256: Data, at now: Date) throws -> CaptureSession? {
        try transaction.row(
            """
            SELECT capture_session.id, capture_session.verification_id, capture_session.level,
                   capture_session.expires_ms, capture_session.hand_off_sha256, capture_session.device_sha256,
                   capture_origin.address_hash, hand_off.expires_ms AS choice_expires_ms, hand_off.confirmed_ms,
                   hand_off.refused_ms
              FROM capture_session
              LEFT JOIN capture_origin ON capture_origin.verification_id = capture_session.verification_id
              LEFT JOIN hand_off ON hand_off.token_sha256 = capture_session.hand_off_sha256
             WHERE capture_session.token_sha256 = \(tokenSHA256)
            """
        ).map { row in
            let level: CaptureSession.Level = try row.word("level")
            return CaptureSession(
                id: try row.id("id"), verification: try row.id("verification_id"), level: level,
                expiresAt: try row.date("expires_ms"), originHash: try row.optionalData("address_hash"),
                handOff: try bond(row, at: now), device: try row.optionalData("device_sha256"))
        }
    }

    /// A link that was replaced is no longer there to be joined.
    private func bond(_ row: Row, at now: Date) throws -> CaptureSession.HandOffBond? {
        guard let tokenSHA256 = try row.optionalData("hand_off_sha256") else { return nil }
        let ends = try row.optionalDate("choice_expires_ms") ?? .distantPast
        let isAnswered =
            try row.optionalDate("confirmed_ms") != nil || row.optionalDate("refused_ms") != nil
        return CaptureSession.HandOffBond(tokenSHA256: tokenSHA256, isPending: !isAnswered && now < ends)
    }

    /// Old sessions beyond `keeping` go: whoever calls without end holds no more than that.
    func trimSessions(of verification: ID<Verification>, keeping: Int) throws {
        try transaction.execute(
            """
            DELETE FROM capture_session
             WHERE verification_id = \(verification)
               AND id NOT IN (SELECT id FROM capture_session
                               WHERE verification_id = \(verification)
                               ORDER BY created_ms DESC, id DESC
                               LIMIT \(keeping))
            """)
    }

    func forget(_ verification: ID<Verification>) throws {
        try transaction.execute("DELETE FROM capture_session WHERE verification_id = \(verification)")
        try transaction.execute("DELETE FROM activity WHERE verification_id = \(verification)")
    }

    func insertActivity(_ action: ActivityAction, of verification: ID<Verification>, at now: Date) throws {
        let count = try transaction.row(
            "SELECT COUNT(*) AS count FROM activity WHERE verification_id = \(verification)")
        guard try count?.int("count") ?? 0 < CaptureLimits.activities else { return }
        try transaction.execute(
            """
            INSERT INTO activity (id, verification_id, action, at_ms)
            VALUES (\(ID<ActivityAction>.new(at: now)), \(verification), \(action.rawValue), \(now))
            """)
    }

    /// What the devices reported, in its order.
    func activities(of verification: ID<Verification>) throws -> [Activity] {
        try transaction.rows(
            """
            SELECT action, at_ms FROM activity
             WHERE verification_id = \(verification)
             ORDER BY at_ms, id
             LIMIT \(CaptureLimits.activities)
            """
        ).map { row in Activity(action: try row.word("action"), at: try row.date("at_ms")) }
    }
}
