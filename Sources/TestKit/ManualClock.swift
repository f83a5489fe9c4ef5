package import Foundation
import Kernel
import Synchronization

/// A clock that a test moves by hand. Who sleeps wakes when the time is moved past their end.
package final class ManualClock: WallClock {
    private struct Sleeper {
        let until: Date
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Date
        var uptime = 0.0
        var sleepers: [Int: Sleeper] = [:]
        var next = 0
    }

    private let state: Mutex<State>

    package init(_ now: Date = Date(timeIntervalSince1970: 1_750_000_000)) {
        state = Mutex(State(now: now))
    }

    package var now: Date { state.withLock { $0.now } }

    package var uptime: Double { state.withLock { $0.uptime } }

    /// Sets the wall clock, as an administrator or a time server does: nobody has waited.
    package func set(forwardBy seconds: Double) {
        state.withLock { $0.now += seconds }
    }

    package func advance(by seconds: Double) {
        let woken = state.withLock { state in
            state.now += seconds
            state.uptime += seconds
            let due = state.sleepers.filter { $0.value.until <= state.now }
            due.keys.forEach { state.sleepers[$0] = nil }
            return due.values.sorted { $0.until < $1.until }.map(\.continuation)
        }
        woken.forEach { $0.resume() }
    }

    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// Waits until somebody sleeps: a test that moves the time before that moves it for nobody.
    package func waitForSleeper() async {
        while !Task.isCancelled, state.withLock({ $0.sleepers.isEmpty }) { await Task.yield() }
    }

    package func sleep(seconds: Double) async throws {
        let ticket = state.withLock { state in
            state.next += 1
            return state.next
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    guard seconds > 0, !Task.isCancelled else { return true }
                    state.sleepers[ticket] = Sleeper(until: state.now + seconds, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume(with: Result { try Task.checkCancellation() }) }
            }
        } onCancel: {
            // A task cancelled before it lay down finds itself cancelled inside the lock above.
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: ticket) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
