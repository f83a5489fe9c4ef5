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
    func replace(_ link: HandOffToken, expiresAt: Date, of verification: ID<Verification>) throws {
        try transaction.execute(
            """
            INSERT INTO hand_off (verification_id, token_sha256, salt, made, expires_ms)
            VALUES (\(verification), \(BearerSecret.digest(link.token)), \(link.salt), 1, \(expiresAt))
            ON CONFLICT (verification_id) DO UPDATE
               SET token_sha256 = excluded.token_sha256, salt = excluded.salt, made = hand_off.made + 1,
                   expires_ms = excluded.expires_ms, taken_ms = NULL, number = NULL, choices = NULL,
                   confirmed_ms = NULL, refused_ms = NULL, link_messages = 0
            """)
    }

    func find(of verification: ID<Verification>) throws -> HandOff? {
        try transaction.row(
            """
            SELECT made, expires_ms, taken_ms, number, choices, confirmed_ms, refused_ms, salt, link_messages, messages
              FROM hand_off
             WHERE verification_id = \(verification)
            """
        ).map { row in
            let number = try row.optionalInt("number").flatMap { number in
                HandOffNumber(number: number, text: try row.optionalText("choices") ?? "")
            }
            return HandOff(
                expiresAt: try row.date("expires_ms"), takenAt: try row.optionalDate("taken_ms"), number: number,
                confirmedAt: try row.optionalDate("confirmed_ms"), refusedAt: try row.optionalDate("refused_ms"),
                counts: HandOff.Counts(
                    made: try row.int("made"), linkMessages: try row.int("link_messages"),
                    messages: try row.int("messages")),
                salt: try row.optionalData("salt"))
        }
    }

    /// - Parameter confirmableUntil: from now on the end of the choice.
    /// - Returns: whose it was; nil where it is none, was taken before or is too old.
    func take(
        tokenSHA256: Data, showing number: HandOffNumber, confirmableUntil: Date, at now: Date
    ) throws -> ID<Verification>? {
        let isFirst =
            try transaction.execute(
                """
                UPDATE hand_off
                   SET taken_ms = \(now), number = \(number.number), choices = \(number.text),
                       expires_ms = \(confirmableUntil)
                 WHERE token_sha256 = \(tokenSHA256)
                   AND taken_ms IS NULL
                   AND expires_ms > \(now)
                """) == 1
        guard isFirst else { return nil }
        return try transaction.row("SELECT verification_id FROM hand_off WHERE token_sha256 = \(tokenSHA256)")
            .map { try $0.id("verification_id") }
    }

    /// The right number was chosen: the session that waited for it becomes one like any other.
    func confirm(_ verification: ID<Verification>, at now: Date) throws {
        try transaction.execute(
            """
            UPDATE capture_session SET hand_off_sha256 = NULL
             WHERE verification_id = \(verification)
               AND hand_off_sha256 = (SELECT token_sha256 FROM hand_off WHERE verification_id = \(verification))
            """)
        try transaction.execute(
            """
            UPDATE hand_off SET confirmed_ms = \(now)
             WHERE verification_id = \(verification)
               AND confirmed_ms IS NULL
               AND refused_ms IS NULL
            """)
    }

    /// The session that waits stays as it is, so that it is told of its end.
    func refuse(_ verification: ID<Verification>, at now: Date) throws {
        try transaction.execute(
            """
            UPDATE hand_off SET refused_ms = \(now)
             WHERE verification_id = \(verification)
               AND confirmed_ms IS NULL
               AND refused_ms IS NULL
            """)
    }

    func countMessage(of verification: ID<Verification>) throws {
        try transaction.execute(
            """
            UPDATE hand_off SET link_messages = link_messages + 1, messages = messages + 1
             WHERE verification_id = \(verification)
            """)
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
