import Evidence
import Testing

@Suite struct `Error rates` {
    @Test func `are steps that change at the scores themselves`() throws {
        let rates = try KnownScores.rates(genuine: [0.4, 0.6, 0.8, 0.9], impostor: [0, 0.1, 0.2, 0.5])
        // (threshold, false matches, false non-matches); a score at the threshold matches.
        let table = [
            (-1.0, 4, 0), (0, 4, 0), (0.05, 3, 0), (0.5, 1, 1), (0.5.nextUp, 0, 1), (0.6, 0, 1), (0.7, 0, 2), (2, 0, 4),
        ]
        for (threshold, matched, missed) in table {
            #expect(rates.falseMatches(at: threshold) == matched, "\(threshold)")
            #expect(rates.falseNonMatches(at: threshold) == missed, "\(threshold)")
        }
        #expect(rates.falseMatchRate(at: 0.5) == 0.25 && rates.falseNonMatchRate(at: 0.7) == 0.5)
    }

    @Test func `of distances are those of cosines turned round`() throws {
        // Binary fractions, so that one less a score is exact.
        let (genuine, impostor) = ((0..<41).map { 0.25 + Double($0) / 64 }, (0..<83).map { Double($0 - 20) / 128 })
        let cosine = try KnownScores.rates(genuine: genuine, impostor: impostor)
        let distance = try KnownScores.rates(
            genuine: genuine.map { 1 - $0 }, impostor: impostor.map { 1 - $0 }, measure: .distance)
        for threshold in (-300...300).map({ Double($0) / 256 }) {
            #expect(cosine.falseMatches(at: threshold) == distance.falseMatches(at: 1 - threshold))
            #expect(cosine.falseNonMatches(at: threshold) == distance.falseNonMatches(at: 1 - threshold))
        }
        #expect(cosine.equalError.rate == distance.equalError.rate)
        #expect(abs(cosine.equalError.threshold + distance.equalError.threshold - 1) < 1e-12)
        let (one, other) = (cosine.threshold(falseMatchRate: 0.1), distance.threshold(falseMatchRate: 0.1))
        #expect(abs(one + other - 1) < 1e-12)
        #expect(cosine.falseMatches(at: one) == 8 && distance.falseMatches(at: other) == 8)
        let scale = FaceComparisonScale(measure: .distance, match: 0.5, review: 0.6)
        let edge = try KnownScores.rates(genuine: [0.5, 0.6], impostor: [0.5, 0.7], measure: .distance)
        #expect(scale.level(of: 0.5) == .match)
        #expect(edge.falseMatches(at: scale.match) == 1 && edge.falseNonMatches(at: scale.match) == 1)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `fall for FMR and rise for FNMR with the threshold`(_ seed: UInt64) throws {
        let pairs = KnownScores.named(people: 12, pictures: 4, seed: seed)
        let rates = ErrorRates(try CalibrationSample(pairs: pairs, measure: .cosine))
        let thresholds = KnownScores.even(-1.5...2, 500)
        for (one, other) in zip(thresholds, thresholds.dropFirst()) {
            #expect(rates.falseMatchRate(at: one) >= rates.falseMatchRate(at: other))
            #expect(rates.falseNonMatchRate(at: one) <= rates.falseNonMatchRate(at: other))
        }
        #expect(rates.falseMatchRate(at: -3) == 1 && rates.falseNonMatchRate(at: 3) == 1)
    }

    @Test(arguments: [
        // Even scores over 0…1 and over -0.5…0.5: at 0.25 a quarter of either is on the wrong side.
        (0.0...1.0, -0.5...0.5, 0.25), (0.5...1.0, -0.5...0.4, 0), (0.0...1.0, 0.0...1.0, 0.5),
        (0.0...0.5, 0.0...1.0, 2.0 / 3),
    ])
    func `are equal where the distributions say`(
        _ genuine: ClosedRange<Double>, _ impostor: ClosedRange<Double>, _ expected: Double
    ) throws {
        let rates = try KnownScores.rates(
            genuine: KnownScores.even(genuine, 2001), impostor: KnownScores.even(impostor, 3001))
        #expect(abs(rates.equalError.rate - expected) < 1e-3)
        let threshold = rates.equalError.threshold
        #expect(abs(rates.falseMatchRate(at: threshold) - expected) < 1e-3)
        #expect(abs(rates.falseNonMatchRate(at: threshold) - expected) < 1e-3)
    }

    @Test func `are equal between two steps, by the straight line`() throws {
        // From (FMR 1, FNMR 0) at 0.5 to (0, 1) beyond it; and from (2/3, 0) at 0.3 to (1/3, 1/2) at 0.6.
        #expect(try KnownScores.rates(genuine: [0.5, 0.5], impostor: [0.5, 0.5, 0.5]).equalError.rate == 0.5)
        let rates = try KnownScores.rates(genuine: [0.3, 0.9], impostor: [0.1, 0.3, 0.6])
        #expect(abs(rates.equalError.rate - 0.4) < 1e-12)
        #expect(abs(rates.equalError.threshold - 0.54) < 1e-12)
    }

    @Test(arguments: [0.5, 0.29, 0.1, 0.01, 0.009, 1e-3, 1e-5])
    func `are kept by the threshold for an FMR, and by none below it`(_ rate: Double) throws {
        let impostor = KnownScores.even(0...0.99, 100)
        let rates = try KnownScores.rates(genuine: [0.5, 1], impostor: impostor)
        let threshold = rates.threshold(falseMatchRate: rate)
        #expect(rates.falseMatches(at: threshold) == Int((rate * 100 + 1e-9).rounded(.down)))
        #expect(rates.falseMatchRate(at: threshold.nextDown) > rate)
    }

    @Test func `let all of the equal scores pass or none`() throws {
        let rates = try KnownScores.rates(genuine: [0.2, 0.9], impostor: [0.1, 0.5, 0.5, 0.5, 0.7])
        #expect(rates.threshold(falseMatchRate: 0.2) == 0.5.nextUp)
        #expect(rates.threshold(falseMatchRate: 0.6) == 0.5.nextUp)
        #expect(rates.falseMatchRate(at: rates.threshold(falseMatchRate: 0.6)) == 0.2)
        #expect(rates.threshold(falseMatchRate: 0.8) == 0.1.nextUp)
        #expect(rates.threshold(falseMatchRate: 1) == 0.1)
    }

    @Test func `give a curve that is thin and keeps its corners`() throws {
        let few = try KnownScores.rates(genuine: [0.4, 0.8], impostor: [0.1, 0.6]).curve(limit: 100)
        let corners = [[1, 0], [0.5, 0], [0.5, 0.5], [0, 0.5], [0, 1]]
        #expect(few.map { [$0.falseMatchRate, $0.falseNonMatchRate] } == corners)
        let rates = try KnownScores.rates(
            genuine: KnownScores.even(0...1, 5003), impostor: KnownScores.even(-0.5...0.5, 7001))
        let points = rates.curve(limit: 300)
        #expect((100...300).contains(points.count))
        #expect(points.first == RatePoint(falseMatchRate: 1, falseNonMatchRate: 0))
        #expect(points.last == RatePoint(falseMatchRate: 0, falseNonMatchRate: 1))
        for (one, other) in zip(points, points.dropFirst()) {
            #expect(one.falseMatchRate >= other.falseMatchRate && one.falseNonMatchRate <= other.falseNonMatchRate)
        }
    }
}
