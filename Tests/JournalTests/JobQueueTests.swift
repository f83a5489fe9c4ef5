import Database
import DatabaseSQLite
import Foundation
import Journal
import Kernel
import Synchronization
import TestKit
import Testing

@Suite struct `The job queue` {
    private let clock = ManualClock()
    private let queue = JobQueue()
    private let kind = Job.Kind(rawValue: "check")

    private func enqueue(_ home: TestDatabase, _ subject: String = "s", kind: String = "check", in seconds: Double = 0)
        async throws
    {
        try await home.database.write { [queue, clock] in
            try queue.enqueue(Job.Kind(rawValue: kind), about: subject, at: clock.now + seconds, in: $0)
        }
    }

    private func counts(_ home: TestDatabase) async throws -> [Int] {
        try await home.database.read { [queue] in
            let counts = try queue.counts(in: $0)
            return [counts.open, counts.parked]
        }
    }

    private func worker(_ home: TestDatabase, _ handler: @escaping JobWorker.Handler) -> JobWorker {
        JobWorker(
            queue: queue, database: home.database, handlers: [kind: handler], clock: clock, logger: silentLogger)
    }

    @Test func `has one job where the same is enqueued twice, due at the earlier time`() async throws {
        let home = try await TestDatabase()
        try await enqueue(home, in: 100)
        try await enqueue(home, in: 10)
        try await enqueue(home, in: 50)
        #expect(try await counts(home) == [1, 0])
        let done = Tally()
        let worker = worker(home) { _ in
            done.add()
            return .done
        }
        clock.advance(by: 9)
        await worker.drain()
        #expect(done.count == 0)
        clock.advance(by: 1)
        await worker.drain()
        #expect(done.count == 1)
        #expect(try await counts(home) == [0, 0])
    }

    @Test func `has a job for each subject and each kind`() async throws {
        let home = try await TestDatabase()
        try await enqueue(home, "a")
        try await enqueue(home, "b")
        try await enqueue(home, "a", kind: "other")
        #expect(try await counts(home) == [3, 0])
        let done = Mutex<[String]>([])
        await worker(home) { job in
            done.withLock { $0.append(job.subject) }
            return .done
        }.drain()
        #expect(done.withLock { $0.sorted() } == ["a", "b"])
        #expect(try await counts(home) == [1, 0])
    }

    @Test func `takes the job that has waited longest first`() async throws {
        let home = try await TestDatabase()
        for (subject, seconds) in [("c", -1.0), ("a", -3), ("b", -2)] { try await enqueue(home, subject, in: seconds) }
        let order = Mutex<[String]>([])
        await worker(home) { job in
            order.withLock { $0.append(job.subject) }
            return .done
        }.drain()
        #expect(order.withLock { $0 } == ["a", "b", "c"])
    }

    @Test func `gives a job to one worker until its lease runs out`() async throws {
        let home = try await TestDatabase()
        try await enqueue(home)
        let attempts = Mutex<[Int]>([])
        let other = worker(home) { job in
            attempts.withLock { $0.append(job.attempt) }
            return .done
        }
        // While the first worker still holds the job, the second looks for it: at once, at the end of the lease, and
        // after it.
        let first = worker(home) { [clock] job in
            attempts.withLock { $0.append(job.attempt) }
            await other.drain()
            clock.advance(by: JobQueue.Limits.leaseSeconds)
            await other.drain()
            #expect(attempts.withLock { $0 } == [1])
            clock.advance(by: 1)
            await other.drain()
            return .done
        }
        await first.drain()
        #expect(attempts.withLock { $0 } == [1, 2])
        #expect(try await counts(home) == [0, 0])
    }

