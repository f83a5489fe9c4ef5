import Database
import DatabaseSQLite
import Foundation
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A webhook delivery` {
    private let body = #"{"id":"5f0c","type":"KycIdentification.Approved","payload":{"name":"Žydrūnas"}}"#

    @Test(.contract("8.3 HMAC", "8.3 Basic"))
    func `carries the body and what shows the sender`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(204) }
        let authentication = WebhookAuthentication(
            hmacSecret: Private("0123456789abcdef"), basic: .init(user: "Aladdin", password: Private("open sesame")))
        let made = try await house.subscribe(.init(url: receiver.url, authentication: authentication))
        let subject = UUID()
        try await house.happen(body, about: subject)
        await house.service().drain()

        let request = try #require(receiver.requests.first)
        let timestamp = Int(house.clock.now.timeIntervalSince1970)
        let eventID = try #require(try await house.deliveries(to: made.id).first).event.description
        #expect(request.line == "POST /hook HTTP/1.1")
        #expect(request.body == Data(body.utf8))
        #expect(request.headers["content-type"] == "application/json; charset=utf-8")
        #expect(request.headers["user-agent"] == "Couth-Webhooks/1")
        // The example of RFC 7617 section 2.
        #expect(request.headers["authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
        #expect(request.headers["webhook-id"] == eventID)
        #expect(request.headers["webhook-timestamp"] == "\(timestamp)")
        #expect(request.headers["webhook-attempt"] == "1")
        #expect(request.headers["webhook-subject"] == subject.uuidString.lowercased())
        #expect(request.headers["webhook-sequence"] == "1")
        let code = `A webhook signature`.code(
            key: "0123456789abcdef", message: Data("\(timestamp).".utf8) + request.body)
        #expect(request.headers["ondato-signature"] == "t=\(timestamp), s=\(Hex.encode(code))")
        let secret = try #require(made.authentication.signingSecret).value
        #expect(secret.hasPrefix("whsec_"))
        let key = try #require(Data(base64Encoded: String(secret.dropFirst(6))))
        #expect(key.count == 32)
        let standard = `A webhook signature`.code(
            key: key, message: Data("\(eventID).\(timestamp).".utf8) + request.body)
        let signature = request.headers["webhook-signature"]
        #expect(signature?.hasPrefix("v1,\(standard.base64EncodedString()) v1a,") == true)
    }

    @Test func `of a subscription without a signing secret is signed with the text of the other one`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(204) }
        _ = try await house.subscribeAsBefore(receiver.url, hmacSecret: "0123456789abcdef")
        try await house.happen(body)
        await house.service().drain()
        let headers = try #require(receiver.requests.first).headers
        let signed = "\(headers["webhook-id"] ?? "").\(headers["webhook-timestamp"] ?? "")."
        let code = `A webhook signature`.code(key: "0123456789abcdef", message: Data((signed + body).utf8))
        #expect(headers["webhook-signature"]?.hasPrefix("v1,\(code.base64EncodedString()) v1a,") == true)
    }

    @Test func `carries no credentials where none were agreed`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        try await house.subscribe(receiver.url)
        try await house.happen(body)
        await house.service().drain()
        let headers = try #require(receiver.requests.first).headers
        #expect(headers["authorization"] == nil)
        #expect(headers["ondato-signature"] == nil)
        let signature = headers["webhook-signature"]
        #expect(signature?.prefixMatch(of: /v1,[A-Za-z0-9+\/]{43}=/) != nil, "the house's own secret")
    }

    @Test(.contract("8.3 several"))
    func `goes once to each receiver that was subscribed when it happened`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        try await house.subscribe("\(receiver.url)/all")
        try await house.subscribe("\(receiver.url)/other", types: ["Form.Created"])
        try await house.subscribe("\(receiver.url)/this", types: ["KycIdentification.Approved", "Form.Created"])
        try await house.happen(body)
        house.clock.advance(by: 1)
        try await house.subscribe("\(receiver.url)/late")
        let service = house.service()
        await service.drain()
        await service.drain()
        let paths = receiver.requests.map { $0.line.split(separator: " ")[1] }
        #expect(paths.sorted() == ["/hook/all", "/hook/this"])
    }

    @Test(.contract("8.3 signed anew", "8.4 success"), arguments: [500, 404, 302, 401])
    func `is repeated after any answer but success, signed anew, with the same bytes`(_ status: Int) async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in .status(before == 0 ? status : 200) }
        let id = try await house.subscribe(receiver.url, .hmac(secret: "0123456789abcdef"))
        try await house.happen(body)
        let service = house.service()
        await service.drain()
        house.clock.advance(by: 8.9)
        await service.drain()
        #expect(receiver.requests.count == 1)
        house.clock.advance(by: 2.2)
        await service.drain()
        await service.drain()

        #expect(receiver.requests.count == 2)
        #expect(receiver.requests.map(\.body) == [Data(body.utf8), Data(body.utf8)])
        #expect(receiver.requests[0].headers["webhook-id"] == receiver.requests[1].headers["webhook-id"])
        #expect(receiver.requests[0].headers["ondato-signature"] != receiver.requests[1].headers["ondato-signature"])
        let delivery = try #require(try await house.deliveries(to: id).first)
        #expect(delivery.state == .delivered)
        let attempts = try await house.webhooks.attempts(of: delivery.id)
        #expect(attempts.map(\.status) == [status, 200])
        #expect(attempts.map(\.failure) == [.status, nil])
    }

    @Test(.contract("8.4 attempts"))
    func `is parked after the last attempt of the schedule, and kept`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(500) }
        let id = try await house.subscribe(receiver.url)
        try await house.happen(body)
        let service = house.service()
        for _ in 1...14 {
            await service.drain()
            house.clock.advance(by: 50_000)
        }
        #expect(receiver.requests.count == 11)
        let delivery = try #require(try await house.deliveries(to: id).first)
        #expect(delivery.state == .parked)
        #expect(delivery.attempts == 11)
        let counts = try await house.database.read { [house] transaction in
            let counts = try house.webhooks.counts(in: transaction)
            return [counts.open, counts.parked]
        }
        #expect(counts == [0, 1])
    }

    @Test func `names the class of a failure without an answer`() async throws {
        let house = try await WebhookHouse(resolver: ScriptedResolver([["10.0.0.1"]]))
        let closed = try await house.subscribe("http://127.0.0.1:1/")
        let blocked = try await house.subscribe("https://inside.example/")
        try await house.happen(body)
        await house.service().drain()
        for (id, failure) in [(closed, WebhookFailure.connect), (blocked, .blockedAddress)] {
            let delivery = try #require(try await house.deliveries(to: id).first)
            let attempts = try await house.webhooks.attempts(of: delivery.id)
            #expect(attempts.map(\.failure) == [failure])
            #expect(attempts.map(\.status) == [nil])
            #expect(delivery.state == .waiting)
        }
    }

    @Test func `starts after those before it about the same verification`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { request, _ in .status(request.body == Data("a0".utf8) ? 500 : 200) }
        try await house.subscribe(receiver.url)
        let service = house.service()
        // Successes first, so that four may be in flight together.
        for _ in 1...3 {
            try await house.happen("earlier")
            await service.drain()
        }
        let (first, second) = (UUID(), UUID())
        for number in 0..<8 {
            try await house.happen("a\(number)", about: first)
            try await house.happen("b\(number)", about: second)
        }
        await service.drain()
        let bodies = receiver.requests.dropFirst(3).map { String(decoding: $0.body, as: UTF8.self) }
        #expect(bodies.count == 16)
        #expect(bodies.filter { $0.hasPrefix("a") } == (0..<8).map { "a\($0)" })
        #expect(bodies.filter { $0.hasPrefix("b") } == (0..<8).map { "b\($0)" })
    }

    @Test func `of a dead receiver delays no other, and holds one place`() async throws {
        let house = try await WebhookHouse()
        let dead = try await Receiver { _, _ in .silence }
        let alive = try await Receiver { _, _ in .status(200) }
        let deadID = try await house.subscribe(dead.url)
        try await house.subscribe(alive.url)
        for _ in 1...40 { try await house.happen(body) }
        let service = house.service()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await service.drain() }
            await alive.waitFor(40)
            await dead.waitFor(1)
            group.cancelAll()
        }
        #expect(alive.requests.count == 40)
        #expect(dead.requests.count == 1)
        // Broken off on our side: no attempt of the receiver's, and free for the next process.
        let deliveries = try await house.deliveries(to: deadID)
        #expect(deliveries.allSatisfy { $0.state == .waiting && $0.attempts == 0 })
    }

    @Test func `goes to a trusted receiver four at a time and no more`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { request, _ in request.body == Data("quick".utf8) ? .status(200) : .silence }
        let id = try await house.subscribe(receiver.url)
        let service = house.service()
        for _ in 1...5 {
            try await house.happen("quick")
            await service.drain()
        }
        for _ in 1...10 { try await house.happen("slow") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await service.drain() }
            await receiver.waitFor(9)
            let sending = try await house.deliveries(to: id).filter { $0.state == .sending }
            #expect(sending.count == 4)
            group.cancelAll()
        }
    }

    @Test func `survives a stop in the middle`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in before == 0 ? .silence : .status(200) }
        let id = try await house.subscribe(receiver.url)
        try await house.happen(body)
        try await withThrowingTaskGroup(of: Void.self) { group in
            // This one hangs for as long as the test lasts: to those after it, it is dead.
            group.addTask { await house.service().drain() }
            await receiver.waitFor(1)

            let next = house.service()
            await next.drain()
            #expect(receiver.requests.count == 1, "its lease still holds")

            try await house.database.write { [house] in try house.webhooks.releaseAll(in: $0) }
            await next.drain()
            #expect(receiver.requests.count == 2)
            group.cancelAll()
        }
        #expect(try await house.deliveries(to: id).map(\.state) == [.delivered])
        #expect(receiver.requests[0].body == receiver.requests[1].body)
    }

    @Test func `is taken over when its lease has run out`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in before == 0 ? .silence : .status(200) }
        let id = try await house.subscribe(receiver.url)
        try await house.happen(body)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await house.service().drain() }
            await receiver.waitFor(1)
            house.clock.advance(by: WebhookLimits.leaseSeconds + 1)
            await house.service().drain()
            group.cancelAll()
        }
        #expect(receiver.requests.count == 2)
        #expect(try await house.deliveries(to: id).map(\.state) == [.delivered])
    }

    @Test func `is withdrawn when the person's data were erased`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in .status(before == 0 ? 500 : 200) }
        let id = try await house.subscribe(receiver.url)
        let subject = UUID()
        try await house.happen(body, about: subject)
        let service = house.service()
        await service.drain()
        try await house.erase(subject)
        house.clock.advance(by: 60)
        await service.drain()
        #expect(receiver.requests.count == 1)
        #expect(try await house.deliveries(to: id).map(\.state) == [.withdrawn])
    }

    @Test func `is made by the running service as soon as it is woken`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(200) }
        try await house.subscribe(receiver.url)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await house.service().run() }
            try await house.happen(body)
            house.queue.wake()
            await receiver.waitFor(1)
            // No wake-up, as from another process: the service looks by itself. A few times, as another sleeper may be
            // the one that is woken.
            try await house.happen(body)
            for _ in 1...10 {
                await house.clock.waitForSleeper()
                house.clock.advance(by: WebhookLimits.lookEverySeconds)
            }
            await receiver.waitFor(2)
            group.cancelAll()
        }
        #expect(receiver.requests.count == 2)
    }

    @Test func `is found without walking through those that are done`() async throws {
        let plans = RecordedPlans()
        let house = try await WebhookHouse(plans: plans)
        let receiver = try await Receiver { request, _ in
            .status(request.headers["webhook-attempt"] == "1" ? 500 : 200)
        }
        let id = try await house.subscribe(receiver.url)
        try await house.subscribe(.init(url: receiver.url, authentication: .none, ordering: .strict))
        try await house.happen(body)
        let service = house.service()
        await service.drain()
        house.clock.advance(by: 12)
        await service.drain()
        let delivery = try #require(try await house.deliveries(to: id).first)
        #expect(try await house.webhooks.attempts(of: delivery.id).count == 2)
        _ = try await plans.database(house.database).read { try house.webhooks.counts(in: $0).open }

        let scans = plans.steps.filter { step in
            step.hasPrefix("SCAN") && !step.contains("USING") && !step.contains("CONSTANT ROW")
                && step != "SCAN receiver"
        }
        #expect(scans.isEmpty)
        for index in ["webhook_delivery_waiting", "webhook_delivery_open", "webhook_delivery_leased"] {
            #expect(plans.steps.contains { $0.hasPrefix("SEARCH") && $0.contains("INDEX \(index) ") })
        }
    }
}
