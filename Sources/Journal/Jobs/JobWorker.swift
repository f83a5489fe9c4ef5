package import Database
import Foundation
package import Kernel
package import Logging
import ServiceLifecycle

/// Takes jobs of its kinds, one after another, until it is told to stop. Several run side by side.
package struct JobWorker: ServiceLifecycle.Service {
    package typealias Handler = @Sendable (Job) async throws -> JobOutcome

    private let queue: JobQueue
    private let database: any Database
    private let handlers: [Job.Kind: Handler]
    private let clock: any WallClock
    private let logger: Logger

    package init(
        queue: JobQueue, database: any Database, handlers: [Job.Kind: Handler], clock: any WallClock, logger: Logger
    ) {
        self.queue = queue
        self.database = database
        self.handlers = handlers
        self.clock = clock
        self.logger = logger
    }

    package func run() async throws {
        let signals = queue.signals()
        let ticks = AsyncStream<Void> { try? await clock.sleep(seconds: 1) }
        try await cancelWhenGracefulShutdown {
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (wakeUps, waker) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
                group.addTask { for await _ in signals { waker.yield() } }
                group.addTask { for await _ in ticks where !Task.isCancelled { waker.yield() } }
                group.addTask {
                    await drain()
                    for await _ in wakeUps where !Task.isCancelled { await drain() }
                }
                try await group.next()
                group.cancelAll()
            }
        }
    }

    /// Does all that is due. Package-wide so that a test can do it without waiting.
    package func drain() async {
        while !Task.isCancelled {
            do {
                guard try await takeOne() else { return }
            } catch {
                logger.error("the job queue did not answer", metadata: ["error": "\(type(of: error))"])
                return
            }
        }
    }

    private func takeOne() async throws -> Bool {
        let now = clock.now
        let kinds = Array(handlers.keys)
        // Most looks find nothing: they read, and leave the writing connection to those who have something to write.
        let mayBeDue = try await database.read { transaction in
            try transaction.row(
                """
                SELECT id FROM job
                 WHERE state = 'waiting' AND due_ms <= \(now) OR state = 'running' AND lease_until_ms < \(now)
                 LIMIT 1
                """) != nil
        }
        guard mayBeDue else { return false }
        let claimed = try await database.write { [queue] in try queue.claim(kinds, at: now, in: $0) }
        guard let job = claimed, let handler = handlers[job.kind] else { return false }
        await run(job, with: handler)
        return true
    }

    private func run(_ job: Job, with handler: Handler) async {
        var outcome = JobOutcome.again(afterSeconds: nil)
        do {
            outcome = try await handler(job)
        } catch is CancellationError {
            outcome = .again(afterSeconds: 0)
        } catch {
            logger.warning(
                "a job failed and will be tried again",
                metadata: [
                    "kind": "\(job.kind.rawValue)", "job": "\(job.id)", "attempt": "\(job.attempt)",
                    "error": "\(type(of: error))",
                ])
        }
        await settle(job, outcome)
    }

    private func settle(_ job: Job, _ outcome: JobOutcome) async {
        let now = clock.now
        do {
            let stays = try await database.write { [queue] transaction in
                switch outcome {
                case .done:
                    try queue.finish(job, in: transaction)
                    return true
                case .again(let seconds):
                    return try queue.retry(job, afterSeconds: seconds, at: now, in: transaction)
                }
            }
            if !stays {
                logger.error(
                    "a job was set aside after too many attempts",
                    metadata: ["kind": "\(job.kind.rawValue)", "job": "\(job.id)"])
            }
        } catch {
            // The lease runs out and the job is taken again.
            logger.error("a job's end could not be written", metadata: ["job": "\(job.id)"])
        }
    }
}
