/// How hard the photographs of a series are to read.
package enum SceneDifficulty: String, Codable, Sendable, CaseIterable {
    /// As a careful person takes them, in good light.
    case easy
    /// Aslant, unevenly lit, now and then a thumb, a shadow or a reflection.
    case moderate
    /// Far off, dim, noisy, blurred, shining.
    case hard

    /// Ranges of everything that is left to chance.
    struct Ranges {
        let lean: Double
        let turn: Double
        var fill: ClosedRange<Double>
        let exposure: ClosedRange<Double>
        let gradient: ClosedRange<Double>
        let noise: ClosedRange<Double>
        let blur: ClosedRange<Double>
        let motion: Int
        let cast: Double
        let glare: ClosedRange<Double>
        let shadow: ClosedRange<Double>
        /// How often each of glare, streak, shadow, thumb and bend is there.
        let share: Double
        let jpegQuality: ClosedRange<Int>
        var frame: (width: Int, height: Int)
    }

    /// The same for one kind of side. A wide PDF417 symbol has 290 modules across, and each keeps three pixels or more:
    /// half the width that a zone's capitals are content with would leave it none to read.
    func ranges(for kind: SpecimenDocument.Kind) -> Ranges {
        guard kind == .aamvaBack, self != .easy else { return ranges }
        var ranges = ranges
        ranges.fill = 0.72...0.84
        ranges.frame = (1920, 1440)
        return ranges
    }

    /// Even the hard ones leave capitals of the zone at least 12 pixels high: smaller ones are refused before reading.
    private var ranges: Ranges {
        switch self {
        case .easy:
            Ranges(
                lean: 4, turn: 2, fill: 0.82...0.88, exposure: 0.9...1.04, gradient: 0...0.1, noise: 1...3,
                blur: 0...0.5, motion: 0, cast: 0.2, glare: 0...0, shadow: 0...0, share: 0, jpegQuality: 88...95,
                frame: (1920, 1440))
        case .moderate:
            Ranges(
                lean: 12, turn: 8, fill: 0.68...0.82, exposure: 0.68...1.08, gradient: 0.05...0.25, noise: 2...5,
                blur: 0.3...1, motion: 2, cast: 0.6, glare: 50...130, shadow: 0.15...0.35, share: 0.3,
                jpegQuality: 72...90, frame: (1920, 1440))
        case .hard:
            Ranges(
                lean: 22, turn: 18, fill: 0.56...0.72, exposure: 0.36...1.12, gradient: 0.1...0.4, noise: 4...11,
                blur: 0.7...1.6, motion: 5, cast: 1, glare: 110...190, shadow: 0.3...0.6, share: 0.5,
                jpegQuality: 30...72, frame: (1280, 960))
        }
    }
}
