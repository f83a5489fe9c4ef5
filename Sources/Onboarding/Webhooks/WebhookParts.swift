package import Database
package import Journal
package import Kernel
package import Vault

/// What the feature is built from.
package struct WebhookParts: Sendable {
    let database: any Database
    let outbox: Outbox
    let master: MasterKey
    let outbound: Outbound
    let clock: any WallClock
    let tokens = WebhookTokens()
    /// Whether a new receiver has to answer a test event first, and the queue that tries it.
    let verification: JobQueue?

    /// - Parameter verification: where the trials of new receivers are enqueued; nil lets every receiver in at once.
    package init(
        database: any Database, outbox: Outbox, master: MasterKey, outbound: Outbound, clock: any WallClock,
        verification: JobQueue? = nil
    ) {
        self.verification = verification
        self.database = database
        self.outbox = outbox
        self.master = master
        self.outbound = outbound
        self.clock = clock
    }
}
