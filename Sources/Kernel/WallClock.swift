package import Foundation

/// The time of day, handed in wherever it is needed: nothing in the house asks the system for it.
package protocol WallClock: Sendable {
    var now: Date { get }
    /// Waits without holding a thread; throws `CancellationError` when the task is told to stop.
    func sleep(seconds: Double) async throws
}

/// The machine's own clock.
package struct SystemClock: WallClock {
    package init() {}

    package var now: Date { Date() }

    package func sleep(seconds: Double) async throws {
        try await Task.sleep(for: .seconds(seconds))
    }
}
