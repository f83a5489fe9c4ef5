import Foundation
import Hummingbird
import Kernel

/// The queries of the log and of the deliveries, read and checked.
struct EventQuery {
    private let request: Request
    private var errors: [String: String] = [:]

    private init(_ request: Request) {
        self.request = request
    }

    /// `after`, `limit`, `subject`, `type` (repeatable).
    static func log(_ request: Request) throws(EventLogError) -> EventLog.Query {
        var query = EventQuery(request)
        let limit = query.limit(in: EventLogLimits.page, usual: EventLogLimits.usualPage)
        let subject: ID<Verification>? = query.id("subject")
        let types = Set(request.uri.queryParameters[values: "type"].map(String.init))
        let unknown = types.subtracting(WebhookSubscription.knownTypes)
        if !unknown.isEmpty { query.errors["type"] = "no such event type" }
        try query.check()
        return EventLog.Query(after: query.text("after"), limit: limit, subject: subject?.uuid, types: types)
    }

    /// `state`, `limit`, `cursor`.
    static func deliveries(_ request: Request) throws(EventLogError) -> DeliveryQuery {
        var query = EventQuery(request)
        let limit = query.limit(in: EventLogLimits.deliveries, usual: EventLogLimits.deliveries.upperBound)
        let before: ID<WebhookDelivery>? = query.id("cursor")
        var state: WebhookDelivery.State?
        if let text = query.text("state") {
            state = WebhookDelivery.State.allCases.first { $0.wireWord == text }
            let words = WebhookDelivery.State.allCases.map(\.wireWord).joined(separator: ", ")
            if state == nil { query.errors["state"] = "must be one of: \(words)" }
        }
        try query.check()
        return DeliveryQuery(state: state, limit: limit, before: before)
    }

    private func text(_ name: String) -> String? {
        request.uri.queryParameters[Substring(name)].map(String.init)
    }

    private mutating func limit(in range: ClosedRange<Int>, usual: Int) -> Int {
        guard let text = text("limit") else { return usual }
        guard let limit = Int(text), range.contains(limit) else {
            errors["limit"] = "must be \(range.lowerBound) to \(range.upperBound)"
            return usual
        }
        return limit
    }

    private mutating func id<Kind>(_ name: String) -> ID<Kind>? {
        guard let text = text(name) else { return nil }
        let id = ID<Kind>(text)
        if id == nil { errors[name] = "must be a UUID" }
        return id
    }

    private func check() throws(EventLogError) {
        guard errors.isEmpty else { throw .notValid(errors) }
    }
}
