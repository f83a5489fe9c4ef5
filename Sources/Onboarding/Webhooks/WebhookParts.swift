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

    package init(
        database: any Database, outbox: Outbox, master: MasterKey, outbound: Outbound, clock: any WallClock
    ) {
        self.database = database
        self.outbox = outbox
        self.master = master
        self.outbound = outbound
        self.clock = clock
    }
}
