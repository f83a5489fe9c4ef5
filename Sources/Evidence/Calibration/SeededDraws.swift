/// Draws that repeat: the same seed gives the same numbers on every machine (SplitMix64, G. Steele and others, 2014).
struct SeededDraws: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// How often each of `count` things was drawn in `count` draws with replacement.
    mutating func weights(count: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: count)
        for _ in 0..<count { weights[Int(next() % UInt64(count))] += 1 }
        return weights
    }
}
