package import Foundation
package import Kernel

/// Something an integrator is told of: written in the transaction of the change, delivered later, never lost.
package struct Event: Sendable {
    package let id: ID<Event>
    package let application: UUID
    /// What it is about, most often a verification: the line it stands in.
    package let subject: UUID
    /// 1, 2, 3 … of this subject, without a gap.
    package let subjectSequence: Int
    /// 1, 2, 3 … of this application in the order of the commits, without a gap.
    package let position: Int
    /// The contract's name, e.g. `KycIdentification.Approved`.
    package let type: String
    package let createdAt: Date
    /// The bytes that are sent, fixed here: every attempt, to every receiver, sends exactly these.
    package let body: Data
}
