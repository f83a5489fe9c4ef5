import Database
import Foundation
import Journal
import Kernel
import Onboarding

/// What was told of a verification, and to whom.
extension TestApp {
    /// One of each, belonging together: a subscription, an event, its delivery and a replay; parameter of the document
    /// → id.
    package func toldThings(of tenant: Tenant, about verification: String) async throws -> [String: String] {
        let (log, application) = (house.eventLog, tenant.application)
        let draft = WebhookSubscription.Draft(url: "https://receiver.example/hook", authentication: .none)
        // An application may have so many of them: those of earlier calls make room.
        for old in try await house.webhooks.list(application).dropLast(20) {
            try await house.webhooks.remove(old.id, of: application, by: .system)
        }
        let subscription = try await house.webhooks.subscribe(draft, for: application, by: .system).id
        let event = try await events(of: verification).first.orThrow("no event of \(verification)").id
        let replay = try await house.database.write { [now = house.clock.now] transaction in
            _ = try log.redeliver(event, to: subscription, of: application, by: .system, in: transaction)
            return try log.replay(.init(from: now), to: subscription, of: application, by: .system, in: transaction)
        }
        let deliveries = try await log.deliveries(to: subscription, of: application, DeliveryQuery())
        return [
            "WebhookSubscriptionId": subscription.description, "EventId": event.description,
            "WebhookDeliveryId": try deliveries.first.orThrow("no delivery").id.description,
            "WebhookReplayId": replay.description,
        ]
    }
}
