import Evidence
import Foundation
import Testing

@Suite struct `A face comparison` {
    static let cosine = FaceComparisonScale(measure: .cosine, match: 0.4, review: 0.3)
    static let distance = FaceComparisonScale(measure: .distance, match: 0.56, review: 0.62)

    @Test(arguments: [
        (cosine, 0.4, FaceComparison.Level.match), (cosine, 0.399, .review), (cosine, 0.3, .review),
        (cosine, 0.299, .noMatch), (cosine, -1, .noMatch), (cosine, .nan, .noMatch),
        (distance, 0, .match), (distance, 0.56, .match), (distance, 0.561, .review), (distance, 0.62, .review),
        (distance, 0.621, .noMatch), (distance, .nan, .noMatch),
    ])
    func `has the level of its scale`(_ scale: FaceComparisonScale, _ value: Double, _ level: FaceComparison.Level) {
        #expect(scale.level(of: value) == level)
    }

    @Test func `measures the cosine of two templates whatever their length`() throws {
        let probe = FaceTemplate(model: "m", values: [3, 0])
        let reference = FaceTemplate(model: "m", values: [1, 1])
        let comparison = try #require(FaceComparison(probe: probe, reference: reference, scale: Self.cosine))
        #expect(abs(comparison.value - 0.5.squareRoot()) < 1e-6)
        #expect(comparison.score == comparison.value)
        #expect(comparison.level == .match)
    }

    @Test func `turns a distance into a score that is higher for the more alike`() throws {
        let probe = FaceTemplate(model: "m", values: [0, 0])
        let near = try #require(
            FaceComparison(probe: probe, reference: FaceTemplate(model: "m", values: [0.3, 0.4]), scale: Self.distance))
        let far = try #require(
            FaceComparison(probe: probe, reference: FaceTemplate(model: "m", values: [0.6, 0.8]), scale: Self.distance))
        #expect(abs(near.value - 0.5) < 1e-6 && abs(near.score - 0.5) < 1e-6)
        #expect(near.score > far.score)
        #expect(near.level == .match && far.level == .noMatch)
    }

    @Test(arguments: [
        (FaceTemplate(model: "other", values: [1, 0]), "another model"),
        (FaceTemplate(model: "m", values: [1]), "another length"),
        (FaceTemplate(model: "m", values: [0, 0]), "no direction"),
        (FaceTemplate(model: "m", values: [.nan, 1]), "no number"),
    ])
    func `says nothing about templates that cannot be compared`(_ reference: FaceTemplate, _ why: String) {
        let probe = FaceTemplate(model: "m", values: [1, 0])
        #expect(FaceComparison(probe: probe, reference: reference, scale: Self.cosine) == nil, "\(why)")
    }

    @Test(arguments: [
        (Float(1), Finding.Outcome.success, 0.4), (0.35, .review, 0.4), (0.1, .fail, 0.3),
    ])
    func `becomes a finding with its measure, threshold and model`(
        _ cosine: Float, _ outcome: Finding.Outcome, _ threshold: Double
    ) throws {
        let reference = FaceTemplate(model: "m", values: [cosine, (1 - cosine * cosine).squareRoot()])
        let comparison = try #require(
            FaceComparison(probe: FaceTemplate(model: "m", values: [1, 0]), reference: reference, scale: Self.cosine))
        let finding = comparison.finding
        #expect(finding.check == .faceMatch && finding.outcome == outcome && finding.unit == .cosine)
        #expect(finding.threshold == threshold && finding.models == ["m"])
        #expect(abs(try #require(finding.measure) - Double(cosine)) < 1e-6)
    }

    @Test func `with a portrait of two templates is the better of both`() throws {
        func portrait(_ values: [Float], soft: [Float]?) -> FaceReading {
            FaceReading(
                face: nil, faceCount: 1, template: FaceTemplate(model: "m", values: values),
                softTemplate: soft.map { FaceTemplate(model: "m", values: $0) }, findings: [])
        }
        let probe = FaceTemplate(model: "m", values: [1, 0])
        let plain = portrait([1, 1], soft: nil).comparison(with: probe, scale: Self.cosine)
        let better = portrait([1, 1], soft: [2, 1]).comparison(with: probe, scale: Self.cosine)
        let worse = portrait([1, 1], soft: [0, 1]).comparison(with: probe, scale: Self.cosine)
        #expect(try #require(better).score > #require(plain).score)
        #expect(worse == plain)
        let other = FaceTemplate(model: "other", values: [1, 0])
        #expect(portrait([1, 1], soft: [2, 1]).comparison(with: other, scale: Self.cosine) == nil)
    }

    @Test func `survives being stored`() throws {
        let face = DetectedFace.frontal(x: 1, y: 2, width: 30)
        let reading = FaceReading(
            face: face, faceCount: 1, template: FaceTemplate(model: "m", values: [0.1, -0.2]),
            findings: [Finding(.selfieHasFace, .success)])
        let copy = try JSONDecoder().decode(FaceReading.self, from: JSONEncoder().encode(reading))
        #expect(copy == reading)
    }
}
