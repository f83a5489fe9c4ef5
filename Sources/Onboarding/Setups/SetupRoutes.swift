import Database
import Foundation
import Hummingbird
import Kernel
package import Web

/// The setups of both levels: `/v1/identity-verification-setups` (contract § 3.2) and, by analogy,
/// `/v1/identification-setups`.
package struct SetupRoutes {
    private let setups: Setups
    private let access: Access
    private let database: any Database
    private let clock: any WallClock
    private let logos: LogoCheck
    private let hosts: Hosts
    private let baseURL: String

    /// What the routes are made of; handed over by `Compose`.
    package struct Parts: Sendable {
        let setups: Setups
        let access: Access
        let database: any Database
        let clock: any WallClock
        let logos: LogoCheck
        let hosts: Hosts
        /// Where the hosted page lies.
        let baseURL: String
    }

    package init(_ parts: Parts) {
        setups = parts.setups
        access = parts.access
        database = parts.database
        clock = parts.clock
        logos = parts.logos
        hosts = parts.hosts
        baseURL = parts.baseURL
    }

    /// One of the two levels, as far as reading goes.
    private struct Level<Settings: SetupSettings, Body: Encodable & Sendable>: Sendable {
        let path: String
        let reading: Permission
        let body: @Sendable (SetupVersion<Settings>) -> Body
    }

    package func add(to routes: Routes) {
        addReading(
            Level(
                path: "/v1/identity-verification-setups", reading: .readVerifications, body: { IdvSetupBody($0) }),
            to: routes)
        addReading(
            Level(path: "/v1/identification-setups", reading: .readIdentifications, body: KycSetupBody.init),
            to: routes)
        addIdvChanges(to: routes)
        addKycChanges(to: routes)
    }

    private func addIdvChanges(to routes: Routes) {
        routes.post("/v1/identity-verification-setups") { [self] request, _ in
            let creation = try await access.creation(
                request, needing: .writeVerifications, limit: SetupLimits.bodyBytes)
            let draft = try await creation.json(IdvSetupDraft.self)
                .checked(at: hosts, of: creation.caller.application).checked(by: logos)
            return try await creation.answer { [setups, baseURL, now = clock.now] transaction in
                IdvSetupBody(
                    try setups.create(draft, by: creation.caller, baseURL: baseURL, at: now, in: transaction))
            }
        }
        routes.put("/v1/identity-verification-setups/{id}") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .writeVerifications)
            let id = try context.id("id", of: Setup.self, orThrow: SetupError.notFound)
            let draft = try await request.json(IdvSetupDraft.self, limit: SetupLimits.bodyBytes)
                .checked(at: hosts, of: caller.application).checked(by: logos)
            let version = try await database.write { [setups, now = clock.now] transaction in
                try setups.change(id, draft, by: caller, at: now, in: transaction)
            }
            return try .json(IdvSetupBody(version))
        }
    }

    private func addKycChanges(to routes: Routes) {
        routes.post("/v1/identification-setups") { [self] request, _ in
            let creation = try await access.creation(request, needing: .writeIdentifications)
            let draft = try creation.json(KycSetupDraft.self)
            return try await creation.answer { [setups, now = clock.now] transaction in
                KycSetupBody(try setups.create(draft, by: creation.caller, at: now, in: transaction))
            }
        }
        routes.put("/v1/identification-setups/{id}") { [self] request, context in
            let caller = try await access.caller(of: request, needing: .writeIdentifications)
            let id = try context.id("id", of: Setup.self, orThrow: SetupError.notFound)
            let draft = try await request.json(KycSetupDraft.self)
            let version = try await database.write { [setups, now = clock.now] transaction in
                try setups.change(id, draft, by: caller, at: now, in: transaction)
            }
            return try .json(KycSetupBody(version))
        }
    }

    private func addReading<Settings: SetupSettings, Body: Encodable & Sendable>(
        _ level: Level<Settings, Body>, to routes: Routes
    ) {
        routes.get("\(level.path)/{id}") { [self] request, context in
            let caller = try await access.caller(of: request, needing: level.reading)
            let id = try context.id("id", of: Setup.self, orThrow: SetupError.notFound)
            let version: SetupVersion<Settings> = try await database.read { [setups] transaction in
                try setups.own(id, of: caller.application, in: transaction)
            }
            return try .json(level.body(version), to: request)
        }
        routes.get("\(level.path)/{id}/versions") { [self] request, context in
            let caller = try await access.caller(of: request, needing: level.reading)
            let id = try context.id("id", of: Setup.self, orThrow: SetupError.notFound)
            let notes = try await database.read { [setups] transaction in
                try setups.versions(of: id, as: Settings.self, of: caller.application, in: transaction)
            }
            return try .json(notes.map(SetupVersionBody.init), to: request)
        }
        routes.get("\(level.path)/{id}/versions/{versionId}") { [self] request, context in
            let caller = try await access.caller(of: request, needing: level.reading)
            let id = try context.id("id", of: Setup.self, orThrow: SetupError.notFound)
            let version: ID<SetupVersion<Settings>> = try context.id("versionId", orThrow: SetupError.notFound)
            let found = try await database.read { [setups] transaction in
                try setups.own(version, of: id, of: caller.application, in: transaction)
            }
            return try .json(level.body(found), to: request)
        }
        routes.post("\(level.path)/filter") { [self] request, _ in
            let caller = try await access.caller(of: request, needing: level.reading)
            let query = try FilterQuery(request, orderBy: ["Name"])
            let bytes = try await request.jsonBytes()
            let filter = bytes.isEmpty ? SetupFilter() : try JSONText.decode(SetupFilter.self, from: bytes)
            let all: [SetupVersion<Settings>] = try await database.read { [setups] transaction in
                try setups.list(of: caller.application, isDescending: query.isDescending, in: transaction)
            }
            let matches = all.filter { filter.matches($0.setup) }
            let page = try Self.page(of: matches, query)
            return try query.page(
                page.map(level.body), total: matches.count,
                next: page.last.map(\.setup.id) == matches.last?.setup.id ? nil : page.last?.setup.id.description)
        }
    }

    /// What follows the setup that the cursor names. An application's setups are few enough to be held at once.
    private static func page<Settings>(
        of matches: [SetupVersion<Settings>], _ query: FilterQuery
    ) throws -> [SetupVersion<Settings>] {
        guard let cursor = query.cursor else { return Array(matches.prefix(query.limit)) }
        guard let place = matches.firstIndex(where: { $0.setup.id.description == cursor }) else {
            throw FilterQuery.badCursor
        }
        return Array(matches[(place + 1)...].prefix(query.limit))
    }
}

/// Which setups: members that are left out ask nothing.
struct SetupFilter: Decodable {
    struct Span: Decodable {
        let from: Timestamp?
        let to: Timestamp?
    }

    var applicationId: String?
    var name: String?
    var isLive: Bool?
    var isDisabled: Bool?
    var createdUtc: Span?

    func matches(_ setup: Setup) -> Bool {
        if let applicationId, ID<Application>(applicationId) != setup.application { return false }
        if let name, name != setup.name { return false }
        if let isLive, isLive != setup.isLive { return false }
        if let isDisabled, isDisabled != setup.isDisabled { return false }
        if let from = createdUtc?.from, setup.createdAt < from.date { return false }
        if let to = createdUtc?.to, setup.createdAt > to.date { return false }
        return true
    }
}

/// A line of a setup's history on the wire.
struct SetupVersionBody: Encodable, Sendable {
    private let versionId: String
    private let number: Int
    private let description: String?
    private let createdUtc: Timestamp
    private let isCurrent: Bool

    init(_ note: SetupVersionNote) {
        versionId = ID<Setup>(note.id).description
        number = note.number
        description = note.description
        createdUtc = Timestamp(note.createdAt)
        isCurrent = note.isCurrent
    }
}
