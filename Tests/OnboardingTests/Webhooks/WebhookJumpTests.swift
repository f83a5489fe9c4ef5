import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Webhooks under a clock that is set` {
    @Test func `do not go all at once after a jump forward, and all go within two minutes`() async throws {
        let house = try await WebhookHouse()
        let isMended = Flag()
        var receivers: [Receiver] = []
        for _ in 0..<8 {
            receivers.append(try await Receiver { _, _ in .status(isMended.isSet ? 200 : 500) })
        }
        for receiver in receivers { try await house.subscribe(receiver.url) }
        let service = house.service()
        for _ in 0..<10 { try await house.happen("event") }
        await service.drain()
        isMended.set()
        let before = receivers.reduce(0) { $0 + $1.requests.count }
        #expect(try await house.openDeliveries() == 80 && before == 80)
        house.clock.set(forwardBy: 30 * 24 * 3600)
        await service.drain()
        #expect(receivers.reduce(0) { $0 + $1.requests.count } == before, "nothing at the very moment")
        for second in 1...60 {
            await house.pass(seconds: 1, steps: 1, service)
            let sent = receivers.reduce(0) { $0 + $1.requests.count } - before
            #expect(sent <= 3 * second, "\(sent) after \(second) s")
        }
        await house.pass(seconds: 2, steps: 2, service)
        #expect(try await house.openDeliveries() == 0)
    }

    @Test func `go on at once where the clock was set back and right again, and else as much later`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { _, before in .status(before == 0 ? 500 : 200) }
        try await house.subscribe(receiver.url)
        let service = house.service()
        try await house.happen("event")
        await service.drain()
        house.clock.set(forwardBy: -1000)
        await house.pass(seconds: 960, steps: 4, service)
        #expect(receiver.requests.count == 1)
        await house.pass(seconds: 100, steps: 4, service)
        #expect(receiver.requests.count == 2, "no later than the step back and a minute")
    }
}
