/// An error rate with what it rests on.
package struct MeasuredRate: Codable, Equatable, Sendable {
    package let errors: Int
    package let comparisons: Int
    /// Clopper and Pearson's, as if every pair were independent: too narrow, as pairs share people.
    package let pairs95: RateInterval
    /// The bootstrap's over people. Nil without names, with too few people, and where no error or nothing but errors
    /// were seen: drawing the same people again cannot show what none of them did.
    package let people95: RateInterval?

    /// 0…1.
    package var rate: Double { Double(errors) / Double(comparisons) }

    package init(errors: Int, comparisons: Int, people95: RateInterval?) {
        self.errors = errors
        self.comparisons = comparisons
        pairs95 = RateInterval(errors: errors, of: comparisons)
        self.people95 = (1..<comparisons).contains(errors) ? people95 : nil
    }

    /// The sample can carry this rate itself and not only its upper bound: `RuleOfThree`.
    package var isCarried: Bool { rate > 0 && RuleOfThree.needed(for: rate) <= comparisons }
}
