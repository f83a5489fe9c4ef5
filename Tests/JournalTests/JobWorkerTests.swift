import Database
import DatabaseSQLite
import Foundation
import Journal
import Kernel
import ServiceLifecycle
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A job worker` {
    private let kind = Job.Kind(rawValue: "check")

    /// A running worker, and a stream of the subjects it has done.
    private func run(
        _ home: TestDatabase, _ queue: JobQueue, _ clock: ManualClock,
        while body: (inout AsyncStream<String>.Iterator) async throws -> Void
    ) async throws {
        let (stream, done) = AsyncStream.makeStream(of: String.self)
        let worker = JobWorker(
            queue: queue, database: home.database,
            handlers: [
                kind: { job in
                    done.yield(job.subject)
                    return .done
                }
            ], clock: clock, logger: silentLogger)
        var iterator = stream.makeAsyncIterator()
        let running = Task { try await worker.run() }
        try await body(&iterator)
        running.cancel()
        _ = await running.result
    }

    private func enqueue(_ home: TestDatabase, _ queue: JobQueue, _ clock: ManualClock, _ subject: String) async throws
    {
        try await home.database.write { try queue.enqueue(kind, about: subject, at: clock.now, in: $0) }
    }

    @Test func `does what waits when it starts, and what it is woken for`() async throws {
        let home = try await TestDatabase()
        let (queue, clock) = (JobQueue(), ManualClock())
        try await enqueue(home, queue, clock, "before")
        try await run(home, queue, clock) { done in
            #expect(await done.next() == "before")
            try await enqueue(home, queue, clock, "woken")
            queue.wake()
            #expect(await done.next() == "woken")
        }
    }

    @Test func `looks by itself every second`() async throws {
        let home = try await TestDatabase()
        let (queue, clock) = (JobQueue(), ManualClock())
        try await enqueue(home, queue, clock, "before")
        try await run(home, queue, clock) { done in
            #expect(await done.next() == "before")
            try await enqueue(home, queue, clock, "found")
            await clock.waitForSleeper()
            clock.advance(by: 1)
            #expect(await done.next() == "found")
        }
    }
}
