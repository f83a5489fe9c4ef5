import Onboarding
import TestKit
import Testing

@Suite struct `The retry schedule` {
    @Test(.contract("8.4 schedule"))
    func `is the contract's, up to a day`() {
        let waits = (1...30).map { WebhookRetrySchedule.wait(afterAttempts: $0, chance: 0) }
        let expected: [Double] = [10, 30, 60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200]
        #expect(waits.compactMap(\.self) == expected)
        #expect(waits.prefix(expected.count).allSatisfy { $0 != nil })
        #expect(expected.reduce(0, +) <= WebhookRetrySchedule.horizonSeconds)
    }

    @Test(.contract("8.4 schedule"), arguments: 1...10)
    func `spreads by a tenth and no more`(_ attempts: Int) throws {
        let middle = try #require(WebhookRetrySchedule.wait(afterAttempts: attempts, chance: 0))
        let early = try #require(WebhookRetrySchedule.wait(afterAttempts: attempts, chance: -1))
        let late = try #require(WebhookRetrySchedule.wait(afterAttempts: attempts, chance: 1))
        #expect(abs(early - middle * 0.9) < 1e-6)
        #expect(abs(late - middle * 1.1) < 1e-6)
    }
}
