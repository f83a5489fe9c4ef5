import Foundation
import Hummingbird
import Journal
import Kernel
package import Web

/// The event log: `GET /v1/events`, `GET /v1/events/{id}`, `POST /v1/events/{id}/redeliver`, and one verification's
/// part of it, `GET /v1/identity-verifications/{id}/webhooks`.
package struct EventRoutes {
    private let log: EventLog
    private let access: Access

    package init(log: EventLog, access: Access) {
        self.log = log
        self.access = access
    }

    package func add(to routes: Routes) {
        routes.get("/v1/events") { [log, access] request, _ in
            let caller = try await access.caller(of: request, needing: .readEvents)
            let page = try await log.read(try EventQuery.log(request), by: caller)
            return .bytes(EventBodies.page(page), as: "application/json; charset=utf-8")
        }
        routes.get("/v1/events/{id}") { [log, access] request, context in
            let caller = try await access.caller(of: request, needing: .readEvents)
            let id = try context.id("id", of: Event.self, orThrow: EventLogError.eventNotFound)
            return .bytes(try await log.body(of: id, for: caller), as: "application/json; charset=utf-8")
        }
        routes.post("/v1/events/{id}/redeliver") { [self] request, context in
            try await redeliver(request, context)
        }
        routes.get("/v1/identity-verifications/{id}/webhooks") { [log, access] request, context in
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let id = try context.id("id", of: Verification.self, orThrow: VerificationError.notFound)
            let told = try await log.history(of: id, for: caller)
            return .bytes(try EventBodies.history(told), as: "application/json; charset=utf-8")
        }
    }

    private struct RedeliverBody: Decodable {
        let subscriptionId: String?
    }

    private struct Redelivered: Encodable {
        let count: Int
    }

    private func redeliver(_ request: Request, _ context: WebContext) async throws -> Response {
        let creation = try await access.creation(request, needing: .writeVerifications)
        let id = try context.id("id", of: Event.self, orThrow: EventLogError.eventNotFound)
        let named = try creation.json(RedeliverBody.self).subscriptionId
        let receiver = named.flatMap { ID<WebhookSubscription>($0) }
        guard named == nil || receiver != nil else {
            throw EventLogError.notValid(["subscriptionId": "must be a UUID"])
        }
        let response = try await creation.answer(.accepted) { [log] transaction in
            let caller = creation.caller
            return Redelivered(
                count: try log.redeliver(
                    id, to: receiver, of: caller.application, by: .client(caller.clientID), in: transaction))
        }
        log.wake()
        return response
    }
}
