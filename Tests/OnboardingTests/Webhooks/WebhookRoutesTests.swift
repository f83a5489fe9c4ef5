import Database
import DatabaseSQLite
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `The API of webhook subscriptions` {
    private static let path = "/v1/webhook-subscriptions"

    private static func create(
        _ app: TestApp, _ members: JSONValue = [:], token: String? = nil
    ) async throws -> Answer {
        var body = members.members
        if body["url"] == nil { body["url"] = "https://receiver.invalid/hook" }
        let token = if let token { token } else { try await app.token() }
        return try await app.call(.post, path, token: token, json: .object(body))
    }

    @Test func `shows the secrets once, at the creation`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let made = try await Self.create(
                app,
                [
                    "types": ["KycIdentification.Approved"], "description": "Core banking",
                    "authentication": ["hmac": [:], "basic": ["user": "u", "password": "the pass word"]],
                    "payload": "Thin", "ordering": "Strict", "unknown": 1,
                ])
            #expect(made.status == 201)
            let secret = try #require(made["authentication"]["hmac"]["secret"].text)
            let signing = try #require(made["signingSecret"].text)
            #expect(secret.utf8.count == 64)
            #expect(Data(base64Encoded: String(signing.dropFirst(6)))?.count == 32)
            let id = try #require(made["id"].text)
            let one = try await app.call(.get, "\(Self.path)/\(id)", token: token)
            let all = try await app.call(.get, Self.path, token: token)
            #expect(all.json.items == [one.json])
            for text in [one, all].map({ String(decoding: $0.bytes, as: UTF8.self) }) {
                for hidden in [secret, signing, "the pass word", "whsec_"] { #expect(!text.contains(hidden)) }
            }
            #expect(one["authentication"] == ["hmac": [:], "basic": ["user": "u"]])
            #expect(one["payload"] == "Thin" && one["ordering"] == "Strict" && one["isPaused"] == false)
            #expect(one["description"] == "Core banking")
            #expect(one.headers[.eTag] != nil)
        }
    }

    @Test func `takes a secret of one's own, and gives the same answer under the same key`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let body = Data(
                #"{"url":"https://receiver.invalid/","authentication":{"hmac":{"secret":"0123456789abcdef"}}}"#.utf8)
            let answers = try await [
                app.send(
                    .post, Self.path, token: token,
                    headers: [.contentType: "application/json", .idempotencyKey: "once"], body: body),
                app.send(
                    .post, Self.path, token: token,
                    headers: [.contentType: "application/json", .idempotencyKey: "once"], body: body),
            ]
            #expect(answers[0]["authentication"]["hmac"]["secret"] == "0123456789abcdef")
            #expect(answers[0].bytes == answers[1].bytes)
            #expect(try await app.call(.get, Self.path, token: token).json.items.count == 1)
        }
    }

    @Test(arguments: [
        ("url", #"{"types":[]}"#), ("url", #"{"url":"http://receiver.invalid/"}"#),
        ("url", #"{"url":"https://metadata.google.internal/"}"#), ("url", #"{"url":"https://receiver.invalid./"}"#),
        ("types", #"{"url":"https://receiver.invalid/","types":["Idv.Consented"]}"#),
        ("types", #"{"url":"https://receiver.invalid/","types":["Webhook.Test"]}"#),
        ("payload", #"{"url":"https://receiver.invalid/","payload":"full"}"#),
        ("ordering", #"{"url":"https://receiver.invalid/","ordering":"Loose"}"#),
        (
            "authentication.hmac.secret",
            #"{"url":"https://receiver.invalid/","authentication":{"hmac":{"secret":"short"}}}"#
        ),
        (
            "authentication.oauth2.tokenUrl",
            #"{"url":"https://receiver.invalid/","authentication":{"oauth2":{"tokenUrl":"https://10.0.0.1/","#
                + #""clientId":"a","clientSecret":"b"}}}"#
        ),
    ])
    func `refuses what could not work and names the member`(_ member: String, _ body: String) async throws {
        try await TestApp.run { app in
            let answer = try await app.send(
                .post, Self.path, token: try await app.token(), headers: [.contentType: "application/json"],
                body: Data(body.utf8))
            #expect(answer.status == 400)
            #expect(answer["errors"].members.keys.sorted() == [member])
        }
    }

    @Test func `changes what is named and keeps the rest, the secret too`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let made = try await Self.create(app, ["authentication": ["hmac": [:]], "description": "One"])
            let id = try #require(made["id"].text)
            let path = "\(Self.path)/\(id)"
            let paused = try await app.call(
                .patch, path, token: token,
                json: ["isPaused": true, "types": ["Form.Created"], "authentication": ["hmac": [:]]])
            #expect(paused["pausedReason"] == "Requested" && paused["isPaused"] == true)
            #expect(paused["types"] == ["Form.Created"])
            #expect(paused["authentication"] == ["hmac": [:]], "no secret is new")
            #expect(paused["description"] == "One" && paused["url"] == "https://receiver.invalid/hook")
            let changed = try await app.call(
                .patch, path, token: token,
                json: [
                    "isPaused": false, "description": "", "url": "https://other.invalid/", "ordering": "Strict",
                    "payload": "Thin", "authentication": ["hmac": ["secret": "fedcba9876543210"]],
                ])
            #expect(changed["pausedReason"] == .null && changed["description"] == .null)
            #expect(changed["url"] == "https://other.invalid/" && changed["payload"] == "Thin")
            #expect(changed["authentication"]["hmac"]["secret"] == "fedcba9876543210", "shown once, as it is new")
            #expect(changed["signingSecret"] == .null)
            let refused = try await app.call(.patch, path, token: token, json: ["url": "https://10.1.1.1/"])
            #expect(refused.status == 400)
            let entries = try await app.house.database.read { try AuditLog.entries(about: id, in: $0) }
            #expect(entries.map(\.action) == ["webhook.subscribed", "webhook.paused", "webhook.resumed"])
        }
    }

    @Test func `rotates with an overlap, once for one key`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let made = try await Self.create(app, ["authentication": ["hmac": [:]]])
            let path = "\(Self.path)/\(made["id"].text ?? "")"
            let first = try await app.call(.post, "\(path)/rotate-secret", token: token, json: [:])
            #expect(first.status == 200)
            #expect(first["signingSecret"] != made["signingSecret"] && first["signingSecret"] != .null)
            #expect(first["authentication"]["hmac"]["secret"] != made["authentication"]["hmac"]["secret"])
            let until = app.house.clock.now.addingTimeInterval(24 * 3600).formatted(.iso8601)
            let read = try await app.call(.get, path, token: token)
            let said = try #require(read["authentication"]["formerSecretsUntilUtc"].text)
            #expect(said.prefix(19) == until.prefix(19))
            let refused = try await app.call(.post, "\(path)/rotate-secret", token: token, json: ["overlapHours": 169])
            #expect(refused.status == 400)
            let cut = try await app.call(.post, "\(path)/rotate-secret", token: token, json: ["overlapHours": 0])
            #expect(cut["authentication"]["formerSecretsUntilUtc"] == .null)
        }
    }

    @Test func `tells how a test event went`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let id = try await Self.create(app)["id"].text ?? ""
            let answer = try await app.call(.post, "\(Self.path)/\(id)/test", token: token)
            #expect(answer.status == 200)
            #expect(answer["isDelivered"] == false && answer["failure"] == "dns" && answer["status"] == .null)
        }
    }

    @Test func `ends a subscription for good`() async throws {
        try await TestApp.run { app in
            let token = try await app.token()
            let id = try await Self.create(app)["id"].text ?? ""
            #expect(try await app.call(.delete, "\(Self.path)/\(id)", token: token).status == 204)
            for answer in [
                try await app.call(.get, "\(Self.path)/\(id)", token: token),
                try await app.call(.delete, "\(Self.path)/\(id)", token: token),
                try await app.call(.post, "\(Self.path)/\(id)/test", token: token),
            ] { #expect(answer.status == 404) }
            #expect(try await app.call(.get, Self.path, token: token).json == [])
        }
    }

    @Test func `lets a token that may only read do only that`() async throws {
        try await TestApp.run { app in
            let token = try await app.token(scope: "idv_api_readonly")
            #expect(try await app.call(.get, Self.path, token: token).status == 200)
            #expect(try await Self.create(app, token: token).status == 403)
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct `A test event` {
    @Test func `is signed like any other, and is no event`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in before == 0 ? .status(204) : .status(302) }
        let made = try await house.subscribe(
            .init(url: receiver.url, authentication: .hmac(secret: "0123456789abcdef")))
        try await house.change(made.id) { $0.isPaused = true }
        let attempt = try await house.webhooks.test(made.id, of: house.application, by: .system).attempt
        #expect(attempt.failure == nil && attempt.status == 204)
        let request = try #require(receiver.requests.first)
        let body = try JSONDecoder().decode(JSONValue.self, from: request.body)
        #expect(body["type"] == "Webhook.Test")
        #expect(try OpenAPI.load().validate(event: request.body) == [])
        #expect(body["payload"] == ["subscriptionId": .string(made.id.description)])
        #expect(body["id"].text == request.headers["webhook-id"])
        #expect(request.headers["ondato-signature"] != nil && request.headers["webhook-signature"] != nil)
        let failed = try await house.webhooks.test(made.id, of: house.application, by: .system).attempt
        #expect(failed.failure == .status && failed.status == 302)
        #expect(try await house.deliveries(to: made.id).isEmpty)
        let events = try await house.database.read { [house] in try house.outbox.undispatched(limit: 10, in: $0).count }
        #expect(events == 0)
    }
}
