import Foundation
package import Kernel

/// Work that a change of state left behind, written in its transaction: done at least once, however often the machine
/// stops.
package struct Job: Sendable {
    package let id: ID<Job>
    /// Which handler takes it.
    package let kind: Kind
    /// What it is about: an id. Two waiting jobs of one kind about one subject are one job.
    package let subject: String
    /// How often it was begun, this time included: 1, 2 …
    package let attempt: Int

    package struct Kind: RawRepresentable, Hashable, Sendable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }
    }
}

/// What a handler says when it is done.
package enum JobOutcome: Sendable {
    case done
    /// To be tried again after this many seconds; nil: by the schedule of the queue.
    case again(afterSeconds: Double?)
}
