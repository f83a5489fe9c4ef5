import Dispatch
import Glibc
import Synchronization

/// Ends a process that takes longer than it may. Once `finish` was called it ends nothing: by then the process's number
/// may be another's.
final class Watchdog: Sendable {
    private enum State {
        case running
        case late
        case finished
    }

    private let state = Mutex(State.running)

    /// - Returns: what the work gives, and whether the process had to be ended for being late.
    static func over<Answer: Sendable>(
        _ processID: Int32, seconds: Double, _ work: (Watchdog) async -> Answer
    ) async -> (answer: Answer, wasLate: Bool) {
        let watchdog = Watchdog()
        let timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now() + seconds)
        timer.setEventHandler { watchdog.bite(processID) }
        timer.resume()
        let answer = await work(watchdog)
        watchdog.finish()
        timer.cancel()
        return (answer, watchdog.state.withLock { $0 == .late })
    }

    func finish() {
        state.withLock { state in
            if state == .running { state = .finished }
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
