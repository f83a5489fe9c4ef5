import Foundation
import Kernel
import Onboarding
import Synchronization
import TestKit
import Testing

@Suite(.timeLimit(.minutes(1))) struct `A strict subscription` {
    /// Fails by chance, always the same for one seed.
    private final class Chance: Sendable {
        private let state: Mutex<UInt64>

        init(seed: UInt64) { state = Mutex(seed) }

        func next(_ bound: UInt64) -> UInt64 {
            state.withLock { state in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return (state >> 33) % bound
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `sends no event before the one before it has arrived or was parked`(_ seed: UInt64) async throws {
        let house = try await WebhookHouse()
        let chance = Chance(seed: seed)
        let receiver = try await Receiver { _, _ in
            switch chance.next(10) {
            case 0..<4: .status(500)
            case 4: .status(400, headers: ["webhook-delivery: abort-message"])
            case 5: .close
            default: .status(200)
            }
        }
        let id = try await house.subscribe(
            .init(url: receiver.url, authentication: .none, ordering: .strict)
        ).id
        let subjects = [UUID(), UUID(), UUID()]
        for number in 0..<8 {
            for subject in subjects { try await house.happen("\(number)", about: subject) }
        }
        let service = house.service()
        await service.drain()
        await house.pass(seconds: 400_000, steps: 60, service)

        let deliveries = try await house.deliveries(to: id)
        #expect(deliveries.count == 24)
        #expect(deliveries.allSatisfy { $0.state == .delivered || $0.state == .parked })
        for subject in subjects {
            let name = subject.uuidString.lowercased()
            let numbers = receiver.requests.filter { $0.headers["webhook-subject"] == name }
                .compactMap { Int($0.headers["webhook-sequence"] ?? "") }
            #expect(numbers == numbers.sorted(), "no event after a later one, no retry either")
            #expect(Set(numbers) == Set(1...8))
        }
    }

    @Test func `does not hold one person back for another`() async throws {
        let house = try await WebhookHouse()
        let receiver = try await Receiver { request, _ in .status(request.body == Data("a0".utf8) ? 500 : 200) }
        try await house.subscribe(.init(url: receiver.url, authentication: .none, ordering: .strict))
        let (first, second) = (UUID(), UUID())
        for number in 0..<3 {
            try await house.happen("a\(number)", about: first)
            try await house.happen("b\(number)", about: second)
        }
        await house.service().drain()
        #expect(
            receiver.requests.map { String(decoding: $0.body, as: UTF8.self) }.sorted() == ["a0", "b0", "b1", "b2"])
    }
}
