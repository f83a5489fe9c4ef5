/// How many comparisons a small rate asks for (ISO/IEC 19795-1, "rule of 3"): the least rate of which anything can be
/// said with 95 % confidence from N independent comparisons is 3/N.
package enum RuleOfThree {
    /// A rate that the sample is too small for.
    package struct Refusal: Error, Equatable, CustomStringConvertible {
        package let rate: Double
        package let needed: Int
        package let present: Int

        package init(rate: Double, needed: Int, present: Int) {
            self.rate = rate
            self.needed = needed
            self.present = present
        }

        package var description: String {
            "FMR \(rate) is not stated: it needs \(needed) impostor pairs, and there are \(present)"
        }
    }

    /// - Parameter rate: greater than 0, at most 1.
    package static func needed(for rate: Double) -> Int {
        // 3 / 1e-5 is a hair more than 300,000 in binary, which is no reason to ask for one pair more.
        Int((3 / rate * (1 - 1e-12)).rounded(.up))
    }

    package static func check(rate: Double, impostorPairs present: Int) throws(Refusal) {
        let needed = needed(for: rate)
        guard present >= needed else { throw Refusal(rate: rate, needed: needed, present: present) }
    }

    /// The least rate that so many pairs carry.
    package static func least(pairs: Int) -> Double { 3 / Double(pairs) }
}
