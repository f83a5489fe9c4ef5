import Kernel

/// Chance that repeats, with its own ways from bits to numbers.
///
/// Only its own methods are used, not the standard library's `random(in:using:)`, whose way from bits to numbers may
/// change with the library and with it every specimen.
package struct SeededGenerator: Sendable {
    private var numbers: SplitMix64

    package init(seed: UInt64) {
        numbers = SplitMix64(seed: seed)
    }

    package mutating func next() -> UInt64 { numbers.next() }

    /// Evenly spread over 0..<1.
    package mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// Evenly spread over `range`.
    package mutating func number(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    package mutating func integer(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// One of `choices`, which is not empty.
    package mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
        choices[integer(in: 0...choices.count - 1)]
    }

    /// About normal, mean 0 and deviation 1: the sum of twelve even numbers less six (Irwin and Hall), so within -6…6.
    package mutating func normal() -> Double {
        (0..<12).reduce(-6.0) { sum, _ in sum + unit() }
    }
}
