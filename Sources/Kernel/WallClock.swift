package import Foundation

/// The time of day, handed in wherever it is needed: nothing in the house asks the system for it.
package protocol WallClock: Sendable {
    var now: Date { get }
    /// Seconds since some moment, by a clock that nobody sets and that stands while the machine sleeps.
    var uptime: Double { get }
    /// Waits without holding a thread; throws `CancellationError` when the task is told to stop.
    func sleep(seconds: Double) async throws
}

/// The machine's own clock.
package struct SystemClock: WallClock {
    package init() {}

    private static let start = SuspendingClock.now

    package var now: Date { Date() }

    package var uptime: Double { Self.start.duration(to: SuspendingClock.now) / .seconds(1) }

    package func sleep(seconds: Double) async throws {
        try await Task.sleep(for: .seconds(seconds))
    }
}
