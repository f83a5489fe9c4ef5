package import Foundation

/// Notices a wall clock that is set far ahead, by a clock that only runs forward: what is then due all at once is to go
/// in jittered batches, and all of it within a minute.
///
/// A wall clock that is set back needs nothing: what was due waits as long as the clock was set back, and no longer.
package struct JumpGuard: Sendable {
    /// A step of the wall clock beyond this, in seconds, is a jump; less is a clock that is put right.
    package static let tolerance = 300.0
    /// What a jump has made due goes within so many seconds.
    package static let releaseSeconds = 60.0

    private var last: (wall: Date, uptime: Double)?
    private var releasesUntil = -Double.infinity
    private var accrued = 0.0

    package init() {}

    /// The share of what is due that may go now, since `take()` was called last; nil without a jump: all of it.
    /// - Parameters:
    ///   - uptime: seconds of a clock that only runs forward, from any beginning.
    ///   - chance: 0…1; spreads the batches, so that several houses do not move together.
    package mutating func share(wall: Date, uptime: Double, chance: Double) -> Double? {
        let elapsed = max(0, uptime - (last?.uptime ?? uptime))
        let jump = wall.timeIntervalSince(last?.wall ?? wall) - elapsed
        last = (wall, uptime)
        if jump > Self.tolerance {
            releasesUntil = uptime + Self.releaseSeconds
            accrued = 0
        }
        let remaining = releasesUntil - uptime
        guard remaining > 0 else { return nil }
        // The same amount every second: what is left is divided by the time that is left.
        accrued = min(1, accrued + elapsed * (0.5 + chance) / (remaining + elapsed))
        return accrued
    }

    /// The share was used.
    package mutating func take() {
        accrued = 0
    }
}
