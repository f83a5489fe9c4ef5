import Foundation
package import Kernel

/// A business that verifies people with this installation. Everything belongs to one application.
package struct Application: Sendable {
    package let id: ID<Application>
    package let name: String
}

/// An API client of an application (RFC 6749 section 2).
package struct Client: Sendable {
    package let clientID: String
    package let application: ID<Application>
    package let scopes: Set<Scope>
    package let isSuspended: Bool
    /// The secret has 256 random bits, so its plain SHA-256 gives nothing to guess; it is compared in constant time.
    let secretSHA256: Data
    /// Where a client has keys, they are the only way in: its secret opens nothing.
    package let keySet: ClientKeySet?
}

/// A caller whose token was checked.
package struct Caller: Sendable, Equatable {
    package let clientID: String
    package let application: ID<Application>
    package let scopes: Set<Scope>

    package init(clientID: String, application: ID<Application>, scopes: Set<Scope>) {
        self.clientID = clientID
        self.application = application
        self.scopes = scopes
    }
}
