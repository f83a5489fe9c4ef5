import Foundation
import HTTPTypes
import Hummingbird
import Journal
import Kernel
package import Web

/// What was sent to one receiver, and what is sent to it once more: `/v1/webhook-subscriptions/{id}/deliveries…` and
/// `…/replay…`.
package struct DeliveryRoutes {
    private let log: EventLog
    private let access: Access

    package init(log: EventLog, access: Access) {
        self.log = log
        self.access = access
    }

    package func add(to routes: Routes) {
        routes.get("/v1/webhook-subscriptions/{id}/deliveries") { [self] request, context in
            try await list(request, context)
        }
        routes.get("/v1/webhook-subscriptions/{id}/deliveries/{deliveryId}") { [log, access] request, context in
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let id = try context.id("deliveryId", of: WebhookDelivery.self, orThrow: EventLogError.deliveryNotFound)
            let found = try await log.delivery(id, to: try Self.receiver(context), of: caller.application)
            return try .json(DeliveryBody(found.record, attempts: found.attempts))
        }
        routes.post("/v1/webhook-subscriptions/{id}/replay") { [self] request, context in
            try await replay(request, context)
        }
        routes.get("/v1/webhook-subscriptions/{id}/replays/{replayId}") { [log, access] request, context in
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let id = try context.id("replayId", of: WebhookReplay.self, orThrow: EventLogError.replayNotFound)
            return try .json(
                ReplayBody(try await log.replay(id, to: try Self.receiver(context), of: caller.application)))
        }
    }

    private static func receiver(_ context: WebContext) throws(WebhookError) -> ID<WebhookSubscription> {
        try context.id("id", orThrow: WebhookError.notFound)
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let caller = try await access.caller(of: request, needing: .readVerifications)
        let query = try EventQuery.deliveries(request)
        // One more than is shown tells whether there is a next page.
        let found = try await log.deliveries(
            to: try Self.receiver(context), of: caller.application, query.withOneMore)
        let shown = found.prefix(query.limit)
        var response = try Response.json(shown.map { DeliveryBody($0) })
        if found.count > query.limit, let last = shown.last {
            response.headers[.nextCursor] = last.id.description
        }
        return response
    }

    // MARK: Replay

    private struct ReplayRequest: Decodable {
        let from: Timestamp
        let to: Timestamp?
        let types: Set<String>?
        let onlyFailed: Bool?

        var request: WebhookReplay.Request {
            WebhookReplay.Request(
                from: from.date, to: to?.date, types: types ?? [], onlyFailed: onlyFailed ?? false)
        }
    }

    private struct ReplayStarted: Encodable {
        let replayId: String
    }

    private func replay(_ request: Request, _ context: WebContext) async throws -> Response {
        let creation = try await access.creation(request, needing: .writeVerifications)
        let receiver = try Self.receiver(context)
        let asked = try creation.json(ReplayRequest.self).request
        let response = try await creation.answer(.accepted) { [log] transaction in
            let caller = creation.caller
            let id = try log.replay(
                asked, to: receiver, of: caller.application, by: .client(caller.clientID), in: transaction)
            return ReplayStarted(replayId: id.description)
        }
        log.wake()
        return response
    }
}

extension DeliveryQuery {
    fileprivate var withOneMore: DeliveryQuery { DeliveryQuery(state: state, limit: limit + 1, before: before) }
}
