import DatabaseSQLite
import Foundation
import Journal
import Kernel
import Onboarding
import Synchronization
import TestKit
import Testing

/// What a receiver's answer asks for beyond another attempt.
@Suite(.timeLimit(.minutes(1))) struct `An answer to a webhook` {
    @Test func `410 pauses the subscription at once, and a resumption delivers what has gathered`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in .status(before == 0 ? 410 : 200) }
        let id = try await house.subscribe(receiver.url)
        try await house.happen("one")
        let service = house.service()
        await service.drain()
        try await house.happen("two")
        await house.pass(seconds: 3600, steps: 4, service)
        #expect(receiver.requests.count == 1)
        #expect(try await house.subscription(id).pausedReason == .gone)
        let entries = try await house.database.read { try AuditLog.entries(about: id.description, in: $0) }
        #expect(entries.last?.action == "webhook.paused")
        #expect(entries.last?.detail == ["reason": "Gone"])
        #expect(entries.last?.actor == .system)

        try await house.change(id) { $0.isPaused = false }
        #expect(try await house.subscription(id).isPaused == false)
        await service.drain()
        #expect(try await house.deliveries(to: id).map(\.state) == [.delivered, .delivered])
    }

    @Test(arguments: [
        (429, "120"), (503, "120"), (429, "Sun, 15 Jun 2025 15:08:40 GMT"), (503, "Sun, 15 Jun 2025 15:08:40 GMT"),
    ])
    func `429 and 503 with Retry-After hold the whole receiver back for as long`(
        _ status: Int, _ retryAfter: String
    ) async throws {
        let house = try await WebhookHouse()
        // The clock stands at 15:06:40 GMT on that day.
        #expect(house.clock.now == Date(timeIntervalSince1970: 1_750_000_000))
        let receiver = try await Receiver { _, before in
            before == 0 ? .status(status, headers: ["Retry-After: \(retryAfter)"]) : .status(200)
        }
        try await house.subscribe(receiver.url)
        try await house.happen("one")
        let service = house.service()
        await service.drain()
        try await house.happen("two")
        await house.pass(seconds: 119, steps: 7, service)
        #expect(receiver.requests.count == 1)
        await house.pass(seconds: 2, steps: 1, service)
        #expect(receiver.requests.count == 3)
    }

    @Test func `asks for a day of rest at the most`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in
            before == 0 ? .status(503, headers: ["Retry-After: 99999999999999999999"]) : .status(200)
        }
        try await house.subscribe(receiver.url)
        try await house.happen("one")
        let service = house.service()
        await service.drain()
        await house.pass(seconds: 24 * 3600 - 1, steps: 3, service)
        #expect(receiver.requests.count == 1)
        await house.pass(seconds: 2, steps: 1, service)
        #expect(receiver.requests.count == 2)
    }

    @Test(arguments: ["", "soon", "-5", "Sun, 15 Jun 2025 15:08:40 CEST", "Sun, 31 Feb 2026 00:00:00 GMT", "1e3"])
    func `with a Retry-After that is none is followed by the schedule`(_ retryAfter: String) async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in
            before == 0 ? .status(503, headers: ["Retry-After: \(retryAfter)"]) : .status(200)
        }
        try await house.subscribe(receiver.url)
        try await house.happen("one")
        let service = house.service()
        await service.drain()
        await house.pass(seconds: 11.5, steps: 1, service)
        #expect(receiver.requests.count == 2)
    }

    @Test(arguments: [502, 504])
    func `502 and 504 slow the whole receiver`(_ status: Int) async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in .status(before == 0 ? status : 200) }
        try await house.subscribe(receiver.url)
        try await house.happen("one")
        let service = house.service()
        await service.drain()
        try await house.happen("two")
        await house.pass(seconds: WebhookLimits.slowSeconds - 1, steps: 3, service)
        #expect(receiver.requests.count == 1)
        await house.pass(seconds: 2, steps: 1, service)
        #expect(receiver.requests.count == 3)
    }

    @Test func `with abort-message parks that delivery and no other`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in
            before == 0 ? .status(400, headers: ["Webhook-Delivery: abort-message"]) : .status(200)
        }
        let id = try await house.subscribe(receiver.url)
        try await house.happen("unwanted")
        let service = house.service()
        await service.drain()
        house.clock.advance(by: 1)
        try await house.happen("wanted")
        await house.pass(seconds: 7200, steps: 6, service)
        #expect(receiver.requests.map { String(decoding: $0.body, as: UTF8.self) } == ["unwanted", "wanted"])
        #expect(try await house.deliveries(to: id).map(\.state) == [.delivered, .parked])
    }
}

