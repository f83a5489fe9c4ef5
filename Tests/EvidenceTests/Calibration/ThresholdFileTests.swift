import Evidence
import Foundation
import Kernel
import Testing

@Suite struct `A threshold file` {
    /// Made once: the bootstrap of seven thousand pairs is not what these tests are about.
    private static let text = Result { String(decoding: try file().json(), as: UTF8.self) }

    private static func file(
        measure: FaceComparisonScale.Measure = .cosine, match: Double = 1e-3, people: Int = 60
    ) throws -> ThresholdFile {
        let pairs = KnownScores.named(people: people, pictures: 2).map { pair in
            ScoredPair(
                value: measure == .cosine ? pair.value : 2 - pair.value, isGenuine: pair.isGenuine, people: pair.people)
        }
        let calibration = FaceCalibration(
            try CalibrationSample(pairs: pairs, measure: measure),
            FaceCalibration.Question(rates: [1e-2, match], replicates: 100, seed: 1))
        let heading = ThresholdFile.Heading(
            version: "7", date: try #require(CalendarDate("2026-11-26")),
            model: ThresholdFile.Model(file: "reid0095.onnx", sha256: String(repeating: "0a", count: 32)),
            source: "drawn \"scores\"")
        return try ThresholdFile(calibration, match: match, review: 1e-2, heading: heading)
    }

    @Test(arguments: [FaceComparisonScale.Measure.cosine, .distance])
    func `is the same written and read`(_ measure: FaceComparisonScale.Measure) throws {
        let file = try Self.file(measure: measure)
        #expect(try ThresholdFile(json: file.json()) == file)
        #expect(file.scale.level(of: file.match.point.threshold) == .match)
        #expect(file.scale.level(of: file.review.point.threshold) == .review)
    }

    @Test(arguments: [
        (FaceComparisonScale.Measure.cosine, ["matchCosine", "reviewCosine"]),
        (.distance, ["matchDistance", "reviewDistance"]),
    ])
    func `holds what the manifest has for an embedding`(
        _ measure: FaceComparisonScale.Measure, _ names: [String]
    ) throws {
        struct Holder: Decodable {
            let calibration: ModelManifest.Calibration
        }
        let file = try Self.file(measure: measure)
        let calibration = try JSONDecoder().decode(Holder.self, from: file.json()).calibration
        #expect(calibration.thresholds.keys.map(\.rawValue).sorted() == names)
        #expect(calibration.thresholds[measure.match] == file.match.point.threshold)
        #expect(calibration.version == "7")
        #expect(calibration.measuredOn.hasPrefix("drawn \"scores\" (60 genuine, 7080 impostor pairs of 60 people, "))
    }

    @Test func `is not made for a rate that the sample cannot carry`() {
        #expect(throws: RuleOfThree.Refusal(rate: 1e-4, needed: 30_000, present: 7080)) {
            try Self.file(match: 1e-4)
        }
    }

    @Test(arguments: [
        ("\"format\" : 1", "\"format\" : 2"), ("\"format\" : 1", "\"format\" : 1, \"note\" : \"\""),
        ("\"0a0a", "\"0A0a"), ("reid0095.onnx", "../reid0095.onnx"), ("\"matchCosine\" : ", "\"matchCosine\" : 1"),
        ("matchCosine", "matchDistance"), ("\"cosine\"", "\"distance\""), ("\"cosine\"", "\"angle\""),
        ("\"2026-11-26\"", "\"2026-02-30\""), ("\"statedFalseMatchRate\" : 0.001", "\"statedFalseMatchRate\" : 0.0001"),
        ("\"comparisons\" : 7080", "\"comparisons\" : 70800"), ("\"genuinePairs\" : 60", "\"genuinePairs\" : 61"),
        ("\"identities\" : 60", "\"identities\" : \"60\""), ("\"match\" : {", "\"match\" : { \"word\" : 1,"),
        ("\"version\" : \"7\"", "\"version\" : 7"), ("{", "["),
    ])
    func `is refused where it was edited`(_ old: String, _ new: String) throws {
        let text = try Self.text.get()
        try #require(text.contains(old))
        #expect(throws: CalibrationError.self) {
            try ThresholdFile(json: Data(text.replacingOccurrences(of: old, with: new).utf8))
        }
    }

    @Test func `is refused where match is looser than review`() throws {
        var text = try Self.text.get()
        let file = try ThresholdFile(json: Data(text.utf8))
        let (match, review) = ("\(file.match.point.threshold)", "\(file.review.point.threshold)")
        for (old, new) in [(match, "?"), (review, match), ("?", review)] {
            text = text.replacingOccurrences(of: old, with: new)
        }
        #expect(throws: CalibrationError.wrongThresholdFile("match is looser than review")) {
            try ThresholdFile(json: Data(text.utf8))
        }
    }
}
