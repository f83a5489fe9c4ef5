import Database
import Foundation
import GRDB
import Synchronization

/// Threads that read, each with a connection of its own, one waiting body after another.
///
/// Handing a read to the pool costs several changes of threads, more than most reads themselves. A thread that finds
/// the next body waiting changes none; one that finds nothing sleeps until it is woken. Every body has a transaction of
/// its own, begun when it runs: it sees all that was committed before it was asked for.
final class ReaderThreads: Sendable {
    private typealias Body = @Sendable (Result<Connection, any Error>) -> Void

    private struct Line: Sendable {
        var waiting: [Body] = []
        /// Where the next body stands: taking from the front would move all the others each time.
        var next = 0
        var isClosed = false

        mutating func take() -> Body? {
            guard next < waiting.count else { return nil }
            defer {
                next += 1
                if next == waiting.count {
                    waiting.removeAll(keepingCapacity: true)
                    next = 0
                }
            }
            return waiting[next]
        }
    }

    private let line = Mutex(Line())
    /// One signal a body, and one a thread at the end.
    private let signals = DispatchSemaphore(value: 0)
    private let count: Int

    init(pool: DatabasePool, count: Int) {
        self.count = count
        for number in 1...count {
            let thread = Thread { [self] in serve(over: pool) }
            thread.name = "couth.reader.\(number)"
            thread.start()
        }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (any HouseTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = line.withLock { line in
                guard !line.isClosed else { return false }
                line.waiting.append { connection in
                    continuation.resume(with: Result { try Self.inTransaction(try connection.get(), body) })
                }
                return true
            }
            guard isTaken else { return continuation.resume(throwing: HouseError.closed) }
            signals.signal()
        }
    }

    /// Lets the threads end; what waits is read before.
    func close() {
        let isFirst = line.withLock { line in
            defer { line.isClosed = true }
            return !line.isClosed
        }
        guard isFirst else { return }
        for _ in 0..<count { signals.signal() }
    }

    private func serve(over pool: DatabasePool) {
        do {
            try pool.unsafeRead { connection in drain(.success(connection)) }
        } catch {
            // No connection was to be had: those who wait are told so, now and as long as the database is open.
            drain(.failure(error))
        }
    }

    /// Runs bodies until the line is closed and empty.
    private func drain(_ connection: Result<Connection, any Error>) {
        while true {
            signals.wait()
            guard let body = line.withLock({ $0.take() }) else { return }
            body(connection)
        }
    }

    private static func inTransaction<Value>(
        _ connection: Connection, _ body: (any HouseTransaction) throws -> Value
    ) throws -> Value {
        var value: Value?
        try connection.inTransaction(.deferred) {
            value = try SQLiteTransaction.run(on: connection, body)
            return .commit
        }
        // The transaction ended well, so its body returned a value.
        return value!
    }
}
