import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A replay` {
    /// Events of the contract's types without a person, a second after each other.
    private func happen(_ count: Int, in app: TestApp, _ clock: ManualClock, type: String? = nil) async throws {
        let application = app.tenant.application.uuid
        let start = clock.now
        try await app.house.database.write { [outbox = app.house.outbox] transaction in
            for number in 0..<count {
                let draft = Outbox.Draft.operational(
                    type: type ?? "KycIdentification.Approved", application: application, subject: UUID()
                ) { id, _ in Data("{\"id\":\"\(id)\",\"number\":\(number)}".utf8) }
                try outbox.append(draft, at: start.addingTimeInterval(Double(number)), in: transaction)
            }
        }
        clock.advance(by: Double(count))
    }

    private func replay(
        _ app: TestApp, _ id: ID<WebhookSubscription>, _ body: JSONValue
    ) async throws -> Answer {
        try await app.call(
            .post, "/v1/webhook-subscriptions/\(id)/replay", token: try await app.token(), json: body)
    }

    private func progress(_ app: TestApp, _ id: ID<WebhookSubscription>, _ replay: Answer) async throws -> Answer {
        let path = "/v1/webhook-subscriptions/\(id)/replays/\(replay["replayId"].text ?? "")"
        return try await app.call(.get, path, token: try await app.token())
    }

    private let all: JSONValue = ["from": "2025-01-01T00:00:00Z"]

    @Test func `sends a younger subscription everything since a time, in batches and each once`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock, configure: { $0.allowsLoopbackWebhooks = true }) { app in
            try await happen(450, in: app, clock)
            let receiver = try await Receiver { _, _ in .status(200) }
            let id = try await app.subscribe(receiver.url)
            let answer = try await replay(app, id, all)
            #expect(answer.status == 202)
            await app.drain()
            let ended = try await progress(app, id, answer)
            #expect(ended["state"] == "Ended" && ended["deliveries"] == 450)
            // Something in flight may hold places: the rest is due at the next look.
            while receiver.requests.count < 450 { await app.deliver() }
            #expect(Set(receiver.requests.map(\.body)).count == 450)
            await app.deliver()
            #expect(receiver.requests.count == 450)
        }
    }

    @Test func `keeps to its span, with both ends, and to its types`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock, configure: { $0.allowsLoopbackWebhooks = true }) { app in
            try await happen(10, in: app, clock)
            try await happen(3, in: app, clock, type: "KycIdentification.Rejected")
            let receiver = try await Receiver { _, _ in .status(200) }
            let id = try await app.subscribe(receiver.url)
            let span: JSONValue = ["from": "2025-06-15T15:06:42Z", "to": "2025-06-15T15:06:45.000Z"]
            let first = try await replay(app, id, span)
            await app.drain()
            #expect(try await progress(app, id, first)["deliveries"] == 4)
            var types = all.members
            types["types"] = ["KycIdentification.Rejected"]
            let second = try await replay(app, id, .object(types))
            await app.drain()
            #expect(try await progress(app, id, second)["deliveries"] == 3)
        }
    }

    @Test func `sends only what was given up where that is asked for`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock, configure: { $0.allowsLoopbackWebhooks = true }) { app in
            let isUp = Flag()
            let receiver = try await Receiver { request, _ in
                let isSecond = String(decoding: request.body, as: UTF8.self).contains("\"number\":1")
                return .status(isUp.isSet || isSecond ? 200 : 503)
            }
            let id = try await app.subscribe(receiver.url)
            clock.advance(by: 1)
            try await happen(3, in: app, clock)
            await app.deliverToTheEnd(clock)
            #expect(try await app.deliveries(to: id, "?state=Parked").count == 2)
            isUp.set()
            let before = receiver.requests.count
            var failed = all.members
            failed["onlyFailed"] = true
            let answer = try await replay(app, id, .object(failed))
            await app.drain()
            #expect(try await progress(app, id, answer)["deliveries"] == 2)
            for _ in 1...3 {
                await app.deliver()
                clock.advance(by: 61)
            }
            #expect(receiver.requests.count == before + 2)
            #expect(try await app.deliveries(to: id, "?state=Delivered").count == 3)
        }
    }

    @Test func `waits while much is waiting already, goes on later, and ends with its subscription`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock, configure: { $0.allowsLoopbackWebhooks = true }) { app in
            try await happen(1500, in: app, clock)
            let id = try await app.subscribe("http://127.0.0.1:1/")
            try await app.house.webhooks.setPaused(true, id, of: app.tenant.application, by: .system)
            let answer = try await replay(app, id, all)
            await app.drain()
            let halted = try await progress(app, id, answer)
            #expect(halted["state"] == "Running" && halted["deliveries"] == 1000)
            #expect(try await replay(app, id, all).status == 409)
            clock.advance(by: 3)
            await app.drain()
            #expect(try await progress(app, id, answer)["deliveries"] == 1000)

            try await app.house.webhooks.remove(id, of: app.tenant.application, by: .system)
            clock.advance(by: 3)
            await app.drain()
            let jobs = try await app.house.database.read { [queue = app.house.queue] in try queue.counts(in: $0).open }
            #expect(jobs == 0)
        }
    }

    @Test func `refuses what makes no sense, and is told to its own application alone`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock) { app in
            let id = try await app.subscribe("https://receiver.example/hook")
            for body: JSONValue in [
                [:], ["from": "yesterday"], ["from": "2030-01-01T00:00:00Z"],
                ["from": "2025-01-02T00:00:00Z", "to": "2025-01-01T00:00:00Z"],
                ["from": "2025-01-01T00:00:00Z", "types": ["Nothing"]],
            ] {
                #expect(try await replay(app, id, body).status == 400)
            }
            let answer = try await replay(app, id, all)
            let path = "/v1/webhook-subscriptions/\(id)/replays/\(answer["replayId"].text ?? "")"
            let other = try await app.token(of: try await app.otherTenant())
            #expect(try await app.call(.get, path, token: other).status == 404)
            let entries = try await app.house.database.read { transaction in
                try AuditLog.entries(about: id.description, in: transaction).map(\.action)
            }
            #expect(entries.last == "webhook.replayStarted")
        }
    }
}
