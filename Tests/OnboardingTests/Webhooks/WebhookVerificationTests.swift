import Database
import DatabaseSQLite
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A new receiver` {
    @Test(.timeLimit(.minutes(1))) func `gets nothing but a test event before it has answered that one`() async throws {
        let house = try await WebhookHouse(verifiesReceivers: true)
        let receiver = try await Receiver { _, _ in .status(204) }
        let id = try await house.subscribe(receiver.url)
        #expect(try await house.subscription(id).isVerified == false)
        try await house.happen("event")
        let service = house.service()
        await service.drain()
        #expect(receiver.requests.isEmpty)
        await house.tryReceivers()
        #expect(try await house.subscription(id).isVerified)
        await service.drain()
        #expect(receiver.requests.map { $0.body == Data("event".utf8) } == [false, true], "what gathered is sent")
        let entries = try await house.database.read { try AuditLog.entries(about: id.description, in: $0) }
        #expect(entries.map(\.action) == ["webhook.subscribed", "webhook.verified"])
    }

    @Test(.timeLimit(.minutes(1)), arguments: [Receiver.Answer.status(404), .status(302), .close])
    func `is tried again, later and later, and let in when it answers`(_ answer: Receiver.Answer) async throws {
        let house = try await WebhookHouse(verifiesReceivers: true)
        let receiver = try await Receiver { _, before in before < 3 ? answer : .status(200) }
        let id = try await house.subscribe(receiver.url)
        for expected in [1, 1, 2, 3] {
            await house.tryReceivers()
            #expect(receiver.requests.count == expected)
            #expect(try await house.subscription(id).isVerified == false)
            house.clock.advance(by: expected == 1 ? 6 : Double(expected) * 10 + 1)
        }
        house.clock.advance(by: 60)
        await house.tryReceivers()
        #expect(try await house.subscription(id).isVerified)
    }

    @Test(.timeLimit(.minutes(1))) func `is given up after a day, and let in by a test call`() async throws {
        let house = try await WebhookHouse(verifiesReceivers: true)
        let receiver = try await Receiver { _, before in .status(before < 34 ? 500 : 200) }
        let id = try await house.subscribe(receiver.url)
        for _ in 0..<50 {
            await house.tryReceivers()
            house.clock.advance(by: 3601)
        }
        #expect(receiver.requests.count == 34)
        #expect(try await house.subscription(id).isVerified == false)
        let trial = try await house.webhooks.test(id, of: house.application, by: .system)
        #expect(trial.attempt.failure == nil)
        #expect(try await house.subscription(id).isVerified)
    }

    @Test(.timeLimit(.minutes(1))) func `is one whose address was changed, and none whose other members were`()
        async throws
    {
        let house = try await WebhookHouse(verifiesReceivers: true)
        let receiver = try await Receiver { _, _ in .status(200) }
        let id = try await house.subscribe(receiver.url)
        await house.tryReceivers()
        try await house.change(id) { $0.description = "another" }
        #expect(try await house.subscription(id).isVerified)
        try await house.change(id) { $0.url = "http://127.0.0.1:9/" }
        #expect(try await house.subscription(id).isVerified == false)
        await house.tryReceivers()
        #expect(try await house.subscription(id).isVerified == false)
        try await house.change(id) { [url = receiver.url] in $0.url = url }
        house.clock.advance(by: 11)
        await house.tryReceivers()
        #expect(try await house.subscription(id).isVerified)
    }

    @Test(.timeLimit(.minutes(1)))
    func `is let in at once where the operator wants it so, and where it is older than the rule`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        let ids = [
            try await house.subscribe(receiver.url),
            try await house.subscribeAsBefore(receiver.url, hmacSecret: "0123456789abcdef"),
        ]
        for id in ids { #expect(try await house.subscription(id).isVerified) }
    }

    @Test(.timeLimit(.minutes(1))) func `is removed while it waits, and is tried no more`() async throws {
        let house = try await WebhookHouse(verifiesReceivers: true)
        let receiver = try await Receiver { _, _ in .status(200) }
        let id = try await house.subscribe(receiver.url)
        try await house.webhooks.remove(id, of: house.application, by: .system)
        await house.tryReceivers()
        #expect(receiver.requests.isEmpty)
    }

    @Test func `is tried by the server itself, as the API tells`() async throws {
        let receiver = try await Receiver { _, _ in .status(200) }
        try await TestApp.run(
            configure: {
                $0.allowsLoopbackWebhooks = true
                $0.verifiesWebhookReceivers = true
            },
            { app in
                let token = try await app.token()
                let made = try await app.call(
                    .post, "/v1/webhook-subscriptions", token: token, json: ["url": .string(receiver.url)])
                #expect(made["isVerified"] == false && made["isPaused"] == false)
                await app.compose.worker.drain()
                let path = "/v1/webhook-subscriptions/\(made["id"].text ?? "")"
                #expect(try await app.call(.get, path, token: token)["isVerified"] == true)
                #expect(receiver.requests.count == 1)
            })
    }
}
