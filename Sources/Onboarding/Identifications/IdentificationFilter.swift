package import Foundation
package import Kernel

/// Which identifications: contract § 5.4. What is nil asks nothing.
package struct IdentificationFilter: Sendable {
    package let application: ID<Application>
    /// Both ends belong to it.
    package var createdFrom: Date?
    package var createdTo: Date?
    package var status: Identification.Status?
    package var verification: ID<Verification>?

    package init(of application: ID<Application>) {
        self.application = application
    }
}

/// Which piece of the list, by the time of creation.
package struct IdentificationPage: Sendable {
    /// A place in the list: behind this one goes the next page on.
    package struct Place: Sendable {
        package let createdAt: Date
        package let id: ID<Identification>

        package init(createdAt: Date, id: ID<Identification>) {
            self.createdAt = createdAt
            self.id = id
        }
    }

    package let isDescending: Bool
    package let limit: Int
    package let after: Place?

    package init(isDescending: Bool, limit: Int, after: Place?) {
        self.isDescending = isDescending
        self.limit = limit
        self.after = after
    }
}
