import Dispatch
import Glibc
import Synchronization

/// Ends a process that takes longer than it may. Once the work is done it ends nothing: by then the process's number
/// may be another's.
final class Watchdog: Sendable {
    private enum State {
        case running
        case late
        case finished
    }

    private let state = Mutex(State.running)

    /// Does blocking work on `queue`. Whether it was late is settled there as well, the moment it is done: whoever
    /// awaits it may be woken much later on a busy machine, and a child that had answered in time must not be ended,
    /// nor one that was ended be asked again.
    /// - Returns: what the work gives; nil where the process had to be ended for being late.
    static func over<Answer: Sendable>(
        _ processID: Int32, seconds: Double, on queue: DispatchQueue, _ work: @escaping @Sendable () -> Answer
    ) async -> Answer? {
        let watchdog = Watchdog()
        let timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now() + seconds)
        timer.setEventHandler { watchdog.bite(processID) }
        timer.resume()
        defer { timer.cancel() }
        return await withCheckedContinuation { continuation in
            queue.async {
                let answer = work()
                continuation.resume(returning: watchdog.finish() ? answer : nil)
            }
        }
    }

    /// - Returns: false where the process was ended.
    private func finish() -> Bool {
        state.withLock { state in
            if state == .running { state = .finished }
            return state == .finished
        }
    }

    private func bite(_ processID: Int32) {
        state.withLock { state in
            guard state == .running else { return }
            state = .late
            Glibc.kill(processID, SIGKILL)
        }
    }
}
