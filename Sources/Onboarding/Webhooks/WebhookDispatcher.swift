import Database
import Foundation
import Journal
import Kernel
import Vault

/// Turns events into deliveries: one for each receiver that was subscribed when the event happened.
struct WebhookDispatcher: Sendable {
    let database: any Database
    let outbox: Outbox
    let master: MasterKey

    /// Dispatches every event that waits. An event and its deliveries are one transaction: none is dispatched twice,
    /// and none is marked without its deliveries.
    func dispatch(at now: Date) async throws {
        while try await isAnythingWaiting() {
            try await database.write { [outbox, master] transaction in
                let receivers = WebhookStore(transaction, master)
                let deliveries = WebhookDeliveryStore(transaction)
                for event in try outbox.undispatched(limit: WebhookLimits.dispatchBatch, in: transaction) {
                    for receiver in try receivers.receivers(of: event) {
                        try deliveries.insert(event, to: receiver, at: now)
                    }
                    try outbox.markDispatched(event.id, in: transaction)
                }
            }
        }
    }

    /// Most looks find nothing: they read, and leave the writing connection to those who have something to write.
    private func isAnythingWaiting() async throws -> Bool {
        try await database.read { [outbox] in try outbox.undispatched(limit: 1, in: $0).isEmpty == false }
    }
}
