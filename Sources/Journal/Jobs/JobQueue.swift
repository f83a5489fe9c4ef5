package import Database
package import Foundation
import Kernel
import Synchronization

/// The jobs of the house in the table `job`: enqueued in the caller's transaction, claimed by lease in one statement.
package final class JobQueue: Sendable {
    package enum Limits {
        /// A worker that holds a job for longer is taken for dead.
        package static let leaseSeconds: Double = 120
        /// After so many beginnings a job is set aside, and the log says so.
        package static let attempts = 12
        /// Wait before the next try: doubled each time, up to the last of these seconds.
        package static let firstRetrySeconds: Double = 1
        package static let lastRetrySeconds: Double = 600
    }

    private let wakers = Mutex<[AsyncStream<Void>.Continuation]>([])

    package init() {}

    package func enqueue(
        _ kind: Job.Kind, about subject: String, at due: Date, in transaction: some Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO job (id, kind, subject, state, due_ms, attempts, lease_until_ms)
            VALUES (\(ID<Job>.new(at: due)), \(kind.rawValue), \(subject), 'waiting', \(due), 0, NULL)
            ON CONFLICT (kind, subject) WHERE state = 'waiting'
            DO UPDATE SET due_ms = CASE WHEN excluded.due_ms < job.due_ms THEN excluded.due_ms ELSE job.due_ms END
            """)
    }

    /// Says that there may be work now; to be called after the commit. A worker also looks by itself every second, so
    /// that a call that is lost, or made in another process, delays nothing for long.
    package func wake() {
        wakers.withLock { $0.forEach { $0.yield() } }
    }

    /// A signal for each `wake()`; signals that nobody waits for melt into one.
    package func signals() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        wakers.withLock { $0.append(continuation) }
        return stream
    }

    func claim(_ kinds: [Job.Kind], at now: Date, in transaction: some Transaction) throws -> Job? {
        let lease = now.addingTimeInterval(Limits.leaseSeconds)
        let claimed = try transaction.row(
            """
            UPDATE job
               SET state = 'running', lease_until_ms = \(lease), attempts = attempts + 1
             WHERE id = (SELECT id FROM job
                          WHERE kind IN (\(list: kinds.map(\.rawValue)))
                            AND (state = 'waiting' AND due_ms <= \(now)
                                 OR state = 'running' AND lease_until_ms < \(now))
                          ORDER BY due_ms
                          LIMIT 1)
            RETURNING id, kind, subject, attempts
            """)
        return try claimed.map { row in
            Job(
                id: try row.id("id"), kind: Job.Kind(rawValue: try row.text("kind")),
                subject: try row.text("subject"), attempt: try row.int("attempts"))
        }
    }

    func finish(_ job: Job, in transaction: some Transaction) throws {
        try transaction.execute("DELETE FROM job WHERE id = \(job.id) AND state = 'running'")
    }

    /// Puts a job back for a later try; one that was tried too often is set aside.
    /// - Returns: false where it was set aside.
    func retry(_ job: Job, afterSeconds: Double?, at now: Date, in transaction: some Transaction) throws -> Bool {
        let isOver = afterSeconds == nil && job.attempt >= Limits.attempts
        let doubled = Limits.firstRetrySeconds * pow(2, Double(job.attempt - 1))
        let due = now.addingTimeInterval(afterSeconds ?? min(doubled, Limits.lastRetrySeconds))
        // A twin may have been enqueued meanwhile: it does the work, and this one goes.
        let twin = try transaction.row(
            """
            SELECT id FROM job WHERE kind = \(job.kind.rawValue) AND subject = \(job.subject) AND state = 'waiting'
            """)
        if twin != nil {
            try finish(job, in: transaction)
        } else {
            try transaction.execute(
                """
                UPDATE job
                   SET state = \(isOver ? "parked" : "waiting"), due_ms = \(due), lease_until_ms = NULL
                 WHERE id = \(job.id)
                """)
        }
        return !isOver
    }

    /// Jobs that a process before this one had begun are free again. Only for the one process that holds the lock of an
    /// embedded database: elsewhere the lease decides.
    package func releaseAll(in transaction: some Transaction) throws {
        try transaction.execute(
            """
            DELETE FROM job
             WHERE state = 'running'
               AND EXISTS (SELECT 1 FROM job AS twin
                            WHERE twin.kind = job.kind AND twin.subject = job.subject AND twin.state = 'waiting')
            """)
        try transaction.execute("UPDATE job SET state = 'waiting', lease_until_ms = NULL WHERE state = 'running'")
    }

    /// How many jobs wait or run, and how many were set aside: for the health page.
    package func counts(in transaction: some Transaction) throws -> (open: Int, parked: Int) {
        let row = try transaction.row(
            """
            SELECT COUNT(CASE WHEN state <> 'parked' THEN 1 END) AS open,
                   COUNT(CASE WHEN state = 'parked' THEN 1 END) AS parked
              FROM job
            """)
        return (try row?.int("open") ?? 0, try row?.int("parked") ?? 0)
    }
}
