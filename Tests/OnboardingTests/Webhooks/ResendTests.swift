import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `A delivery as the API tells of it` {
    @Test func `has its attempts with time, class and status, and nothing of any body`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock, configure: { $0.allowsLoopbackWebhooks = true }) { app in
            let receiver = try await Receiver { _, before in
                before == 0 ? .status(503, headers: ["X-Canary: canary"]) : .status(200)
            }
            let id = try await app.subscribe(receiver.url)
            let verification = try await app.create()
            _ = try await Person(opening: verification, in: app)
            await app.deliver()
            let waiting = try await app.deliveries(to: id, "?state=Waiting")
            #expect(waiting.map { $0["attempts"] } == [1])
            #expect(waiting.map { $0["lastFailure"] } == ["Status"] && waiting.map { $0["lastStatus"] } == [503])
            #expect(waiting[0]["nextAttemptUtc"].text != nil)
            #expect(waiting[0]["subject"].text == verification && waiting[0]["sequence"] == 1)
            clock.advance(by: 12)
            await app.deliver()
            #expect(try await app.deliveries(to: id, "?state=Waiting") == [])

            let delivery = try #require(try await app.deliveries(to: id).first?["id"].text)
            let path = "/v1/webhook-subscriptions/\(id)/deliveries/\(delivery)"
            let answer = try await app.call(.get, path, token: try await app.token(scope: "idv_api_readonly"))
            #expect(answer["state"] == "Delivered")
            #expect(answer["attemptLog"].items.map { $0["number"] } == [1, 2])
            #expect(answer["attemptLog"].items.map { $0["failure"].text } == ["Status", nil])
            #expect(answer["attemptLog"].items.map { $0["status"] } == [503, 200])
            #expect(
                answer["attemptLog"].items.map { $0["startedUtc"].text }
                    == ["2025-06-15T15:06:40.000Z", "2025-06-15T15:06:52.000Z"])
            #expect(answer.bytes.range(of: Data("canary".utf8)) == nil)
            #expect(answer.bytes.range(of: Data("payload".utf8)) == nil)
        }
    }

    @Test func `is listed newest first, page by page, to its own application alone`() async throws {
        try await TestApp.run(configure: { $0.allowsLoopbackWebhooks = true }) { app in
            let receiver = try await Receiver { _, _ in .status(200) }
            let id = try await app.subscribe(receiver.url)
            for _ in 1...5 { _ = try await Person(opening: try await app.create(), in: app) }
            for _ in 1...5 { await app.deliver() }
            let all = try await app.deliveries(to: id).compactMap { $0["id"].text }
            #expect(all.count == 5 && all == all.sorted(by: >))
            var (paged, cursor): ([String], String?) = ([], nil)
            for _ in 1...3 {
                let path = "/v1/webhook-subscriptions/\(id)/deliveries?limit=2&state=Delivered"
                let answer = try await app.call(
                    .get, path + (cursor.map { "&cursor=\($0)" } ?? ""), token: try await app.token())
                paged += answer.json.items.compactMap { $0["id"].text }
                cursor = answer.headers[HTTPField.Name("Next-Cursor")!]
            }
            #expect(paged == all && cursor == nil)
            let path = "/v1/webhook-subscriptions/\(id)/deliveries"
            let other = try await app.token(of: try await app.otherTenant())
            #expect(try await app.call(.get, path, token: other).status == 404)
            #expect(try await app.call(.get, "\(path)/\(all[0])", token: other).status == 404)
            for wrong in ["state=waiting", "limit=101", "cursor=1"] {
                #expect(try await app.call(.get, "\(path)?\(wrong)", token: try await app.token()).status == 400)
            }
        }
    }
}

@Suite struct `An event that is sent again` {
    private struct Missing: Error {}

    private func redeliver(_ app: TestApp, _ event: String, _ body: JSONValue = [:]) async throws -> Answer {
        try await app.call(.post, "/v1/events/\(event)/redeliver", token: try await app.token(), json: body)
    }

    private func newest(_ app: TestApp) async throws -> String {
        let events = try await app.call(.get, "/v1/events", token: try await app.token())["events"].items
        return try #require(events.last?["body"]["id"].text)
    }

