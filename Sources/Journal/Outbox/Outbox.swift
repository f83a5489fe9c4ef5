package import Database
package import Foundation
package import Kernel
package import Vault

/// The events, in order per subject and in the order of their commits per application.
///
/// Bodies about a person are sealed under the subject's data key and die with it. An operational event is about no
/// person: it is sealed under a key of its application, and can be read when the subject's key is gone.
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
        package let isOperational: Bool
        /// Builds the body from the event's own id and time.
        package let body: @Sendable (ID<Event>, Date) throws -> Data

        /// An event about a person. The subject must have its data key.
        package init(
            type: String, application: UUID, subject: UUID,
            body: @escaping @Sendable (ID<Event>, Date) throws -> Data
        ) {
            self.init(type, application, subject, isOperational: false, body)
        }

        private init(
            _ type: String, _ application: UUID, _ subject: UUID, isOperational: Bool,
            _ body: @escaping @Sendable (ID<Event>, Date) throws -> Data
        ) {
            self.type = type
            self.application = application
            self.subject = subject
            self.isOperational = isOperational
            self.body = body
        }

        /// An event without personal data, about anything that has an id: also one whose data key is gone, or that
        /// never had one. It stands in the subject's line like every other.
        package static func operational(
            type: String, application: UUID, subject: UUID,
            body: @escaping @Sendable (ID<Event>, Date) throws -> Data
        ) -> Draft {
            Draft(type, application, subject, isOperational: true, body)
        }
    }

    package func append(_ draft: Draft, at now: Date, in transaction: some Transaction) throws {
        let id = ID<Event>.new(at: now)
        let (application, subject) = (ID<Draft>(draft.application), ID<Draft>(draft.subject))
        // First of all: two writers about one subject, where a database has several, come one after the other.
        let position = try nextPosition(of: application, in: transaction)
        let last = try transaction.row(
            "SELECT MAX(subject_sequence) AS last FROM event WHERE subject = \(subject)")
        let sequence = try (last?.optionalInt("last") ?? 0) + 1
        let key =
            draft.isOperational
            ? try operationalKey(of: application, in: transaction)
            : try keys.key(of: subject.description, in: transaction)
        let sealed = try key.seal(try draft.body(id, now), as: "event.body/\(id)")
        try transaction.execute(
            """
            INSERT INTO event (id, application_id, subject, subject_sequence, log_position, type, created_ms,
                               is_operational, body, is_dispatched)
            VALUES (\(id), \(application), \(subject), \(sequence), \(position), \(draft.type), \(now),
                    \(draft.isOperational), \(sealed), 0)
            """)
    }

    private func nextPosition(of application: ID<Draft>, in transaction: some Transaction) throws -> Int {
        let row = try transaction.row(
            """
            INSERT INTO event_counter (application_id, last)
            VALUES (\(application), 1)
            ON CONFLICT (application_id) DO UPDATE SET last = event_counter.last + 1
            RETURNING last
            """)
        guard let row else { throw DatabaseError.unexpectedColumn("last") }
        return try row.int("last")
    }

    /// Made with an application's first operational event.
    private func operationalKey(of application: ID<Draft>, in transaction: some Transaction) throws -> DataKey {
        do {
            return try keys.key(of: Self.operationalName(application), in: transaction)
        } catch VaultError.erased {
            return try keys.create(for: Self.operationalName(application), in: transaction)
        }
    }

    /// No UUID: no verification can have a key of this name.
    fileprivate static func operationalName(_ application: ID<Draft>) -> String { "operational/\(application)" }

    // MARK: Dispatching

    /// Events that no delivery was made for yet, oldest first.
    package func undispatched(limit: Int, in transaction: some Transaction) throws -> [Heading] {
        try transaction.rows(
            """
            SELECT id, application_id, subject, subject_sequence, log_position, type, created_ms, is_operational
              FROM event
             WHERE is_dispatched = 0
             ORDER BY subject, subject_sequence
             LIMIT \(limit)
            """
        ).map(Self.heading)
    }

    package func markDispatched(_ id: ID<Event>, in transaction: some Transaction) throws {
        try transaction.execute("UPDATE event SET is_dispatched = 1 WHERE id = \(id)")
    }

    /// What is known of an event without its body: enough to find its receivers.
    package struct Heading: Sendable {
        package let id: ID<Event>
        package let application: UUID
        package let subject: UUID
        package let subjectSequence: Int
        package let position: Int
        package let type: String
        package let createdAt: Date
        package let isOperational: Bool

        /// Under which name its key is kept.
        fileprivate var keyName: String {
            isOperational ? Outbox.operationalName(ID(application)) : ID<Draft>(subject).description
        }
    }

    static func heading(_ row: Row) throws -> Heading {
        Heading(
            id: try row.id("id"), application: try row.id("application_id", of: Draft.self).uuid,
            subject: try row.id("subject", of: Draft.self).uuid,
            subjectSequence: try row.int("subject_sequence"), position: try row.int("log_position"),
            type: try row.text("type"), createdAt: try row.date("created_ms"),
            isOperational: try row.bool("is_operational"))
    }

    // MARK: Reading

    /// One event with its body opened.
    /// - Returns: nil where the event, or the key of its subject, is gone.
    package func event(_ id: ID<Event>, in transaction: some Transaction) throws -> Event? {
        try transaction.row(
            """
            SELECT id, application_id, subject, subject_sequence, log_position, type, created_ms, is_operational, body
              FROM event
             WHERE id = \(id)
            """
        ).flatMap { try event($0, in: transaction) }
    }

    /// - Returns: nil where the key of its subject is gone.
    func event(_ row: Row, in transaction: some Transaction) throws -> Event? {
        let heading = try Self.heading(row)
        guard let key = try key(of: heading, in: transaction) else { return nil }
        return Event(
            id: heading.id, application: heading.application, subject: heading.subject,
            subjectSequence: heading.subjectSequence, position: heading.position, type: heading.type,
            createdAt: heading.createdAt, body: try key.open(try row.data("body"), as: "event.body/\(heading.id)"))
    }

    /// Whether the body can still be opened.
    package func isReadable(_ heading: Heading, in transaction: some Transaction) throws -> Bool {
        try key(of: heading, in: transaction) != nil
    }

    private func key(of heading: Heading, in transaction: some Transaction) throws -> DataKey? {
        do {
            return try keys.key(of: heading.keyName, in: transaction)
        } catch VaultError.erased {
            return nil
        }
    }
}
