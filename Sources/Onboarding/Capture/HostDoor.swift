import Database
import Kernel

/// Whose pages are shown at which host: on a business's own host name that business's alone, and where some of its
/// setups have the name for their own, theirs alone.
package struct HostDoor: Sendable {
    private let hosts: Hosts
    private let setups: Setups

    package init(hosts: Hosts, setups: Setups) {
        self.hosts = hosts
        self.setups = setups
    }

    /// The application whose host it is; nil where it is nobody's own.
    func application(at authority: String?) -> ID<Application>? { hosts.application(at: authority) }

    func admits(_ setup: Setup, at authority: String?, in transaction: some Transaction) throws -> Bool {
        guard let authority, let owner = hosts.application(at: authority) else { return true }
        return try setup.application == owner
            && setups.serves(setup, at: Hosts.name(authority), in: transaction)
    }
}
