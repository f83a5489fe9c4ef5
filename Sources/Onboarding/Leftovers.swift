package import Logging
package import Vault

/// Objects that no row names any more, taken away once the change that left them behind is committed.
package struct Leftovers: Sendable {
    private let vault: Vault
    private let logger: Logger

    package init(vault: Vault, logger: Logger) {
        self.vault = vault
        self.logger = logger
    }

    /// One that cannot be deleted holds nobody up: no row names it, and the sweeper takes it.
    package func remove(_ objects: [ObjectName]) async {
        for object in objects {
            do {
                try await vault.delete(object)
            } catch {
                logger.warning(
                    "an object that is no longer needed could not be deleted and waits for the sweeper",
                    metadata: ["object": "\(object)", "error": "\(type(of: error))"])
            }
        }
    }
}
