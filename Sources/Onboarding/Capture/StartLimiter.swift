import Foundation
import Kernel
import Synchronization

/// How often a setup's own link may begin a verification: nobody has to show anything to open it.
final class StartLimiter: Sendable {
    private struct Minute {
        let number: Int
        var starts = 0
    }

    private let minutes = Mutex<[ID<Setup>: Minute]>([:])

    /// Counts one start.
    /// - Returns: nil where it may be; else the seconds until the next one may, 1…60.
    func secondsToWait(for setup: ID<Setup>, at now: Date) -> Int? {
        let seconds = Int(now.timeIntervalSince1970)
        let number = seconds / 60
        return minutes.withLock { minutes in
            // What is over counts for nothing, so that this holds the setups of one minute at the most.
            minutes = minutes.filter { $0.value.number == number }
            var minute = minutes[setup] ?? Minute(number: number)
            guard minute.starts < CaptureLimits.startsPerSetupAndMinute else { return 60 - seconds % 60 }
            minute.starts += 1
            minutes[setup] = minute
            return nil
        }
    }
}
