import Foundation

/// What the flight recorder holds of one verification.
struct FlightRecord: Sendable {
    struct Line: Sendable {
        let entry: FlightEntry
        /// When it came to the server.
        let at: Date
    }

    let lines: [Line]
    /// How many were too many.
    let dropped: Int
}
