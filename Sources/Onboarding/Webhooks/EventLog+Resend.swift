package import Database
import Foundation
package import Journal
package import Kernel

/// What is sent once more. The event keeps its id and its bytes.
extension EventLog {
    /// Sends one event again: to one receiver, or to all that were to be told of it.
    /// - Returns: how many deliveries are due now.
    package func redeliver(
        _ id: ID<Event>, to receiver: ID<WebhookSubscription>?, of application: ID<Application>, by actor: Actor,
        in transaction: some Transaction
    ) throws -> Int {
        let now = parts.clock.now
        guard let heading = try parts.outbox.headings([id], in: transaction)[id],
            heading.application == application.uuid, try parts.outbox.isReadable(heading, in: transaction)
        else { throw EventLogError.eventNotFound }
        let store = ResendStore(transaction)
        let receivers: Set<ID<WebhookSubscription>>
        if let receiver {
            receivers = [try subscription(receiver, of: application, in: transaction).id]
        } else {
            let subscribed = try WebhookStore(transaction, parts.master).receivers(of: heading)
            receivers = Set(subscribed).union(try store.receivers(of: id))
        }
        var count = 0
        for receiver in receivers where try store.resend(heading, to: receiver, at: now) { count += 1 }
        try AuditLog.append(
            .init(
                "webhook.redelivered", to: id.description, by: actor,
                detail: ["deliveries": "\(count)", "subscription": receiver?.description ?? "all"]), at: now,
            in: transaction)
        return count
    }

    /// Begins to send a receiver a span of the log once more. The job that does it stands in the same transaction: it
    /// goes on where it was, whenever the machine stops.
    package func replay(
        _ request: WebhookReplay.Request, to receiver: ID<WebhookSubscription>, of application: ID<Application>,
        by actor: Actor, in transaction: some Transaction
    ) throws -> ID<WebhookReplay> {
        let now = parts.clock.now
        try request.check(at: now)
        let subscription = try subscription(receiver, of: application, in: transaction)
        let store = ResendStore(transaction)
        if try store.isAnyRunning(to: receiver) { throw EventLogError.replayRunning }
        let types = request.types.isEmpty ? subscription.types : request.types
        let replay = WebhookReplay(
            id: .new(at: now), subscription: receiver, from: request.from, to: min(request.to ?? now, now),
            types: types, onlyFailed: request.onlyFailed, reached: .init(at: request.from, position: 0),
            deliveries: 0, createdAt: now, endedAt: nil)
        try store.insert(replay)
        try queue.enqueue(Self.replayJob, about: replay.id.description, at: now, in: transaction)
        try AuditLog.append(
            .init(
                "webhook.replayStarted", to: receiver.description, by: actor,
                detail: ["replay": replay.id.description, "onlyFailed": "\(request.onlyFailed)"]), at: now,
            in: transaction)
        return replay.id
    }

    package func replay(
        _ id: ID<WebhookReplay>, to receiver: ID<WebhookSubscription>, of application: ID<Application>
    ) async throws -> WebhookReplay {
        try await parts.database.read { [self] transaction in
            _ = try subscription(receiver, of: application, in: transaction)
            guard let replay = try ResendStore(transaction).replay(id), replay.subscription == receiver else {
                throw EventLogError.replayNotFound
            }
            return replay
        }
    }

    /// Says that there is something to send, after the commit.
    package func wake() { queue.wake() }

    // MARK: The job

    package static let replayJob = Job.Kind(rawValue: "webhook.replay")

    package var handlers: [Job.Kind: JobWorker.Handler] {
        [Self.replayJob: { [self] job in try await step(job) }]
    }

    /// One batch, in a transaction of its own: other writers come in between, and a batch that was cut off is done
    /// again or was never done. The next batch is a job of its own, written with this one.
    private func step(_ job: Job) async throws -> JobOutcome {
        guard let id = ID<WebhookReplay>(job.subject) else { return .done }
        try await parts.database.write { [self] transaction in
            let now = parts.clock.now
            guard let seconds = try step(id, at: now, in: transaction) else { return }
            try queue.enqueue(
                Self.replayJob, about: job.subject, at: now.addingTimeInterval(seconds), in: transaction)
        }
        wake()
        return .done
    }

    /// - Returns: when the next batch is due; nil where there is none.
    private func step(_ id: ID<WebhookReplay>, at now: Date, in transaction: some Transaction) throws -> Double? {
        let store = ResendStore(transaction)
        guard let replay = try store.replay(id), replay.endedAt == nil else { return nil }
        guard let receiver = try WebhookStore(transaction, parts.master).subscription(replay.subscription) else {
            try store.end(id, at: now)
            return nil
        }
        let limit = EventLogLimits.replayBacklog
        guard try store.waiting(for: receiver.id, atMost: limit) < limit else {
            return EventLogLimits.backlogWaitSeconds
        }
        let found = try parts.outbox.headings(
            of: receiver.application.uuid, after: replay.reached, until: replay.to,
            limit: EventLogLimits.replayBatch, in: transaction)
        var count = 0
        for (index, event) in found.enumerated() {
            // A millisecond apart, so that they are claimed in their order.
            let due = now.addingTimeInterval(Double(index - found.count) / 1000)
            if try send(event, in: replay, with: store, at: due, transaction) { count += 1 }
        }
        if let last = found.last {
            try store.advance(id, to: .init(at: last.createdAt, position: last.position), deliveries: count)
        }
        guard found.count < EventLogLimits.replayBatch else { return 0 }
        try store.end(id, at: now)
        try AuditLog.append(
            .init(
                "webhook.replayEnded", to: receiver.id.description, by: .system,
                detail: ["replay": id.description, "deliveries": "\(replay.deliveries + count)"]), at: now,
            in: transaction)
        return nil
    }

    private func send(
        _ event: Outbox.Heading, in replay: WebhookReplay, with store: ResendStore, at now: Date,
        _ transaction: some Transaction
    ) throws -> Bool {
        guard WebhookSubscription.wants(event.type, of: replay.types),
            try parts.outbox.isReadable(event, in: transaction)
        else { return false }
        return replay.onlyFailed
            ? try store.resendFailed(event, to: replay.subscription, at: now)
            : try store.resend(event, to: replay.subscription, at: now)
    }
}
