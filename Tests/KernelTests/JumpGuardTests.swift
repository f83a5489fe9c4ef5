import Foundation
import Kernel
import Testing

@Suite struct `A guard against jumps of the clock` {
    private let noon = Date(timeIntervalSince1970: 1_795_392_000)

    @Test(arguments: [0.0, 0.001, 1, 3600, 100_000])
    func `lets everything go while the clock runs`(_ step: Double) {
        var jumps = JumpGuard()
        for turn in 0..<100 {
            let wall = noon.addingTimeInterval(Double(turn) * step)
            #expect(jumps.share(wall: wall, uptime: Double(turn) * step, chance: 0.5) == nil)
        }
    }

    @Test(arguments: [30.0, 300, -30, -100_000]) func `and where it is put right, or set back`(_ step: Double) {
        var jumps = JumpGuard()
        _ = jumps.share(wall: noon, uptime: 10, chance: 0.5)
        #expect(jumps.share(wall: noon.addingTimeInterval(step), uptime: 10, chance: 0.5) == nil)
    }

    @Test(arguments: [301.0, 86_400, 40_000_000], [0.0, 0.5, 1])
    func `lets a part go after a jump, and everything after a minute`(_ jump: Double, _ chance: Double) {
        var jumps = JumpGuard()
        _ = jumps.share(wall: noon, uptime: 0, chance: chance)
        var (left, largest) = (1000.0, 0.0)
        for second in 1...60 {
            let wall = noon.addingTimeInterval(jump + Double(second))
            guard let share = jumps.share(wall: wall, uptime: Double(second), chance: chance) else {
                Issue.record("over after \(second) s")
                return
            }
            #expect((0...1).contains(share))
            largest = max(largest, (left * share).rounded(.down))
            left -= (left * share).rounded(.down)
            if left * share >= 1 { jumps.take() }
        }
        #expect(largest <= 50, "no batch of more than three even ones")
        #expect(left < 400)
        let end = noon.addingTimeInterval(jump + 61)
        #expect(jumps.share(wall: end, uptime: 61, chance: chance) == nil)
    }

    @Test func `saves up what a look could not use`() {
        var jumps = JumpGuard()
        _ = jumps.share(wall: noon, uptime: 0, chance: 0.5)
        var shares: [Double] = []
        for look in 0...100 {
            let seconds = Double(look) * 0.01
            shares.append(jumps.share(wall: noon.addingTimeInterval(1000 + seconds), uptime: seconds, chance: 0.5) ?? 1)
        }
        #expect(shares == shares.sorted() && shares[0] == 0)
        #expect(abs((shares.last ?? 0) - 1 / 60) < 0.001)
        jumps.take()
        #expect(jumps.share(wall: noon.addingTimeInterval(1001), uptime: 1, chance: 0.5) == 0)
    }
}
