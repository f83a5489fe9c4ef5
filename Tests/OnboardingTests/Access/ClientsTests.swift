import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `An operator` {
    private static let path = "/v1/identity-verification-setups/filter"
    private static let by = Actor.operatorNamed("mila")

    private static func isOpen(_ app: TestApp, _ token: String) async throws -> Int {
        try await app.call(.post, path, token: token, json: [:]).status
    }

    private static func suspend(_ isSuspended: Bool, _ app: TestApp) async throws -> Bool {
        try await app.house.database.write { [access = app.house.access, id = app.tenant.clientID] in
            try access.setSuspended(isSuspended, id, by: by, in: $0)
        }
    }

    private static func actions(about id: String, _ app: TestApp) async throws -> [String] {
        try await app.house.database.read { try AuditLog.entries(about: id, in: $0) }
            .filter { $0.actor == by }.map(\.action)
    }

    @Test func `suspends a client: no new token, and its tokens end within a second`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let token = try await app.token()
            #expect(try await Self.isOpen(app, token) == 200)
            #expect(try await Self.suspend(true, app))
            #expect(try await Self.suspend(true, app) == false)
            clock.advance(by: 1)
            #expect(try await Self.isOpen(app, token) == 401)
            let members = [
                "grant_type": "client_credentials", "client_id": app.tenant.clientID,
                "client_secret": app.tenant.secret,
            ]
            #expect(try await app.tokenCall(members)["error"] == "invalid_client")
            let other = try await app.token(of: try await app.otherTenant())
            #expect(try await Self.isOpen(app, other) == 200)
            #expect(try await Self.suspend(false, app))
            clock.advance(by: 1)
            #expect(try await Self.isOpen(app, token) == 200)
            #expect(try await Self.actions(about: app.tenant.clientID, app) == ["client.suspended", "client.resumed"])
        }
    }

    @Test func `makes a client that may do what was asked and no more`() async throws {
        try await TestApp.run { app in
            let made = try await app.house.database.write { [access = app.house.access] transaction in
                let application = try #require(try access.applications(in: transaction).first)
                return try access.createClient(
                    of: application, scopes: [.idvReadOnly], by: Self.by, in: transaction)
            }
            let answer = try await app.tokenCall([
                "grant_type": "client_credentials", "client_id": made.clientID, "client_secret": made.secret,
            ])
            #expect(answer["scope"] == "idv_api_readonly")
            #expect(try await Self.actions(about: made.clientID, app) == ["client.created"])
            let clients = try await app.house.database.read { [access = app.house.access] in
                try access.clients(in: $0)
            }
            #expect(clients.map(\.clientID).contains(made.clientID) && clients.count == 2)
        }
    }

    @Test func `rotates a secret: the former one ends`() async throws {
        try await TestApp.run { app in
            let secret = try await app.house.database.write { [access = app.house.access, id = app.tenant.clientID] in
                try access.rotateSecret(of: id, by: Self.by, in: $0)
            }
            var members = [
                "grant_type": "client_credentials", "client_id": app.tenant.clientID,
                "client_secret": app.tenant.secret,
            ]
            #expect(try await app.tokenCall(members).status == 400)
            members["client_secret"] = secret
            #expect(try await app.tokenCall(members).status == 200)
            #expect(try await Self.actions(about: app.tenant.clientID, app) == ["client.secretRotated"])
        }
    }
}
