package import Database
package import Foundation
package import Kernel

/// The events of one application as a log that can be read from any place on.
///
/// An id, or a time, is taken before its commit: who reads on from the newest of them misses what was begun earlier and
/// committed later. A position is taken in the order of the commits, so that nothing ever appears before one that was
/// read.
extension Outbox {
    package enum LogLimits {
        /// So many positions one page looks through, however few of them are asked for.
        package static let window = 10_000
    }

    /// What is asked of the log.
    package struct LogQuery: Sendable {
        package let application: UUID
        /// The last position that is not wanted any more; 0 for the beginning.
        package let after: Int
        package let limit: Int
        package let subject: UUID?
        /// Empty for every type.
        package let types: Set<String>

        package init(application: UUID, after: Int, limit: Int, subject: UUID? = nil, types: Set<String> = []) {
            self.application = application
            self.after = after
            self.limit = limit
            self.subject = subject
            self.types = types
        }
    }

    package struct LogPage: Sendable {
        /// In the order of their positions. Those whose subject's key is gone are not among them.
        package let events: [Event]
        /// The next page begins after this position.
        package let reached: Int
        /// The position of the newest event there is.
        package let end: Int
    }

    package func page(_ query: LogQuery, in transaction: some Transaction) throws -> LogPage {
        let end = try self.end(of: query.application, in: transaction)
        let window = min(end, query.after + LogLimits.window)
        // A subject's events are few and have an index: there is nothing to look through.
        let last = query.subject == nil ? window : end
        let ofSubject: SQL = query.subject.map { "AND subject = \(ID<Draft>($0))" } ?? ""
        let ofTypes: SQL = query.types.isEmpty ? "" : "AND type IN (\(list: query.types.sorted()))"
        let rows = try transaction.rows(
            """
            SELECT id, application_id, subject, subject_sequence, log_position, type, created_ms, is_operational, body
              FROM event
             WHERE application_id = \(ID<Draft>(query.application))
               \(ofSubject)
               AND log_position > \(query.after)
               AND log_position <= \(last)
               \(ofTypes)
             ORDER BY log_position
             LIMIT \(query.limit)
            """)
        let isFull = rows.count == query.limit
        return LogPage(
            events: try rows.compactMap { try event($0, in: transaction) },
            reached: isFull ? try rows.last?.int("log_position") ?? last : max(last, query.after), end: end)
    }

    /// The newest events that the query asks for, in the order of their positions.
    package func newest(_ query: LogQuery, in transaction: some Transaction) throws -> [Event] {
        let ofSubject: SQL = query.subject.map { "AND subject = \(ID<Draft>($0))" } ?? ""
        let rows = try transaction.rows(
            """
            SELECT id, application_id, subject, subject_sequence, log_position, type, created_ms, is_operational, body
              FROM event
             WHERE application_id = \(ID<Draft>(query.application))
               \(ofSubject)
             ORDER BY log_position DESC
             LIMIT \(query.limit)
            """)
        return try rows.reversed().compactMap { try event($0, in: transaction) }
    }

    /// The position of an application's newest event; 0 where it has none.
    package func end(of application: UUID, in transaction: some Transaction) throws -> Int {
        let row = try transaction.row(
            "SELECT last FROM event_counter WHERE application_id = \(ID<Draft>(application))")
        return try row?.int("last") ?? 0
    }

    /// Those of the events that there are, by their ids.
    package func headings(_ ids: [ID<Event>], in transaction: some Transaction) throws -> [ID<Event>: Heading] {
        let rows = try transaction.rows(
            """
            SELECT id, application_id, subject, subject_sequence, log_position, type, created_ms, is_operational
              FROM event
             WHERE id IN (\(list: ids))
            """)
        return Dictionary(try rows.map(Self.heading).map { ($0.id, $0) }) { first, _ in first }
    }

    /// A place in the order of time; position decides between events of one moment.
    package struct Moment: Sendable {
        package let at: Date
        package let position: Int

        package init(at: Date, position: Int) {
            self.at = at
            self.position = position
        }
    }

    /// Events of a span of time, oldest first: those after `start`, up to and with the moment `end`.
    package func headings(
        of application: UUID, after start: Moment, until end: Date, limit: Int, in transaction: some Transaction
    ) throws -> [Heading] {
        try transaction.rows(
            """
            SELECT id, application_id, subject, subject_sequence, log_position, type, created_ms, is_operational
              FROM event
             WHERE application_id = \(ID<Draft>(application))
               AND (created_ms, log_position) > (\(start.at), \(start.position))
               AND created_ms <= \(end)
             ORDER BY created_ms, log_position
             LIMIT \(limit)
            """
        ).map(Self.heading)
    }
}
