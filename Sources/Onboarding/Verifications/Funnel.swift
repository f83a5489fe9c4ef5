package import Foundation
package import Kernel

/// How far the people of a time came: numbers alone, nothing of anybody.
package struct Funnel: Sendable {
    /// In the order in which a person goes, and then how it ended.
    package enum Step: String, Encodable, Sendable, CaseIterable {
        case created, opened, consented, documentCaptured, faceCaptured, submitted
        case approved, rejected
        case completed, expired, aborted, suspended
    }

    /// Which verifications count: those created from `from` on and before `to`.
    package struct Query: Sendable {
        package let application: ID<Application>
        package let from: Date
        package let to: Date
        package let setup: ID<Setup>?

        package init(application: ID<Application>, from: Date, to: Date, setup: ID<Setup>?) {
            self.application = application
            self.from = from
            self.to = to
            self.setup = setup
        }
    }

    /// Of one kind of device: how many opened the link, and how many of them handed in.
    package struct Share: Sendable {
        package let device: DeviceKind
        package let opened: Int
        package let submitted: Int
    }

    package let counts: [Step: Int]
    /// Of the kinds of devices with which somebody came.
    package let shares: [Share]
    /// Between the opened link and the first handing in; nil where nobody has handed in.
    package let medianSecondsToSubmit: Double?
}

package enum FunnelLimits {
    package static let days = 366
    /// Where no beginning is named.
    package static let usualDays = 30
}
