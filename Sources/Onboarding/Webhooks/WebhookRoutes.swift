package import Database
import Foundation
import HTTPTypes
import Hummingbird
package import Journal
package import Kernel
package import Web

/// `/v1/webhook-subscriptions`: a business says itself who is told of its events. The contract has no such calls; these
/// are the house's own.
package struct WebhookRoutes {
    private static let path = "/v1/webhook-subscriptions"

    private let webhooks: Webhooks
    private let access: Access
    private let database: any Database
    private let queue: JobQueue
    private let clock: any WallClock

    package init(webhooks: Webhooks, access: Access, database: any Database, queue: JobQueue, clock: any WallClock) {
        self.webhooks = webhooks
        self.access = access
        self.database = database
        self.queue = queue
        self.clock = clock
    }

    package func add(to routes: Routes) {
        addReading(to: routes)
        addCreation(to: routes)
        addChanges(to: routes)
        addRequests(to: routes)
    }

    private func addReading(to routes: Routes) {
        routes.get(Self.path) { [self] request, _ in
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let found = try await webhooks.list(caller.application)
            return try .json(found.map { WebhookSubscriptionBody($0, at: clock.now) }, to: request)
        }
        routes.get("\(Self.path)/{id}") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let id: ID<WebhookSubscription> = try context.id("id", orThrow: WebhookError.notFound)
            let found = try await database.read { [webhooks] transaction in
                try webhooks.own(id, of: caller.application, in: transaction)
            }
            return try .json(WebhookSubscriptionBody(found, at: clock.now), to: request)
        }
    }

    private func addCreation(to routes: Routes) {
        routes.post(Self.path) { [self] request, _ in
            let creation = try await access.creation(request, needing: .writeVerifications)
            let draft = try creation.json(WebhookSubscriptionRequest.self).draft()
            return try await creation.answer { [webhooks, now = clock.now] transaction in
                let caller = creation.caller
                let made = try webhooks.subscribe(
                    draft, for: caller.application, by: .client(caller.clientID), at: now, in: transaction)
                return WebhookSubscriptionBody.revealing(made, at: now)
            }
        }
    }

    private func addChanges(to routes: Routes) {
        routes.on(.patch, "\(Self.path)/{id}") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .writeVerifications)
            let id: ID<WebhookSubscription> = try context.id("id", orThrow: WebhookError.notFound)
            let change = try await request.json(WebhookSubscriptionRequest.self).change
            let changed = try await webhooks.change(
                id, change, of: caller.application, by: .client(caller.clientID))
            queue.wake()
            return try .json(
                WebhookSubscriptionBody(changed.subscription, newSecret: changed.newSecret, at: clock.now))
        }
        routes.on(.delete, "\(Self.path)/{id}") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .writeVerifications)
            let id: ID<WebhookSubscription> = try context.id("id", orThrow: WebhookError.notFound)
            try await webhooks.remove(id, of: caller.application, by: .client(caller.clientID))
            return .noContent
        }
    }

    private func addRequests(to routes: Routes) {
        routes.post("\(Self.path)/{id}/test") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .writeVerifications)
            let id: ID<WebhookSubscription> = try context.id("id", orThrow: WebhookError.notFound)
            let trial = try await webhooks.test(id, of: caller.application, by: .client(caller.clientID))
            return try .json(WebhookTestBody(trial))
        }
        routes.post("\(Self.path)/{id}/rotate-secret") { [self] request, context in
            let creation = try await access.creation(request, needing: .writeVerifications)
            let id: ID<WebhookSubscription> = try context.id("id", orThrow: WebhookError.notFound)
            let overlap = try creation.json(RotationBody.self).overlapHours ?? WebhookLimits.standardOverlapHours
            return try await creation.answer(.ok) { [webhooks, now = clock.now] transaction in
                let caller = creation.caller
                let found = try webhooks.own(id, of: caller.application, in: transaction)
                let rotated = try webhooks.rotate(
                    found, overlapHours: overlap, by: .client(caller.clientID), at: now, in: transaction)
                return WebhookSubscriptionBody.revealing(rotated, at: now)
            }
        }
    }
}
