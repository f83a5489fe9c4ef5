package import Foundation
package import Kernel

/// Which verifications: contract § 4.5. What is nil asks nothing.
package struct VerificationFilter: Sendable {
    package let application: ID<Application>
    /// Both ends belong to it.
    package var createdFrom: Date?
    package var createdTo: Date?
    package var externalReferenceId: String?
    package var status: Verification.Status?
    package var setup: ID<Setup>?

    package init(of application: ID<Application>) {
        self.application = application
    }
}

/// Which piece of the list, and in which order.
package struct VerificationPage: Sendable {
    package enum Order: String, Sendable, CaseIterable {
        case created = "CreatedUtc"
        case modified = "ModifiedUtc"
    }

    /// A place in the list: behind this one goes the next page on.
    package struct Place: Sendable {
        package let at: Date
        package let id: ID<Verification>

        package init(at: Date, id: ID<Verification>) {
            self.at = at
            self.id = id
        }
    }

    package let order: Order
    package let isDescending: Bool
    package let limit: Int
    package let after: Place?

    package init(order: Order, isDescending: Bool, limit: Int, after: Place?) {
        self.order = order
        self.isDescending = isDescending
        self.limit = limit
        self.after = after
    }

    /// The place of a verification in this order.
    package func place(of verification: Verification) -> Place {
        Place(at: order == .created ? verification.createdAt : verification.modifiedAt, id: verification.id)
    }
}
