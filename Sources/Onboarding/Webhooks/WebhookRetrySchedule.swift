/// When a delivery is tried again: contract § 8.4.
package enum WebhookRetrySchedule {
    /// Seconds from one attempt to the next; the last of them repeats.
    private static let delays: [Double] = [10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200]
    /// An attempt that the schedule, without its spread, puts later than this is not made.
    package static let horizonSeconds: Double = 86_400
    package static let attempts = 30
    /// Each wait is made longer or shorter by up to this share, so that what failed together does not return together.
    package static let spread = 0.1

    /// - Parameters:
    ///   - attempts: how many have failed, 1 or more.
    ///   - chance: -1…1, where in the spread this wait lies.
    /// - Returns: seconds to the next attempt, or nil where there is none.
    package static func wait(afterAttempts attempts: Int, chance: Double) -> Double? {
        guard attempts < Self.attempts else { return nil }
        let elapsed = (0..<attempts).reduce(0) { $0 + delay($1) }
        guard elapsed <= horizonSeconds else { return nil }
        return delay(attempts - 1) * (1 + spread * chance)
    }

    private static func delay(_ index: Int) -> Double {
        delays[min(index, delays.count - 1)]
    }
}
