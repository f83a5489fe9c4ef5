import Foundation

/// One thing that a device reported.
struct Activity: Sendable {
    let action: ActivityAction
    let at: Date
}
