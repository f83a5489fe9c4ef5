import Database
import Foundation
import HTTPTypes
import Kernel
import Onboarding
import TestKit
import Testing
import Web

@Suite struct `An Idempotency-Key` {
    private static let path = "/v1/identity-verifications"

    private static func create(
        _ key: String?, _ reference: String = "customer-1", token: String? = nil, in app: TestApp
    ) async throws -> Answer {
        let body: JSONValue = ["setupId": .string(app.tenant.sandbox), "externalReferenceId": .string(reference)]
        var headers: HTTPFields = [.contentType: "application/json"]
        headers[.idempotencyKey] = key
        let token = if let token { token } else { try await app.token() }
        return try await app.send(
            .post, path, token: token, headers: headers, body: try JSONText.encode(body))
    }

    private static func count(_ table: String, in app: TestApp) async throws -> Int {
        try await app.house.database.read {
            try $0.row(SQL(trusted: "SELECT COUNT(*) AS count FROM \(table)"))?.int("count") ?? 0
        }
    }

    @Test func `gives the same answer again and creates nothing`() async throws {
        try await TestApp.run { app in
            let first = try await Self.create("a key", in: app)
            #expect(first.status == 201)
            #expect(first.headers[.idempotencyReplayed] == nil)
            let again = try await Self.create("a key", in: app)
            #expect(again.status == 201)
            #expect(again.bytes == first.bytes)
            #expect(again.headers[.idempotencyReplayed] == "true")
            #expect(again.contentType == first.contentType)
            #expect(try await Self.count("verification", in: app) == 1)
            #expect(try await Self.create("another key", in: app).bytes != first.bytes)
            #expect(try await Self.create(nil, in: app).bytes != first.bytes)
        }
    }

    @Test func `that comes 32 times at once creates one thing and answers the same to all`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<32 { group.addTask { try await Self.create("twins", token: token, in: app) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.map(\.status) == Array(repeating: 201, count: 32))
            #expect(Set(answers.map(\.bytes)).count == 1)
            #expect(answers.count { $0.headers[.idempotencyReplayed] == nil } == 1)
            #expect(try await Self.count("verification", in: app) == 1)
            #expect(try await Self.count("idempotency_record", in: app) == 1)
        }
    }

    @Test func `with another request is refused`() async throws {
        try await TestApp.run { app in
            #expect(try await Self.create("key", "one", in: app).status == 201)
            let other = try await Self.create("key", "two", in: app)
            #expect(other.status == 422)
            #expect(other.problem == "idempotency-key-reused")
            #expect(try await Self.count("verification", in: app) == 1)
        }
    }

    @Test func `belongs to one client`() async throws {
        try await TestApp.run { app in
            let other = try await app.otherTenant()
            let mine = try await Self.create("key", in: app)
            let token = try await app.token(of: other)
            let body: JSONValue = ["setupId": .string(other.sandbox)]
            let theirs = try await app.send(
                .post, Self.path, token: token, headers: [.contentType: "application/json", .idempotencyKey: "key"],
                body: try JSONText.encode(body))
            #expect(theirs.status == 201)
            #expect(theirs["id"] != mine["id"])
        }
    }

    @Test func `of a request that failed keeps nothing`() async throws {
        try await TestApp.run { app in
            let body: JSONValue = ["setupId": "00000000-0000-7000-8000-000000000000"]
            let failed = try await app.send(
                .post, Self.path, token: try await app.token(),
                headers: [.contentType: "application/json", .idempotencyKey: "key"], body: try JSONText.encode(body))
            #expect(failed.status == 404)
            #expect(try await Self.count("idempotency_record", in: app) == 0)
            #expect(try await Self.create("key", in: app).status == 201)
        }
    }

    @Test func `and its request are not to be read in the database`() async throws {
        try await TestApp.run { app in
            let answer = try await Self.create("mila@example.com", "mila", in: app)
            let row = try #require(
                try await app.house.database.read {
                    try $0.row("SELECT key_hash, fingerprint, answer FROM idempotency_record")
                })
            let kept = try row.data("key_hash") + row.data("fingerprint") + row.data("answer")
            #expect(kept.range(of: Data("mila".utf8)) == nil)
            #expect(kept.range(of: Data((answer["id"].text ?? "").utf8)) == nil)
        }
    }

    @Test func `is kept for seven days`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let first = try await Self.create("key", in: app)
            clock.advance(by: 7 * 24 * 3600 - 1)
            #expect(try await app.compose.housekeeping.trim() == 0)
            #expect(try await Self.create("key", in: app).bytes == first.bytes)
            clock.advance(by: 1)
            let later = try await Self.create("key", in: app)
            #expect(later.status == 201)
            #expect(later.bytes != first.bytes)
            clock.advance(by: 7 * 24 * 3600)
            #expect(try await app.compose.housekeeping.trim() == 1)
            #expect(try await Self.count("idempotency_record", in: app) == 0)
        }
    }

    @Test(arguments: ["", String(repeating: "k", count: 256), "schlüssel"])
    func `is refused where it is no key`(_ key: String) async throws {
        try await TestApp.run { app in
            let answer = try await Self.create(key, in: app)
            #expect(answer.status == 400)
            #expect(answer["errors"].members.keys.contains("Idempotency-Key"))
            #expect(try await Self.create(String(repeating: "k", count: 255), in: app).status == 201)
        }
    }
}
