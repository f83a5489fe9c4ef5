package import Database
package import Foundation
import Kernel

/// The hash-chained audit log. Entries are written in the transaction of the change they tell of, and never changed.
package enum AuditLog {
    /// The hash before the first entry.
    package static let genesis = Data(repeating: 0, count: 32)

    /// What happened, before it has its time and its place in the chain.
    package struct Record: Sendable {
        let action: String
        let subject: String
        let actor: Actor
        let detail: [String: String]

        /// - Parameters:
        ///   - action: a fixed word such as `verification.created`.
        ///   - subject: the id of what it was done to.
        ///   - detail: ids, words and digests by name; never anything about a person.
        package init(_ action: String, to subject: String, by actor: Actor, detail: [String: String] = [:]) {
            self.action = action
            self.subject = subject
            self.actor = actor
            self.detail = detail
        }
    }

    /// Adds an entry at the end of the chain.
    package static func append(_ record: Record, at now: Date, in transaction: some Transaction) throws {
        let last = try transaction.row("SELECT sequence, hash FROM audit_entry ORDER BY sequence DESC LIMIT 1")
        let sequence = try (last?.int("sequence") ?? 0) + 1
        let previous = try last?.data("hash") ?? genesis
        let content = AuditEntry.Content(
            at: now, actor: record.actor, action: record.action, subject: record.subject, detail: record.detail)
        let hash = AuditEntry.hash(previous, content, sequence: sequence)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let detailText = String(decoding: try encoder.encode(record.detail), as: UTF8.self)
        try transaction.execute(
            """
            INSERT INTO audit_entry (sequence, at_ms, actor, action, subject, detail, previous_hash, hash)
            VALUES (\(sequence), \(now), \(record.actor.description), \(record.action), \(record.subject),
                    \(detailText), \(previous), \(hash))
            """)
    }

    /// Entries about one subject, oldest first.
    package static func entries(about subject: String, in transaction: some Transaction) throws -> [AuditEntry] {
        try transaction.rows(
            """
            SELECT sequence, at_ms, actor, action, subject, detail, previous_hash, hash
              FROM audit_entry
             WHERE subject = \(subject)
             ORDER BY sequence
             LIMIT 10000
            """
        ).map(entry)
    }

    /// Walks the whole chain.
    /// - Returns: how many entries there are, and the sequence number of the first that does not fit, if any.
    package static func verify(in transaction: some Transaction) throws -> (count: Int, firstBroken: Int?) {
        var previous = genesis
        var count = 0
        while true {
            let rows = try transaction.rows(
                """
                SELECT sequence, at_ms, actor, action, subject, detail, previous_hash, hash
                  FROM audit_entry
                 WHERE sequence > \(count)
                 ORDER BY sequence
                 LIMIT 1000
                """)
            if rows.isEmpty { return (count, nil) }
            for row in rows {
                // What cannot even be read as an entry was not written as one.
                guard let found = try? entry(row) else { return (count, count + 1) }
                let content = AuditEntry.Content(
                    at: found.at, actor: found.actor, action: found.action, subject: found.subject, detail: found.detail
                )
                let expected = AuditEntry.hash(previous, content, sequence: count + 1)
                guard found.sequence == count + 1, found.previousHash == previous, found.hash == expected else {
                    return (count, found.sequence)
                }
                previous = found.hash
                count += 1
            }
        }
    }

    private static func entry(_ row: Row) throws -> AuditEntry {
        guard let actor = Actor(try row.text("actor")) else { throw DatabaseError.unexpectedColumn("actor") }
        return AuditEntry(
            sequence: try row.int("sequence"), at: try row.date("at_ms"), actor: actor, action: try row.text("action"),
            subject: try row.text("subject"),
            detail: try JSONDecoder().decode([String: String].self, from: Data(try row.text("detail").utf8)),
            previousHash: try row.data("previous_hash"), hash: try row.data("hash"))
    }
}
