package import Database
import Foundation
import Hummingbird
package import Kernel
package import Web

/// `GET /v1/statistics/funnel`: how many came how far.
package struct FunnelRoutes {
    private let verifications: Verifications
    private let access: Access
    private let database: any Database
    private let clock: any WallClock

    package init(verifications: Verifications, access: Access, database: any Database, clock: any WallClock) {
        self.verifications = verifications
        self.access = access
        self.database = database
        self.clock = clock
    }

    package func add(to routes: Routes) {
        routes.get("/v1/statistics/funnel") { [self] request, _ in
            let caller = try await access.caller(of: request, needing: .readVerifications)
            let query = try Funnel.Query(request, of: caller.application, at: clock.now)
            let found = try await database.read { [verifications] in try verifications.funnel(query, in: $0) }
            return try .json(Body(found, query))
        }
    }

    private struct Body: Encodable {
        struct Count: Encodable {
            let step: Funnel.Step
            let count: Int
        }

        struct Share: Encodable {
            let device: String
            let opened: Int
            let submitted: Int
        }

        let createdFrom: Timestamp
        let createdTo: Timestamp
        let steps: [Count]
        let medianSecondsToSubmit: Double?
        let byDevice: [Share]

        init(_ funnel: Funnel, _ query: Funnel.Query) {
            createdFrom = Timestamp(query.from)
            createdTo = Timestamp(query.to)
            steps = Funnel.Step.allCases.map { Count(step: $0, count: funnel.counts[$0] ?? 0) }
            medianSecondsToSubmit = funnel.medianSecondsToSubmit
            byDevice = funnel.shares.map {
                Share(device: $0.device.rawValue, opened: $0.opened, submitted: $0.submitted)
            }
        }
    }
}

extension Funnel.Query {
    /// `createdFrom`, `createdTo` and `setupId`; the last 30 days where no time is named.
    fileprivate init(
        _ request: Request, of application: ID<Application>, at now: Date
    ) throws(VerificationError) {
        var errors: [String: [String]] = [:]
        func value<Value>(_ name: Substring, _ sentence: String, _ read: (String) -> Value?) -> Value? {
            guard let text = request.uri.queryParameters[name] else { return nil }
            let value = read(String(text))
            if value == nil { errors[String(name)] = [sentence] }
            return value
        }
        let time = "must be a time such as 2026-03-01T00:00:00Z"
        let setup = value("setupId", "must be a UUID") { ID<Setup>($0) }
        let day = 24.0 * 3600
        let to = value("createdTo", time) { Timestamp($0)?.date } ?? now
        let from =
            value("createdFrom", time) { Timestamp($0)?.date }
            ?? to.addingTimeInterval(-Double(FunnelLimits.usualDays) * day)
        if errors.isEmpty && from >= to { errors["createdTo"] = ["must be later than createdFrom"] }
        if errors.isEmpty && to.timeIntervalSince(from) > Double(FunnelLimits.days) * day {
            errors["createdFrom"] = ["must be at most \(FunnelLimits.days) days before createdTo"]
        }
        guard errors.isEmpty else { throw .notValid(errors) }
        self.init(application: application, from: from, to: to, setup: setup)
    }
}
