import Database
import Foundation
import GRDB
import Synchronization

/// Gathers writes that wait at the same time into one commit: with `synchronous=FULL` a commit costs a flush of the
/// disk, and a flush shared by many costs each of them little.
///
/// Each body runs in a savepoint of its own: one that throws is undone alone. All are acknowledged only after the
/// commit, and a commit that fails fails all of them.
final class GroupWriter: Sendable {
    private struct Pending: Sendable {
        /// Runs the body in a savepoint; returns what to call once the commit's fate is known.
        let run: @Sendable (Connection) -> (@Sendable ((any Error)?) -> Void)
    }

    private struct State: Sendable {
        var waiting: [Pending] = []
        var isPumping = false
    }

    /// One commit holds at most this many bodies, so that the first of them does not wait for long.
    private static let largestGroup = 128

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(pool: DatabasePool) {
        self.pool = pool
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (any HouseTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(
                Pending { connection in
                    let result = Result { try Self.inSavepoint(connection, body) }
                    return { commitError in
                        switch (result, commitError) {
                        case (.success(let value), nil): continuation.resume(returning: value)
                        case (.success, .some(let error)): continuation.resume(throwing: error)
                        case (.failure(let error), _): continuation.resume(throwing: error)
                        }
                    }
                })
        }
    }

    private func enqueue(_ pending: Pending) {
        let startsPump = state.withLock { state in
            state.waiting.append(pending)
            defer { state.isPumping = true }
            return !state.isPumping
        }
        if startsPump { pump() }
    }

    private func pump() {
        pool.asyncWriteWithoutTransaction { connection in
            while let group = self.nextGroup() {
                Self.commit(group, on: connection)
            }
        }
    }

    /// The next bodies to run together; nil, and the pump at rest, where none waits.
    private func nextGroup() -> [Pending]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isPumping = false
                return nil
            }
            let group = Array(state.waiting.prefix(Self.largestGroup))
            state.waiting.removeFirst(group.count)
            return group
        }
    }

    private static func commit(_ group: [Pending], on connection: Connection) {
        var finish: [@Sendable ((any Error)?) -> Void] = []
        do {
            try connection.inTransaction(.immediate) {
                finish = group.map { $0.run(connection) }
                return .commit
            }
            finish.forEach { $0(nil) }
        } catch {
            if finish.isEmpty {
                // BEGIN itself failed: no body has run. Running them now would write outside a transaction, so each is
                // answered by a body that cannot touch the database.
                group.forEach { $0.run(connection)(error) }
            } else {
                finish.forEach { $0(error) }
            }
        }
    }

    private static func inSavepoint<Value>(
        _ connection: Connection, _ body: (any HouseTransaction) throws -> Value
    ) throws -> Value {
        guard connection.isInsideTransaction else { throw HouseError.notDurable("no transaction") }
        var value: Value?
        try connection.inSavepoint {
            value = try SQLiteTransaction.run(on: connection, body)
            return .commit
        }
        // The savepoint committed, so its body returned a value.
        return value!
    }
}
