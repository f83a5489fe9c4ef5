import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

/// The people who decide, each with a key of their own.
@Suite struct `A reviewer with a key` {
    private static let by = Actor.operatorNamed("root")

    private static func operatorNamed(_ name: String, _ app: TestApp) async throws -> Operator.New {
        try await app.house.database.write { [access = app.house.access, application = app.tenant.application] in
            try access.createOperator(named: name, of: application, by: by, in: $0)
        }
    }

    private static func requireOperators(_ app: TestApp) async throws {
        let isDone = try await app.house.database.write {
            [access = app.house.access, application = app.tenant.application] in
            try access.setRequiresOperators(true, of: application, by: by, in: $0)
        }
        #expect(isDone)
    }

    private static func approve(
        _ business: Business, key: String?, reviewer: String? = nil
    ) async throws -> Answer {
        var members: [String: JSONValue] = ["remark": "Compared by eye."]
        members["reviewer"] = reviewer.map(JSONValue.string)
        var headers: HTTPFields = [.contentType: "application/json"]
        if let key { headers[HTTPField.Name("Operator-Key")!] = key }
        return try await business.app.send(
            .put, "/v1/identifications/\(business.identification)/approve", token: try await business.app.token(),
            headers: headers, body: try JSONEncoder().encode(JSONValue.object(members)))
    }

    private static func decided(_ business: Business) async throws -> [[String: String]] {
        try await business.app.house.database.read { [subject = business.verification] transaction in
            try AuditLog.entries(about: subject, in: transaction).filter { $0.action == "identification.decided" }
                .map(\.detail)
        }
    }

    @Test func `is named in the audit log by it, without having been named`() async throws {
        try await TestApp.run { app in
            let ada = try await Self.operatorNamed("Ada Lind", app)
            let business = try await Business(in: app)
            try await business.handIn()
            #expect(try await Self.approve(business, key: ada.key.value).status == 204)
            let decided = try #require(try await Self.decided(business).last)
            #expect(decided["reviewer"] == "Ada Lind")
            #expect(decided["operator"] == ada.id.description)
            #expect(!"\(decided)".contains(ada.key.value))
        }
    }

    @Test func `is nobody else than the body says`() async throws {
        try await TestApp.run { app in
            let ada = try await Self.operatorNamed("Ada Lind", app)
            let business = try await Business(in: app)
            try await business.handIn()
            let other = try await Self.approve(business, key: ada.key.value, reviewer: "Bo Ek")
            #expect(other.status == 400)
            #expect(other["errors"]["reviewer"] != .null)
            #expect(try await Self.approve(business, key: ada.key.value, reviewer: "Ada Lind").status == 204)
        }
    }

    @Test func `decides nothing once suspended, with a former key, or for another business`() async throws {
        try await TestApp.run { app in
            let ada = try await Self.operatorNamed("Ada Lind", app)
            let business = try await Business(in: app)
            try await business.handIn()
            let access = app.house.access
            let renewed = try await app.house.database.write {
                try access.rotateKey(ofOperator: ada.id, by: Self.by, in: $0)
            }
            let key = try #require(renewed).value
            let former = try await Self.approve(business, key: ada.key.value)
            #expect((former.status, former.problem) == (403, "operator-refused"))
            #expect(
                try await app.house.database.write {
                    try access.setOperatorSuspended(true, ada.id, by: Self.by, in: $0)
                })
            let suspended = try await Self.approve(business, key: key)
            #expect(suspended.withoutTrace == former.withoutTrace)
            #expect(
                try await app.house.database.write {
                    try access.setOperatorSuspended(false, ada.id, by: Self.by, in: $0)
                })
            let stranger = try await app.otherTenant()
            let foreign = try await app.house.database.write {
                try access.createOperator(named: "Ada Lind", of: stranger.application, by: Self.by, in: $0)
            }
            #expect(try await Self.approve(business, key: foreign.key.value).problem == "operator-refused")
            #expect(try await business.read()["status"] == "Awaiting")
            #expect(try await Self.approve(business, key: key).status == 204)
            let actions = try await app.house.database.read { try AuditLog.entries(about: ada.id.description, in: $0) }
                .map(\.action)
            #expect(
                actions == ["operator.created", "operator.keyRotated", "operator.suspended", "operator.resumed"])
        }
    }

    @Test func `is the only one who decides where the application asks for it`() async throws {
        try await TestApp.run { app in
            let ada = try await Self.operatorNamed("Ada Lind", app)
            let business = try await Business(in: app)
            try await business.handIn()
            try await Self.requireOperators(app)
            let named = try await Self.approve(business, key: nil, reviewer: "Ada Lind")
            #expect((named.status, named.problem) == (403, "operator-required"))
            let correction = try await business.app.call(
                .patch, "/v1/identifications/\(business.identification)/document-data", token: try await app.token(),
                json: ["reviewer": "Ada Lind", "lastName": "OTHER"])
            #expect(correction.problem == "operator-required")
            #expect(try await Self.approve(business, key: ada.key.value).status == 204)
        }
    }

    @Test func `has to be told where there is no key`() async throws {
        try await TestApp.run { app in
            let business = try await Business(in: app)
            try await business.handIn()
            let answer = try await Self.approve(business, key: nil)
            #expect(answer.status == 400)
            #expect(answer["errors"]["reviewer"] == ["is required"])
        }
    }

    @Test func `has a name of their own in the application`() async throws {
        try await TestApp.run { app in
            _ = try await Self.operatorNamed("Ada Lind", app)
            await #expect(throws: OperatorError.nameTaken) { try await Self.operatorNamed("Ada Lind", app) }
            for name in ["", "  ", "a\u{7}", String(repeating: "a", count: 101)] {
                await #expect(throws: OperatorError.name) { try await Self.operatorNamed(name, app) }
            }
        }
    }
}