    @Test func `has the same id and the same bytes, and its attempts are counted on`() async throws {
        try await TestApp.run(configure: { $0.allowsLoopbackWebhooks = true }) { app in
            let receiver = try await Receiver { _, _ in .status(200) }
            let id = try await app.subscribe(receiver.url)
            _ = try await Person(opening: try await app.create(), in: app)
            await app.deliver()
            let answer = try await redeliver(app, try await newest(app))
            #expect(answer.status == 202 && answer["count"] == 1)
            await app.deliver()
            #expect(receiver.requests.count == 2)
            #expect(Set(receiver.requests.map(\.body)).count == 1)
            #expect(Set(receiver.requests.map { $0.headers["webhook-id"] }).count == 1)
            let delivery = try #require(try await app.deliveries(to: id).first)
            #expect(delivery["state"] == "Delivered" && delivery["attempts"] == 2)
        }
    }

    @Test func `has the whole schedule before it once more after it was given up`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock, configure: { $0.allowsLoopbackWebhooks = true }) { app in
            let isUp = Flag()
            let receiver = try await Receiver { _, _ in .status(isUp.isSet ? 200 : 503) }
            let id = try await app.subscribe(receiver.url)
            _ = try await Person(opening: try await app.create(), in: app)
            await app.deliverToTheEnd(clock)
            let parked = try #require(try await app.deliveries(to: id, "?state=Parked").first)
            guard case .number(let before) = parked["attempts"] else { throw Missing() }
            _ = try await redeliver(app, try #require(parked["eventId"].text))
            await app.deliver()
            let again = try #require(try await app.deliveries(to: id).first)
            #expect(again["state"] == "Waiting" && again["attempts"] == .number(before + 1))
            isUp.set()
            clock.advance(by: 12)
            await app.deliver()
            #expect(try await app.deliveries(to: id).first?["state"] == "Delivered")
        }
    }

    @Test func `goes to a younger subscription, or one of other types, where that is named`() async throws {
        let clock = ManualClock()
        try await TestApp.run(clock: clock, configure: { $0.allowsLoopbackWebhooks = true }) { app in
            _ = try await Person(opening: try await app.create(), in: app)
            clock.advance(by: 1)
            let receiver = try await Receiver { _, _ in .status(200) }
            let id = try await app.subscribe(receiver.url, types: ["KycIdentification.Rejected"])
            #expect(try await redeliver(app, try await newest(app))["count"] == 0)
            await app.deliver()
            #expect(receiver.requests.isEmpty)
            let named = try await redeliver(app, try await newest(app), ["subscriptionId": "\(id)"])
            #expect(named["count"] == 1)
            await app.deliver()
            #expect(receiver.requests.count == 1)
        }
    }

    @Test func `goes to nobody else's subscription`() async throws {
        try await TestApp.run(configure: { $0.allowsLoopbackWebhooks = true }) { app in
            let receiver = try await Receiver { _, _ in .status(200) }
            let theirs = try await app.subscribe(receiver.url, of: try await app.otherTenant())
            _ = try await Person(opening: try await app.create(), in: app)
            let event = try await newest(app)
            let foreign = try await redeliver(app, event, ["subscriptionId": "\(theirs)"])
            let absent = try await redeliver(
                app, event, ["subscriptionId": "00000000-0000-7000-8000-000000000000"])
            #expect(foreign.status == 404 && foreign.withoutTrace == absent.withoutTrace)
            #expect(try await redeliver(app, event, ["subscriptionId": "all"]).status == 400)
            await app.deliver()
            #expect(receiver.requests.isEmpty)
        }
    }

    @Test func `is sent again once where the request was repeated, and the audit log tells of it`() async throws {
        try await TestApp.run(configure: { $0.allowsLoopbackWebhooks = true }) { app in
            let receiver = try await Receiver { _, _ in .status(200) }
            _ = try await app.subscribe(receiver.url)
            _ = try await Person(opening: try await app.create(), in: app)
            await app.deliver()
            let event = try await newest(app)
            let headers: HTTPFields = [.contentType: "application/json", .init("Idempotency-Key")!: "once"]
            for _ in 1...2 {
                let answer = try await app.send(
                    .post, "/v1/events/\(event)/redeliver", token: try await app.token(), headers: headers,
                    body: Data("{}".utf8))
                #expect(answer.status == 202)
                await app.deliver()
            }
            #expect(receiver.requests.count == 2)
            let entries = try await app.house.database.read { try AuditLog.entries(about: event, in: $0) }
            let told = entries.filter { $0.action == "webhook.redelivered" }
            #expect(told.map(\.detail) == [["deliveries": "1", "subscription": "all"]])
        }
    }
}
