package import Database
package import Foundation
package import Journal
package import Kernel

/// What may be changed of a subscription, and the two things that may be asked of it.
extension Webhooks {
    package func change(
        _ id: ID<WebhookSubscription>, _ change: WebhookSubscription.Change, of application: ID<Application>,
        by actor: Actor
    ) async throws -> Changed {
        let now = parts.clock.now
        return try await parts.database.write { transaction in
            try self.change(own(id, of: application, in: transaction), change, by: actor, at: now, in: transaction)
        }
    }

    /// A subscription after a change.
    package struct Changed: Sendable {
        package let subscription: WebhookSubscription
        /// The secret of `Ondato-Signature` where this change has set one: to be shown once.
        package let newSecret: Private<String>?
    }

    private func change(
        _ found: WebhookSubscription, _ change: WebhookSubscription.Change, by actor: Actor, at now: Date,
        in transaction: some Transaction
    ) throws -> Changed {
        var new = found
        new.modifiedAt = now
        if let url = change.url { new.url = try checkedURL(url) }
        if new.url != found.url { new.isVerified = parts.verification == nil }
        if let types = change.types { new.types = try Self.checkedTypes(types) }
        if let authentication = change.authentication {
            new.authentication = found.authentication.replaced(by: try checked(authentication(found.authentication)))
        }
        new.authentication.signatures = change.signatures ?? new.authentication.signatures
        switch change.encryption {
        case nil: break
        case .some(.none): new.authentication.encryption = nil
        case .to(let key): new.authentication.encryption = try WebhookEncryption(to: key)
        }
        new.payload = change.payload ?? found.payload
        try Self.checkEncryption(of: new)
        new.ordering = change.ordering ?? found.ordering
        if let description = change.description { new.description = try Self.checkedDescription(description) }
        if let isPaused = change.isPaused, isPaused != found.isPaused {
            new.pausedReason = isPaused ? .requested : nil
            if !isPaused { try WebhookHealthStore(transaction).reset(found.id) }
        }
        try WebhookStore(transaction, parts.master).update(new)
        if found.isVerified { try enqueueTrial(of: new, at: now, in: transaction) }
        try AuditLog.append(
            .init(
                Self.action(from: found, to: new), to: found.id.description, by: actor,
                detail: ["changed": Self.members(of: change)]), at: now, in: transaction)
        let secret = new.authentication.hmacSecret
        return Changed(subscription: new, newSecret: secret == found.authentication.hmacSecret ? nil : secret)
    }

    private static func action(from old: WebhookSubscription, to new: WebhookSubscription) -> String {
        guard old.isPaused != new.isPaused else { return "webhook.changed" }
        return new.isPaused ? "webhook.paused" : "webhook.resumed"
    }

    /// The names of what was set, never the values.
    private static func members(of change: WebhookSubscription.Change) -> String {
        let names = [
            ("authentication", change.authentication != nil), ("description", change.description != nil),
            ("encryption", change.encryption != nil), ("isPaused", change.isPaused != nil),
            ("ordering", change.ordering != nil), ("payload", change.payload != nil),
            ("signatures", change.signatures != nil), ("types", change.types != nil), ("url", change.url != nil),
        ]
        return names.filter(\.1).map(\.0).joined(separator: " ")
    }

    // MARK: Secrets

    /// New secrets; the former ones stay valid beside them for a while. What comes back holds the new ones: to be shown
    /// once.
    package func rotate(
        _ id: ID<WebhookSubscription>, overlapHours: Int, of application: ID<Application>, by actor: Actor
    ) async throws -> WebhookSubscription {
        let now = parts.clock.now
        return try await parts.database.write { transaction in
            let found = try own(id, of: application, in: transaction)
            return try rotate(found, overlapHours: overlapHours, by: actor, at: now, in: transaction)
        }
    }

    /// The same as a part of another change.
    package func rotate(
        _ found: WebhookSubscription, overlapHours: Int, by actor: Actor, at now: Date,
        in transaction: some Transaction
    ) throws -> WebhookSubscription {
        guard WebhookLimits.overlapHours.contains(overlapHours) else { throw WebhookError.overlap }
        var new = found
        new.modifiedAt = now
        new.authentication = found.authentication.rotated(
            overlapUntil: now.addingTimeInterval(Double(overlapHours) * 3600), at: now)
        try WebhookStore(transaction, parts.master).update(new)
        try AuditLog.append(
            .init(
                "webhook.secrets-rotated", to: found.id.description, by: actor,
                detail: ["overlapHours": String(overlapHours)]), at: now, in: transaction)
        return new
    }

    // MARK: Trying

    /// How a test event went.
    package struct Trial: Sendable {
        package let attempt: WebhookAttempt
        /// Nil without https and without an answer.
        package let tls: OutboundTLS?
    }

    /// Sends one signed test event now, whether the subscription is paused or not. It counts for nothing, but that a
    /// receiver which answers it is verified.
    package func test(
        _ id: ID<WebhookSubscription>, of application: ID<Application>, by actor: Actor
    ) async throws -> Trial {
        let now = parts.clock.now
        let subscription = try await parts.database.write { transaction in
            let found = try own(id, of: application, in: transaction)
            try AuditLog.append(
                .init("webhook.tested", to: id.description, by: actor), at: now, in: transaction)
            return found
        }
        return try await tried(subscription)
    }

    func tried(_ subscription: WebhookSubscription) async throws -> Trial {
        let message = try WebhookEvents.tested(subscription, at: parts.clock.now)
        let carried = try await WebhookCarrier(parts: parts).carry(
            message, to: subscription, keys: try await parts.signingKeys(for: subscription),
            timeoutSeconds: WebhookLimits.testSeconds)
        guard let carried else { throw CancellationError() }
        if carried.attempt.failure == nil, !subscription.isVerified { try await verify(subscription) }
        return Trial(attempt: carried.attempt, tls: carried.tls)
    }

    // MARK: Verifying

    /// Nil where there is nothing to try any more.
    func unverified(_ id: ID<WebhookSubscription>) async throws -> WebhookSubscription? {
        let found = try await parts.database.read { [parts] in
            try WebhookStore($0, parts.master).subscription(id)
        }
        return found.flatMap { $0.isVerified ? nil : $0 }
    }

    private func verify(_ subscription: WebhookSubscription) async throws {
        let now = parts.clock.now
        try await parts.database.write { [parts] transaction in
            guard try WebhookStore(transaction, parts.master).verify(subscription) else { return }
            try AuditLog.append(
                .init("webhook.verified", to: subscription.id.description, by: .system), at: now, in: transaction)
        }
    }

    func enqueueTrial(
        of subscription: WebhookSubscription, at now: Date, in transaction: some Transaction
    ) throws {
        guard !subscription.isVerified, let queue = parts.verification else { return }
        try queue.enqueue(WebhookVerification.job, about: subscription.id.description, at: now, in: transaction)
    }
}
