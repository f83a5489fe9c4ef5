package import Database
package import Foundation
package import Kernel
package import Vault

/// The events, in order per subject. Bodies are sealed under the subject's data key: they are about a person, and die
/// with that key.
package struct Outbox: Sendable {
    private let keys: DataKeys

    package init(keys: DataKeys) {
        self.keys = keys
    }

    /// What the change says of itself; the outbox adds identity, order and time.
    package struct Draft: Sendable {
        package let type: String
        package let application: UUID
        package let subject: UUID
        /// Builds the body from the event's own id and time.
        package let body: @Sendable (ID<Event>, Date) throws -> Data

        package init(
            type: String, application: UUID, subject: UUID,
            body: @escaping @Sendable (ID<Event>, Date) throws -> Data
        ) {
            self.type = type
            self.application = application
            self.subject = subject
            self.body = body
        }
    }

    package func append(_ draft: Draft, at now: Date, in transaction: some Transaction) throws {
        let id = ID<Event>.new(at: now)
        let subject = ID<Draft>(draft.subject)
        let last = try transaction.row(
            "SELECT MAX(subject_sequence) AS last FROM event WHERE subject = \(subject)")
        let sequence = try (last?.optionalInt("last") ?? 0) + 1
        let key = try keys.key(of: subject.description, in: transaction)
        let sealed = try key.seal(try draft.body(id, now), as: "event.body/\(id)")
        try transaction.execute(
            """
            INSERT INTO event (id, application_id, subject, subject_sequence, type, created_ms, body, is_dispatched)
            VALUES (\(id), \(ID<Draft>(draft.application)), \(subject), \(sequence), \(draft.type), \(now),
                    \(sealed), 0)
            """)
    }

    /// Events that no delivery was made for yet, oldest first.
    package func undispatched(limit: Int, in transaction: some Transaction) throws -> [Heading] {
        try transaction.rows(
            """
            SELECT id, application_id, subject, subject_sequence, type, created_ms
              FROM event
             WHERE is_dispatched = 0
             ORDER BY subject, subject_sequence
             LIMIT \(limit)
            """
        ).map { row in
            Heading(
                id: try row.id("id"), application: try row.id("application_id", of: Draft.self).uuid,
                subject: try row.id("subject", of: Draft.self).uuid,
                subjectSequence: try row.int("subject_sequence"),
                type: try row.text("type"), createdAt: try row.date("created_ms"))
        }
    }

    package func markDispatched(_ id: ID<Event>, in transaction: some Transaction) throws {
        try transaction.execute("UPDATE event SET is_dispatched = 1 WHERE id = \(id)")
    }

    /// What is needed to find an event's receivers.
    package struct Heading: Sendable {
        package let id: ID<Event>
        package let application: UUID
        package let subject: UUID
        package let subjectSequence: Int
        package let type: String
        package let createdAt: Date
    }

    /// One event with its body opened.
    /// - Returns: nil where the event, or the key of its subject, is gone.
    package func event(_ id: ID<Event>, in transaction: some Transaction) throws -> Event? {
        let found = try transaction.row(
            """
            SELECT application_id, subject, subject_sequence, type, created_ms, body
              FROM event
             WHERE id = \(id)
            """)
        guard let row = found else { return nil }
        let subject = try row.id("subject", of: Draft.self)
        let key: DataKey
        do {
            key = try keys.key(of: subject.description, in: transaction)
        } catch VaultError.erased {
            return nil
        }
        return Event(
            id: id, application: try row.id("application_id", of: Draft.self).uuid, subject: subject.uuid,
            subjectSequence: try row.int("subject_sequence"), type: try row.text("type"),
            createdAt: try row.date("created_ms"), body: try key.open(try row.data("body"), as: "event.body/\(id)"))
    }
}
