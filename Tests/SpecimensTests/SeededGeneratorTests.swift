import Specimens
import Testing

@Suite struct `A seeded generator` {
    /// The first numbers of SplitMix64 from the seed 1234567, as its authors' reference program prints them.
    @Test func `gives the published sequence`() {
        var generator = SeededGenerator(seed: 1_234_567)
        let numbers = (0..<3).map { _ in generator.next() }
        #expect(numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423])
    }

    @Test func `stays in its ranges and spreads over them`() {
        var generator = SeededGenerator(seed: 3)
        let numbers = (0..<2000).map { _ in generator.number(in: -2...6) }
        #expect(numbers.allSatisfy { (-2...6).contains($0) })
        #expect((1.7...2.3).contains(numbers.reduce(0, +) / 2000))
        let normal = (0..<2000).map { _ in generator.normal() }
        #expect((0.9...1.1).contains(normal.map { $0 * $0 }.reduce(0, +) / 2000))
    }
}
