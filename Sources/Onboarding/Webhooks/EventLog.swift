import Database
package import Foundation
package import Journal
package import Kernel

/// The log of events as its application reads it. Nothing is lost after the last attempt: what no receiver took is read
/// here, and from here it is sent again.
package struct EventLog: Sendable {
    let parts: WebhookParts
    let queue: JobQueue
    private let verifications: Verifications
    private let cursors: EventCursor

    package init(_ parts: WebhookParts, verifications: Verifications, queue: JobQueue) {
        self.parts = parts
        self.verifications = verifications
        self.queue = queue
        cursors = EventCursor(master: parts.master)
    }

    // MARK: Reading the log

    /// What a reader asks for.
    package struct Query: Sendable {
        /// `next` of the page before; nil for the beginning.
        package let after: String?
        package let limit: Int
        package let subject: UUID?
        package let types: Set<String>

        package init(
            after: String? = nil, limit: Int = EventLogLimits.usualPage, subject: UUID? = nil, types: Set<String> = []
        ) {
            self.after = after
            self.limit = limit
            self.subject = subject
            self.types = types
        }
    }

    package struct Page: Sendable {
        package let events: [(event: Event, cursor: String)]
        /// Where the reader goes on: there always is such a place.
        package let next: String
        /// Whether there is more already. A page without events may have more behind it.
        package let hasMore: Bool
    }

    /// - Throws: `EventLogError.notValid` for a cursor that was not given out, or that a restored log does not reach.
    package func read(_ query: Query, by caller: Caller) async throws -> Page {
        let application = caller.application
        var after = 0
        if let text = query.after {
            guard let position = cursors.position(text, of: application) else { throw EventLogError.badCursor }
            after = position
        }
        let asked = Outbox.LogQuery(
            application: application.uuid, after: after, limit: query.limit, subject: query.subject,
            types: query.types)
        let page = try await parts.database.read { [outbox = parts.outbox] in try outbox.page(asked, in: $0) }
        guard after <= page.end else { throw EventLogError.badCursor }
        try await note(page.events.count, of: application.description, by: caller)
        return Page(
            events: page.events.map { ($0, cursors.text($0.position, of: application)) },
            next: cursors.text(page.reached, of: application), hasMore: page.reached < page.end)
    }

    /// The bytes of one event, as every receiver gets them.
    package func body(of id: ID<Event>, for caller: Caller) async throws -> Data {
        let found = try await parts.database.read { [outbox = parts.outbox] in try outbox.event(id, in: $0) }
        guard let event = found, event.application == caller.application.uuid else {
            throw EventLogError.eventNotFound
        }
        try await note(1, of: id.description, by: caller)
        return event.body
    }

    /// An event of a verification and when the first receiver took it; nil while none has.
    package struct Told: Sendable {
        package let event: Event
        package let deliveredAt: Date?
    }

    /// Contract § 4.5: the newest events of one verification, in their order. Events whose payload the caller's scopes
    /// do not open are left out.
    package func history(of id: ID<Verification>, for caller: Caller) async throws -> [Told] {
        let opensKyc = Permission.readIdentifications.isGranted(to: caller)
        let told = try await parts.database.read { [parts, verifications] transaction in
            _ = try verifications.find(id, of: caller.application, in: transaction)
            let query = Outbox.LogQuery(
                application: caller.application.uuid, after: 0, limit: EventLogLimits.history, subject: id.uuid)
            let events = try parts.outbox.newest(query, in: transaction)
                .filter { opensKyc || $0.type.hasPrefix("IdentityVerification.") }
            let taken = try DeliveryHistoryStore(transaction).firstDelivered(events.map(\.id))
            return events.map { Told(event: $0, deliveredAt: taken[$0.id]) }
        }
        try await note(told.count, of: id.description, by: caller)
        return told
    }

    /// Who has read how many events. A reader that found nothing has read nothing: one that asks every second would
    /// otherwise fill the log with its asking.
    private func note(_ count: Int, of subject: String, by caller: Caller) async throws {
        guard count > 0 else { return }
        let record = AuditLog.Record(
            "events.read", to: subject, by: .client(caller.clientID), detail: ["count": "\(count)"])
        try await parts.database.write { [now = parts.clock.now] in try AuditLog.append(record, at: now, in: $0) }
    }

    // MARK: Deliveries

    /// - Parameter state: nil for every state.
    /// - Returns: newest first.
    package func deliveries(
        to id: ID<WebhookSubscription>, of application: ID<Application>, _ query: DeliveryQuery
    ) async throws -> [DeliveryRecord] {
        try await parts.database.read { [self] transaction in
            _ = try subscription(id, of: application, in: transaction)
            let found = try DeliveryHistoryStore(transaction).deliveries(to: id, query)
            let headings = try parts.outbox.headings(found.map(\.event), in: transaction)
            return found.compactMap { row in
                headings[row.event].map { DeliveryRecord(row: row, heading: $0) }
            }
        }
    }

    /// One delivery with every attempt, in order.
    package func delivery(
        _ id: ID<WebhookDelivery>, to subscription: ID<WebhookSubscription>, of application: ID<Application>
    ) async throws -> (record: DeliveryRecord, attempts: [NumberedAttempt]) {
        try await parts.database.read { [self] transaction in
            _ = try self.subscription(subscription, of: application, in: transaction)
            let store = DeliveryHistoryStore(transaction)
            guard let row = try store.delivery(id), row.subscription == subscription,
                let heading = try parts.outbox.headings([row.event], in: transaction)[row.event]
            else { throw EventLogError.deliveryNotFound }
            return (DeliveryRecord(row: row, heading: heading), try store.attempts(of: id))
        }
    }

    func subscription(
        _ id: ID<WebhookSubscription>, of application: ID<Application>, in transaction: some Transaction
    ) throws -> WebhookSubscription {
        guard let found = try WebhookStore(transaction, parts.master).subscription(id),
            found.application == application
        else { throw WebhookError.notFound }
        return found
    }
}
