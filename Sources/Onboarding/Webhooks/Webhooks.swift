package import Database
package import Foundation
package import Journal
package import Kernel
package import Logging

/// Who is told of an application's events, and whether they were.
package struct Webhooks: Sendable {
    let parts: WebhookParts

    package init(_ parts: WebhookParts) {
        self.parts = parts
    }

    /// The service that delivers; to be run once a process.
    package func service(queue: JobQueue, logger: Logger) -> WebhookService {
        WebhookService(parts: parts, queue: queue, logger: logger)
    }

    /// - Throws: `WebhookError` where the draft is not one that could ever be delivered to.
    package func subscribe(
        _ draft: WebhookSubscription.Draft, for application: ID<Application>, by actor: Actor
    ) async throws -> WebhookSubscription {
        let now = parts.clock.now
        return try await parts.database.write {
            try subscribe(draft, for: application, by: actor, at: now, in: $0)
        }
    }

    /// The same as a part of another change. What comes back holds the secrets: to be shown once.
    package func subscribe(
        _ draft: WebhookSubscription.Draft, for application: ID<Application>, by actor: Actor, at now: Date,
        in transaction: some Transaction
    ) throws -> WebhookSubscription {
        var authentication = try checked(draft.authentication).withSigningSecret()
        authentication.signatures = draft.signatures
        authentication.encryption = try draft.encryptionKey.map(WebhookEncryption.init)
        let subscription = WebhookSubscription(
            id: .new(at: now), application: application, createdAt: now, url: try checkedURL(draft.url),
            types: try Self.checkedTypes(draft.types), authentication: authentication, payload: draft.payload,
            ordering: draft.ordering, description: try Self.checkedDescription(draft.description), modifiedAt: now,
            pausedReason: nil, isVerified: parts.verification == nil)
        try Self.checkEncryption(of: subscription)
        let store = WebhookStore(transaction, parts.master)
        guard try store.subscriptions(of: application).count < WebhookLimits.subscriptionsPerApplication else {
            throw WebhookError.tooMany
        }
        try store.insert(subscription)
        try parts.ensureKey(of: application, at: now, in: transaction)
        try enqueueTrial(of: subscription, at: now, in: transaction)
        try AuditLog.append(
            .init(
                "webhook.subscribed", to: subscription.id.description, by: actor,
                detail: ["application": application.description]), at: now, in: transaction)
        return subscription
    }

    /// Oldest first.
    package func list(_ application: ID<Application>) async throws -> [WebhookSubscription] {
        try await parts.database.read { [parts] in
            try WebhookStore($0, parts.master).subscriptions(of: application)
        }
    }

    /// - Throws: `WebhookError.notFound` where the application has none of that id.
    package func own(
        _ id: ID<WebhookSubscription>, of application: ID<Application>, in transaction: some Transaction
    ) throws -> WebhookSubscription {
        let found = try WebhookStore(transaction, parts.master).subscription(id)
        guard let found, found.application == application else { throw WebhookError.notFound }
        return found
    }

    /// While paused, deliveries gather; afterwards they are sent in their order.
    package func setPaused(
        _ isPaused: Bool, _ id: ID<WebhookSubscription>, of application: ID<Application>, by actor: Actor
    ) async throws {
        var change = WebhookSubscription.Change()
        change.isPaused = isPaused
        _ = try await self.change(id, change, of: application, by: actor)
    }

    /// Forgets the receiver and its secrets; what was still to be delivered to it is withdrawn.
    package func remove(
        _ id: ID<WebhookSubscription>, of application: ID<Application>, by actor: Actor
    ) async throws {
        let now = parts.clock.now
        try await parts.database.write { [parts] transaction in
            guard try WebhookStore(transaction, parts.master).remove(id, of: application, at: now) else {
                throw WebhookError.notFound
            }
            try WebhookDeliveryStore(transaction).withdrawAll(for: id)
            try AuditLog.append(
                .init("webhook.removed", to: id.description, by: actor), at: now, in: transaction)
        }
    }

    /// The newest deliveries to one receiver, newest first.
    package func deliveries(to id: ID<WebhookSubscription>, limit: Int) async throws -> [WebhookDelivery] {
        try await parts.database.read { try WebhookDeliveryStore($0).deliveries(to: id, limit: limit) }
    }

    /// Every attempt of one delivery, in order.
    package func attempts(of id: ID<WebhookDelivery>) async throws -> [WebhookAttempt] {
        try await parts.database.read { try WebhookDeliveryStore($0).attempts(of: id) }
    }

    /// How many deliveries wait or are sent, and how many were given up: for the health page.
    package func counts(in transaction: any Transaction) throws -> (open: Int, parked: Int) {
        try WebhookDeliveryStore(transaction).counts()
    }

    /// Deliveries that a process before this one had begun are free again. Only for the one process that holds the
    /// lock of an embedded database: elsewhere the lease decides.
    package func releaseAll(in transaction: any Transaction) throws {
        try WebhookDeliveryStore(transaction).releaseAll()
    }

    // MARK: Rules of what a caller says

    func checkedURL(_ text: String) throws(WebhookError) -> OutboundURL {
        do {
            return try permittedURL(text)
        } catch {
            throw .url(error)
        }
    }

    func checked(_ authentication: WebhookAuthentication) throws(WebhookError) -> WebhookAuthentication {
        try authentication.check()
        guard let client = authentication.oauth2 else { return authentication }
        do {
            _ = try permittedURL(client.tokenUrl)
        } catch {
            throw .tokenURL(error)
        }
        return authentication
    }

    private func permittedURL(_ text: String) throws(OutboundError.Refusal) -> OutboundURL {
        do {
            let url = try OutboundURL(text)
            try parts.outbound.policy.check(url)
            return url
        } catch {
            guard case .refused(let refusal) = error else { throw .notAURL }
            throw refusal
        }
    }

    static func checkedTypes(_ types: Set<String>) throws(WebhookError) -> Set<String> {
        let unknown = types.subtracting(WebhookSubscription.knownTypes)
        guard unknown.isEmpty else { throw .unknownTypes(unknown.sorted()) }
        return types
    }

    /// - Returns: nil for an empty text.
    static func checkedDescription(_ text: String?) throws(WebhookError) -> String? {
        guard let text, !text.isEmpty else { return nil }
        guard text.count <= WebhookLimits.descriptionLength else { throw .descriptionLength }
        return text
    }

    static func checkEncryption(of subscription: WebhookSubscription) throws(WebhookError) {
        guard subscription.authentication.encryption == nil || subscription.payload == .full else {
            throw .encryptsThin
        }
    }
}
