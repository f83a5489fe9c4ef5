import Evidence
import Testing

@Suite struct `An exact interval` {
    /// The first two are in many tables, and 0 in n is 1 - 0.025^(1/n) by hand; the others are those of SciPy 1.x
    /// (`scipy.stats.beta.ppf`).
    @Test(
        arguments: [
            (0, 100, 0, 0.03621669264517641), (5, 100, 0.016431879182052155, 0.11283491110546275),
            (10, 100, 0.04900468922148595, 0.17622259774002266), (100, 100, 0.9637833073548235, 1),
            (1, 2, 0.01257911709342505, 0.9874208829065749), (0, 1, 0, 0.975),
            (7, 7262, 0.00038763158735866094, 0.0019850324103322338),
            (1, 488, 5.1879408283120056e-05, 0.011363966010524059),
            (3, 30_000, 2.0622878887234136e-05, 0.0002922143461382033),
            (30, 3_000_000, 6.746967856751371e-06, 1.4275591279708082e-05),
            (999_999, 2_000_000, 0.4993062985082733, 0.5006927014931746),
            (1, 2_000_000, 1.2658903912021012e-08, 2.785818511507096e-06),
        ] as [(Int, Int, Double, Double)])
    func `is Clopper and Pearson's`(_ errors: Int, _ trials: Int, _ lower: Double, _ upper: Double) {
        let interval = RateInterval(errors: errors, of: trials)
        #expect(abs(interval.lower - lower) <= 1e-7 * lower)
        #expect(abs(interval.upper - upper) <= 1e-7 * upper)
    }

    @Test func `holds the rate, and turns round with it`() {
        for trials in [1, 2, 7, 40] {
            for errors in 0...trials {
                let interval = RateInterval(errors: errors, of: trials)
                let other = RateInterval(errors: trials - errors, of: trials)
                let rate = Double(errors) / Double(trials)
                #expect(interval.lower <= rate && rate <= interval.upper)
                #expect(abs(interval.lower - (1 - other.upper)) < 1e-9)
            }
        }
    }
}

@Suite struct `The rule of three` {
    @Test(arguments: [
        (1.0, 3), (0.5, 6), (1e-2, 300), (1e-3, 3000), (1e-4, 30_000), (1e-5, 300_000), (0.3, 10), (0.29, 11),
    ])
    func `asks for three comparisons an expected error`(_ rate: Double, _ needed: Int) throws {
        #expect(RuleOfThree.needed(for: rate) == needed)
        try RuleOfThree.check(rate: rate, impostorPairs: needed)
        #expect(throws: RuleOfThree.Refusal(rate: rate, needed: needed, present: needed - 1)) {
            try RuleOfThree.check(rate: rate, impostorPairs: needed - 1)
        }
    }

    @Test func `says how many are needed`() throws {
        let refusal = try #require(throws: RuleOfThree.Refusal.self) {
            try RuleOfThree.check(rate: 0.001, impostorPairs: 2999)
        }
        #expect(refusal.description == "FMR 0.001 is not stated: it needs 3000 impostor pairs, and there are 2999")
    }
}
