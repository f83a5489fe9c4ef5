package import Database
package import Foundation
package import Journal
package import Kernel

/// The key pairs of an application: one from the first subscription on, another after each rotation.
extension Webhooks {
    /// The keys that sign now, the current one first; none where nobody has ever subscribed.
    package func keys(of application: ID<Application>) async throws -> [WebhookKey] {
        let now = parts.clock.now
        return try await parts.database.read { [parts] in
            try WebhookKeyStore($0, parts.master).keys(of: application, at: now)
        }
    }

    /// A new key in the place of the current one, which signs beside it for so long; 0 hours end it at once, as after
    /// a theft.
    package func rotateKey(
        of application: ID<Application>, overlapHours: Int, by actor: Actor, at now: Date,
        in transaction: some Transaction
    ) throws -> [WebhookKey] {
        guard WebhookLimits.overlapHours.contains(overlapHours) else { throw WebhookError.overlap }
        let store = WebhookKeyStore(transaction, parts.master)
        try store.end(of: application, at: now.addingTimeInterval(Double(overlapHours) * 3600))
        let key = WebhookKey.new(for: application, at: now)
        try store.insert(key)
        try AuditLog.append(
            .init(
                "webhook.key-rotated", to: application.description, by: actor,
                detail: ["key": key.id.description, "overlapHours": String(overlapHours)]), at: now, in: transaction)
        return try store.keys(of: application, at: now)
    }
}

extension WebhookParts {
    /// The keys that sign what a receiver is sent now. Nil where the first one has to be made: the application's
    /// subscriptions are older than keys.
    func signingKeys(for subscription: WebhookSubscription, in transaction: some Transaction) throws -> [WebhookKey]? {
        guard subscription.authentication.sends(.v1a) else { return [] }
        let found = try WebhookKeyStore(transaction, master).keys(of: subscription.application, at: clock.now)
        return found.isEmpty ? nil : found
    }

    /// The same; the first one is made here.
    func signingKeys(for subscription: WebhookSubscription) async throws -> [WebhookKey] {
        if let found = try await database.read({ try signingKeys(for: subscription, in: $0) }) { return found }
        return try await database.write { [now = clock.now] in
            try ensureKey(of: subscription.application, at: now, in: $0)
        }
    }

    @discardableResult
    func ensureKey(
        of application: ID<Application>, at now: Date, in transaction: some Transaction
    ) throws -> [WebhookKey] {
        let store = WebhookKeyStore(transaction, master)
        let found = try store.keys(of: application, at: now)
        guard found.isEmpty else { return found }
        let key = WebhookKey.new(for: application, at: now)
        try store.insert(key)
        return [key]
    }
}
