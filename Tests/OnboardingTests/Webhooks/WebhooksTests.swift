import Database
import DatabaseSQLite
import Foundation
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A webhook subscription` {
    @Test func `is listed as it was made, oldest first`() async throws {
        let house = try await WebhookHouse()
        let first = try await house.subscribe(
            "http://127.0.0.1:9/a", types: ["Form.Created"], .hmac(secret: "0123456789abcdef"))
        house.clock.advance(by: 1)
        let second = try await house.subscribe("https://receiver.example/b", .basic(user: "u", password: "p"))
        let listed = try await house.webhooks.list(house.application)
        #expect(listed.map(\.id) == [first, second])
        #expect(listed.map(\.url.text) == ["http://127.0.0.1:9/a", "https://receiver.example/b"])
        #expect(listed.map(\.types) == [["Form.Created"], []])
        #expect(listed.map(\.authentication.hmacSecret) == [Private("0123456789abcdef"), nil])
        #expect(listed.map(\.authentication.basic) == [nil, .init(user: "u", password: Private("p"))])
        #expect(Set(listed.compactMap(\.authentication.signingSecret?.value)).count == 2, "each has one of its own")
        #expect(try await house.webhooks.list(.new(at: house.clock.now)).isEmpty)
    }

    @Test func `keeps its secrets out of the database's plain text and of every print`() async throws {
        let house = try await WebhookHouse()
        try await house.subscribe("https://receiver.example/b?key=hidden", .hmac(secret: "a-most-secret-secret"))
        let sealed = try await house.database.read {
            try #require(try $0.row("SELECT authentication FROM webhook_subscription")).data("authentication")
        }
        #expect(sealed.range(of: Data("most-secret".utf8)) == nil)
        let subscription = try #require(try await house.webhooks.list(house.application).first)
        #expect(!"\(subscription)".contains("most-secret"))
        #expect(!"\(subscription.url)".contains("hidden"))
    }

    @Test(arguments: [
        (WebhookSubscription.Draft(url: "http://receiver.example/", authentication: .none), WebhookError.url(.scheme)),
        (.init(url: "https://10.0.0.1/", authentication: .none), .url(.address)),
        (.init(url: "https://u:p@receiver.example/", authentication: .none), .url(.userinfo)),
        (.init(url: "https://receiver.example:22/", authentication: .none), .url(.port)),
        (.init(url: "nonsense", authentication: .none), .url(.notAURL)),
        (
            .init(url: "https://receiver.example/", types: ["Idv.Consented"], authentication: .none),
            .unknownTypes(["Idv.Consented"])
        ),
        (.init(url: "https://receiver.example/", authentication: .hmac(secret: "short")), .hmacSecretLength),
        (
            .init(url: "https://receiver.example/", authentication: .basic(user: "a:b", password: "p")),
            .basicCredentials
        ),
        (
            .init(url: "https://receiver.example/", authentication: .basic(user: "a", password: "p\r\nX: y")),
            .basicCredentials
        ),
        (.init(url: "https://receiver.example/", authentication: .basic(user: "", password: "p")), .basicCredentials),
    ])
    func `is refused where it could not work`(_ draft: WebhookSubscription.Draft, _ error: WebhookError) async throws {
        let house = try await WebhookHouse(policy: OutboundPolicy(allowsLoopback: false, allowedNetworks: []))
        await #expect(throws: error) {
            try await house.webhooks.subscribe(draft, for: house.application, by: .system)
        }
        #expect(error.problem.status == 400)
        #expect(try await house.webhooks.list(house.application).isEmpty)
    }

    @Test func `has a limit to its number`() async throws {
        let house = try await WebhookHouse()
        for number in 0..<WebhookLimits.subscriptionsPerApplication {
            try await house.subscribe("https://receiver.example/\(number)")
        }
        await #expect(throws: WebhookError.tooMany) { try await house.subscribe("https://receiver.example/more") }
    }

    @Test func `that is removed gets nothing more, and its secrets are gone`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(500) }
        let id = try await house.subscribe(receiver.url, .hmac(secret: "0123456789abcdef"))
        try await house.happen("before")
        let service = house.service()
        await service.drain()
        try await house.webhooks.remove(id, of: house.application, by: .operatorNamed("test"))
        try await house.happen("after")
        house.clock.advance(by: 60)
        await service.drain()
        #expect(receiver.requests.count == 1)
        #expect(try await house.deliveries(to: id).map(\.state) == [.withdrawn])
        #expect(try await house.webhooks.list(house.application).isEmpty)
        let row = try await house.database.read { try $0.row("SELECT authentication FROM webhook_subscription") }
        #expect(try #require(row).optionalData("authentication") == nil)
    }

    @Test func `of another application cannot be touched`() async throws {
        let house = try await WebhookHouse()
        let id = try await house.subscribe("https://receiver.example/")
        let other = ID<Application>.new(at: house.clock.now)
        await #expect(throws: WebhookError.notFound) { try await house.webhooks.remove(id, of: other, by: .system) }
        await #expect(throws: WebhookError.notFound) {
            try await house.webhooks.setPaused(true, id, of: other, by: .system)
        }
    }

    @Test func `that is paused gathers what happens`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        let id = try await house.subscribe(receiver.url)
        try await house.webhooks.setPaused(true, id, of: house.application, by: .system)
        try await house.happen("one")
        let service = house.service()
        await service.drain()
        #expect(receiver.requests.isEmpty)
        try await house.webhooks.setPaused(false, id, of: house.application, by: .system)
        await service.drain()
        #expect(receiver.requests.count == 1)
    }

    @Test func `leaves its traces in the audit log`() async throws {
        let house = try await WebhookHouse()
        let id = try await house.subscribe("https://receiver.example/")
        try await house.webhooks.remove(id, of: house.application, by: .operatorNamed("test"))
        let entries = try await house.database.read { try AuditLog.entries(about: id.description, in: $0) }
        #expect(entries.map(\.action) == ["webhook.subscribed", "webhook.removed"])
        #expect(entries.allSatisfy { $0.actor == .operatorNamed("test") })
    }
}