    @Test func `gives each job to one of many workers`() async throws {
        let home = try await TestDatabase()
        for number in 0..<40 { try await enqueue(home, "s\(number)") }
        let seen = Mutex<[String: Int]>([:])
        let one = worker(home) { job in
            seen.withLock { $0[job.subject, default: 0] += 1 }
            return .done
        }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { await one.drain() } }
        }
        #expect(seen.withLock { $0.count } == 40)
        #expect(seen.withLock { $0.values.allSatisfy { $0 == 1 } })
    }

    @Test func `tries again after a wait that doubles, and sets aside what never succeeds`() async throws {
        struct Broken: Error {}
        let home = try await TestDatabase()
        try await enqueue(home)
        let done = Tally()
        let worker = worker(home) { _ in
            done.add()
            throw Broken()
        }
        await worker.drain()
        for attempt in 1..<JobQueue.Limits.attempts {
            #expect(done.count == attempt)
            let wait = min(pow(2, Double(attempt - 1)), JobQueue.Limits.lastRetrySeconds)
            clock.advance(by: wait - 0.01)
            await worker.drain()
            #expect(done.count == attempt, "it came before \(wait) s were over")
            clock.advance(by: 0.02)
            await worker.drain()
        }
        #expect(done.count == JobQueue.Limits.attempts)
        #expect(try await counts(home) == [0, 1])
        clock.advance(by: 1_000_000)
        await worker.drain()
        #expect(done.count == JobQueue.Limits.attempts)
    }

    @Test func `waits as long as the handler says, without an end`() async throws {
        let home = try await TestDatabase()
        try await enqueue(home)
        let done = Tally()
        let worker = worker(home) { _ in
            done.add()
            return .again(afterSeconds: 30)
        }
        for attempt in 1...JobQueue.Limits.attempts + 3 {
            await worker.drain()
            #expect(done.count == attempt)
            clock.advance(by: 29)
            await worker.drain()
            #expect(done.count == attempt)
            clock.advance(by: 1)
        }
        #expect(try await counts(home) == [1, 0])
    }

    @Test func `gives way to a twin that was enqueued meanwhile`() async throws {
        let home = try await TestDatabase()
        try await enqueue(home)
        let attempts = Mutex<[Int]>([])
        await worker(home) { job in
            attempts.withLock { $0.append(job.attempt) }
            if attempts.withLock({ $0.count }) > 1 { return .done }
            try await enqueue(home)
            return .again(afterSeconds: 100)
        }.drain()
        // The twin is a new job, due at once.
        #expect(attempts.withLock { $0 } == [1, 1])
        #expect(try await counts(home) == [0, 0])
    }

    @Test func `keeps what is enqueued while the same is being done`() async throws {
        let home = try await TestDatabase()
        try await enqueue(home)
        let done = Tally()
        await worker(home) { _ in
            if done.add() == 1 { try await enqueue(home) }
            return .done
        }.drain()
        #expect(done.count == 2)
    }

    @Test(arguments: [false, true])
    func `frees what a process before had begun`(_ hasTwin: Bool) async throws {
        let home = try await TestDatabase()
        try await enqueue(home)
        let begun = try await home.database.write { [clock] in
            try $0.execute("UPDATE job SET state = 'running', attempts = 1, lease_until_ms = \(clock.now + 100)")
        }
        #expect(begun == 1)
        if hasTwin { try await enqueue(home) }
        let done = Tally()
        let worker = worker(home) { _ in
            done.add()
            return .done
        }
        if !hasTwin {
            await worker.drain()
            #expect(done.count == 0)
        }
        try await home.database.write { [queue] in try queue.releaseAll(in: $0) }
        await worker.drain()
        #expect(done.count == 1)
        #expect(try await counts(home) == [0, 0])
    }

    @Test func `has no job of a change that was undone`() async throws {
        struct Undone: Error {}
        let home = try await TestDatabase()
        await #expect(throws: Undone.self) {
            try await home.database.write { [queue, kind, clock] transaction in
                try queue.enqueue(kind, about: "s", at: clock.now, in: transaction)
                throw Undone()
            }
        }
        #expect(try await counts(home) == [0, 0])
    }

    /// Every claim looks for what is due: it must not read the whole table for it.
    @Test func `finds due jobs by an index`() async throws {
        let home = try await TestDatabase()
        let plan = try await home.database.read { transaction in
            try transaction.rows(
                """
                EXPLAIN QUERY PLAN
                SELECT id FROM job
                 WHERE state = 'waiting' AND due_ms <= \(0) OR state = 'running' AND lease_until_ms < \(0)
                 LIMIT 1
                """
            ).map { try $0.text("detail") }
        }
        #expect(plan.contains { $0.contains("job_due") })
        #expect(!plan.contains { $0.hasPrefix("SCAN") })
    }
}
