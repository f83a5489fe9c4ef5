import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Logging
import Onboarding
import TestKit

/// Receivers of the application under test.
extension TestApp {
    func subscribe(
        _ url: String, types: Set<String> = [], of tenant: Tenant? = nil
    ) async throws -> ID<WebhookSubscription> {
        let draft = WebhookSubscription.Draft(url: url, types: types, authentication: .none)
        let application = (tenant ?? self.tenant).application
        return try await house.webhooks.subscribe(draft, for: application, by: .operatorNamed("test")).id
    }

    /// Sends all that is due now, as the server does beside the requests.
    func deliver() async {
        let logger = Logger(label: "webhooks") { _ in SwiftLogNoOpLogHandler() }
        await house.webhooks.service(queue: house.queue, logger: logger).drain()
    }

    /// Sends until the schedule has come to its end, for two events at a receiver that takes none.
    func deliverToTheEnd(_ clock: ManualClock) async {
        // A little more than each wait of contract § 8.4, and more rounds for what had to wait for a place.
        let waits: [Double] = [12, 36, 70, 350, 700, 2000, 4000, 12_000, 24_000, 48_000, 48_000, 48_000, 48_000]
        for wait in waits {
            await deliver()
            clock.advance(by: wait)
        }
    }

    /// Deliveries of a subscription as the API tells of them.
    func deliveries(to id: ID<WebhookSubscription>, _ query: String = "") async throws -> [JSONValue] {
        let path = "/v1/webhook-subscriptions/\(id)/deliveries\(query)"
        return try await call(.get, path, token: try await token()).json.items
    }
}
