import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

/// An older client with its key, on a server whose legacy API is switched on.
struct LegacyClient: Sendable {
    let app: TestApp
    let owned: TestApp.OlderKey

    var id: ID<LegacyKey> { owned.id }
    var key: String { owned.text }

    /// Who makes keys in `TestKit`.
    static let by = Actor.operatorNamed("mila")

    /// Switches the legacy API on and makes a key of the tenant's sandbox setup.
    static func run(
        clock: any WallClock = ManualClock(), access: Access.Policy = Access.Policy(),
        _ body: @escaping @Sendable (LegacyClient) async throws -> Void
    ) async throws {
        try await TestApp.run(clock: clock, access: access) { app in
            try await app.withLegacy { try await body(try await LegacyClient(in: $0)) }
        }
    }

    init(in app: TestApp, setup: String? = nil) async throws {
        self.app = app
        owned = try await app.olderKey(setup: setup)
    }

    @discardableResult
    func call(_ method: HTTPRequest.Method, _ path: String, body: String? = nil, key: String? = nil) async throws
        -> Answer
    {
        var headers: HTTPFields = [:]
        headers[TestApp.olderKeyField] = key ?? self.key
        if body != nil { headers[.contentType] = "application/json" }
        return try await app.send(method, path, headers: headers, body: body.map { Data($0.utf8) })
    }

    func start(_ body: String = "{}") async throws -> Answer {
        try await call(.post, "/identifications/start", body: body)
    }

    /// Begins an identification that a person has opened.
    func person(_ body: String = "{}") async throws -> Person {
        let id = try #require(try await start(body)["identificationId"].text)
        return try await Person(opening: id, in: app).begun()
    }

    func data(_ id: String) async throws -> JSONValue {
        try await call(.get, "/identifications/\(id)/data").json
    }

    func getData(_ id: String, key: String? = nil) async throws -> Answer {
        let body: JSONValue = ["apikey": .string(key ?? self.key), "token": .string(id)]
        return try await app.call(.post, "/get-data", json: body)
    }

    func revoke() async throws -> Bool { try await app.revoke(owned) }
}
