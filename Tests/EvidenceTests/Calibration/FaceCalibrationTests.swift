import Evidence
import Testing

@Suite struct `A face calibration` {
    private static func calibration(
        _ pairs: [ScoredPair], rates: [Double] = [0.1, 1e-2], seed: UInt64 = 1
    ) throws -> FaceCalibration {
        FaceCalibration(
            try CalibrationSample(pairs: pairs, measure: .cosine),
            FaceCalibration.Question(rates: rates, thresholds: [0.3], replicates: 100, seed: seed))
    }

    @Test func `needs pairs of both kinds`() {
        #expect(throws: CalibrationError.noGenuinePairs) { try KnownScores.sample(genuine: [], impostor: [0.1]) }
        #expect(throws: CalibrationError.noImpostorPairs) { try KnownScores.sample(genuine: [0.1], impostor: []) }
        #expect(throws: CalibrationError.noGenuinePairs) { try KnownScores.sample(genuine: [], impostor: []) }
    }

    @Test(arguments: [
        (ScoredPair(value: .nan, isGenuine: true, people: .init(left: "a", right: "a")), "a score that is none"),
        (ScoredPair(value: 1.1, isGenuine: true, people: .init(left: "a", right: "a")), "no cosine"),
        (ScoredPair(value: 0, isGenuine: true, people: .init(left: "a", right: "b")), "genuine of two persons"),
        (ScoredPair(value: 0, isGenuine: false, people: .init(left: "a", right: "a")), "impostor of one person"),
        (ScoredPair(value: 0, isGenuine: false), "one without names"),
    ])
    func `refuses pairs that contradict themselves`(_ pair: ScoredPair, _ why: String) throws {
        let good = KnownScores.named(people: 3, pictures: 2)
        let error = try #require(throws: CalibrationError.self) {
            try CalibrationSample(pairs: good + [pair], measure: .cosine)
        }
        guard case .wrongPair(good.count + 1, _) = error else { Issue.record("\(why): \(error)"); return }
    }

    @Test func `states a rate that its sample carries, at the threshold as it is printed`() throws {
        let calibration = try Self.calibration(
            KnownScores.pairs(genuine: KnownScores.even(0.5...1, 20), impostor: KnownScores.even(0...0.999, 1000)))
        let point = try calibration.answers[1].outcome.get()
        // Ten of a thousand may match: the eleventh from above, 0.989, must not, by a millionth.
        #expect(point.threshold == 0.989001)
        #expect(point.falseMatches.errors == 10 && point.falseMatches.rate == 1e-2)
        #expect(point.falseMatches.pairs95 == RateInterval(errors: 10, of: 1000))
        #expect(point.falseNonMatches.errors == 19 && point.falseNonMatches.comparisons == 20)
        #expect(point.falseMatches.people95 == nil)
        #expect(calibration.identities == nil && calibration.inForce[0].threshold == 0.3)
    }

    @Test func `refuses a rate that its sample cannot carry`() throws {
        let pairs = KnownScores.pairs(genuine: [0.9], impostor: KnownScores.even(0...0.5, 299))
        let answers = try Self.calibration(pairs, rates: [0.1, 1e-2, 1e-5]).answers
        #expect(throws: Never.self) { try answers[0].outcome.get() }
        #expect(throws: RuleOfThree.Refusal(rate: 1e-2, needed: 300, present: 299)) { try answers[1].outcome.get() }
        #expect(throws: RuleOfThree.Refusal(rate: 1e-5, needed: 300_000, present: 299)) {
            try answers[2].outcome.get()
        }
    }

    @Test func `carries an EER that both kinds of pairs carry`() throws {
        let impostor = KnownScores.even(0...0.5, 3000)
        let few = try Self.calibration(KnownScores.pairs(genuine: KnownScores.even(0.499...1, 100), impostor: impostor))
        #expect(few.equalError.leastStated == 0.03 && !few.equalError.isCarried)
        #expect(few.equalError.rate > RuleOfThree.least(pairs: 3000))
        let more = try Self.calibration(KnownScores.pairs(genuine: KnownScores.even(0.4...1, 100), impostor: impostor))
        #expect(more.equalError.rate > 0.03 && more.equalError.isCarried)
    }

    @Test func `keeps to the FMR where every score is the same`() throws {
        let calibration = try Self.calibration(
            KnownScores.pairs(genuine: [0.5, 0.5], impostor: [Double](repeating: 0.5, count: 300)))
        let point = try calibration.answers[1].outcome.get()
        #expect(point.threshold == 0.500001)
        #expect(point.falseMatches.errors == 0 && point.falseNonMatches.errors == 2)
        #expect(calibration.equalError.rate == 0.5)
    }

    @Test func `rounds the threshold of a distance to the stricter side as well`() throws {
        let sample = try KnownScores.sample(
            genuine: [0.2, 0.4], impostor: KnownScores.even(0.300_000_4...0.9, 300), measure: .distance)
        let calibration = FaceCalibration(
            sample, FaceCalibration.Question(rates: [1e-2], replicates: 100, seed: 1))
        let point = try calibration.answers[0].outcome.get()
        #expect(point.falseMatches.errors == 3)
        #expect((point.threshold * 1e6).rounded() / 1e6 == point.threshold)
    }

    @Test func `draws the same people for the same seed, and others for another`() throws {
        let pairs = KnownScores.named(people: 16, pictures: 3)
        let (one, same) = (try Self.calibration(pairs), try Self.calibration(pairs))
        let other = try Self.calibration(pairs, seed: 2)
        let points = try [one, same, other].map { try $0.answers[0].outcome.get() }
        #expect(one.equalError == same.equalError && points[0] == points[1])
        #expect(points[0].falseMatches.people95 != points[2].falseMatches.people95)
        let interval = try #require(points[0].falseMatches.people95)
        #expect(interval.lower < 0.1 && interval.upper > 0.1)
        let equal = try #require(one.equalError.people95)
        #expect(equal.lower <= one.equalError.rate && one.equalError.rate <= equal.upper)
    }

    @Test func `sees more doubt where one person is taken for everybody`() throws {
        // The same number of false matches, all of them person 0's: pairs look as good as before, people do not.
        let pairs = KnownScores.named(people: 20, pictures: 4).map { pair in
            let isLamb = !pair.isGenuine && [pair.people?.left, pair.people?.right].contains("p0")
            return ScoredPair(
                value: pair.isGenuine ? 0.9 : isLamb ? 0.8 : 0.1, isGenuine: pair.isGenuine, people: pair.people)
        }
        let calibration = FaceCalibration(
            try CalibrationSample(pairs: pairs, measure: .cosine),
            FaceCalibration.Question(rates: [], thresholds: [0.5], replicates: 200, seed: 1))
        let matches = calibration.inForce[0].falseMatches
        let people = try #require(matches.people95)
        #expect(abs(matches.rate - 0.1) < 1e-9)
        #expect(people.lower == 0 && people.upper > 0.2)
        #expect(matches.pairs95.lower > 0.08 && matches.pairs95.upper < 0.12)
        #expect(calibration.inForce[0].falseNonMatches.people95 == nil)
    }

    @Test func `tells nothing over people of too few`() throws {
        let calibration = try Self.calibration(KnownScores.named(people: 9, pictures: 3))
        #expect(calibration.identities == 9 && calibration.equalError.people95 == nil)
        #expect(try calibration.answers[0].outcome.get().falseMatches.people95 == nil)
    }
}