/// What many failures bring about.
@Suite(.timeLimit(.minutes(1))) struct `A receiver that fails again and again` {
    @Test func `gets one probe a minute after twenty straight failures, until it answers`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in .status(before < 25 ? 500 : 200) }
        let id = try await house.subscribe(receiver.url)
        for number in 0..<30 { try await house.happen("event \(number)") }
        let service = house.service()
        await service.drain()
        // One at a time, each of them new: the twentieth failure opens the breaker.
        #expect(receiver.requests.count == WebhookLimits.breakerFailures)
        await house.pass(seconds: 59, steps: 3, service)
        #expect(receiver.requests.count == 20)
        await house.pass(seconds: 2, steps: 1, service)
        #expect(receiver.requests.count == 21)
        await house.pass(seconds: 4 * 61, steps: 4, service)
        #expect(receiver.requests.count == 25)
        await house.pass(seconds: 61, steps: 1, service)
        // The probe succeeded: nothing is held back any more.
        let open = try await house.deliveries(to: id).filter { $0.state == .waiting && $0.dueAt <= house.clock.now }
        #expect(open.isEmpty)
        #expect(receiver.requests.count >= 55)
        await house.pass(seconds: 7200, steps: 4, service)
        #expect(try await house.deliveries(to: id).allSatisfy { $0.state == .delivered })
    }

    @Test func `is paused after five days, with an entry and a reason`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, _ in .status(500) }
        let id = try await house.subscribe(receiver.url)
        let service = house.service()
        // Two failures half a day apart begin the time; it is over five days later.
        for hour in stride(from: 0, to: 132, by: 6) {
            try await house.happen("hour \(hour)")
            await service.drain()
            #expect(try await house.subscription(id).isPaused == false, "hour \(hour)")
            house.clock.advance(by: 6 * 3600)
        }
        try await house.happen("after")
        await service.drain()
        #expect(try await house.subscription(id).pausedReason == .failing)
        let entries = try await house.database.read { try AuditLog.entries(about: id.description, in: $0) }
        #expect(entries.contains { $0.action == "webhook.paused" && $0.detail == ["reason": "Failing"] })
        let before = receiver.requests.count
        await house.pass(seconds: 24 * 3600, steps: 6, service)
        #expect(receiver.requests.count == before)
    }

    @Test func `is not paused where a success came between`() async throws {
        let house = try await WebhookHouse()
        let isWell = Mutex(false)
        let receiver = try await Receiver { _, _ in .status(isWell.withLock { $0 } ? 200 : 500) }
        let id = try await house.subscribe(receiver.url)
        let service = house.service()
        for quarter in 0..<32 {
            isWell.withLock { $0 = quarter == 14 }
            try await house.happen("event")
            await service.drain()
            house.clock.advance(by: 6 * 3600)
        }
        #expect(try await house.subscription(id).isPaused == false)
        #expect(try await house.deliveries(to: id).contains { $0.state == .delivered })
    }

    @Test func `does not delay another by a moment`() async throws {
        let house = try await WebhookHouse()
        let dead = try await Receiver { _, _ in .status(503, headers: ["Retry-After: 86400"]) }
        let alive = try await Receiver { _, _ in .status(200) }
        for _ in 0..<5 { try await house.subscribe(dead.url) }
        let id = try await house.subscribe(alive.url)
        let service = house.service()
        for number in 0..<20 {
            try await house.happen("event \(number)")
            house.clock.advance(by: 1)
            await service.drain()
            // The clock does not move while it is delivered: what is due now is sent now.
            #expect(alive.requests.count == number + 1)
        }
        #expect(try await house.deliveries(to: id).allSatisfy { $0.attempts == 1 && $0.state == .delivered })
    }
}
