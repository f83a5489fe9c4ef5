import Kernel

/// Chance that repeats: the same damage on every run and machine.
struct DamageDraws {
    private var numbers: SplitMix64

    init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

    /// 0..<limit; the limit is above 0.
    mutating func number(below limit: Int) -> Int { Int(numbers.next() % UInt64(limit)) }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: numbers.next()) } }
}
