package import Foundation
package import Kernel

/// Thresholds with everything they rest on. The `calibration` member is what `models/manifest.json` has for an
/// embedding, so that it can stand there as it is.
package struct ThresholdFile: Codable, Equatable, Sendable {
    package struct Model: Codable, Equatable, Sendable {
        /// Bare file name.
        package let file: String
        /// 64 lower-case hexadecimal digits.
        package let sha256: String

        package init(file: String, sha256: String) {
            self.file = file
            self.sha256 = sha256
        }
    }

    package struct Sample: Codable, Equatable, Sendable {
        /// What the pairs were, for people.
        package let source: String
        package let genuinePairs: Int
        package let impostorPairs: Int
        /// Nil where the source named nobody.
        package let identities: Int?
    }

    /// A threshold with the FMR that it was chosen for and the rates found at it.
    package struct Level: Codable, Equatable, Sendable {
        package let statedFalseMatchRate: Double
        package let point: OperatingPoint
    }

    /// Where a file comes from and what it is for.
    package struct Heading: Sendable {
        package let version: String
        package let date: CalendarDate
        package let model: Model
        package let source: String

        package init(version: String, date: CalendarDate, model: Model, source: String) {
            self.version = version
            self.date = date
            self.model = model
            self.source = source
        }
    }

    /// Of this file's form.
    private static let format = 1

    package let format: Int
    package let date: CalendarDate
    package let model: Model
    package let measure: FaceComparisonScale.Measure
    package let calibration: ModelManifest.Calibration
    package let sample: Sample
    package let match: Level
    package let review: Level

    /// - Parameters:
    ///   - match, review: the FMR of either, both among the calibration's answers.
    /// - Throws: the refusal of a rate that the sample cannot carry.
    package init(
        _ calibration: FaceCalibration, match: Double, review: Double, heading: Heading
    ) throws(RuleOfThree.Refusal) {
        func level(_ rate: Double) throws(RuleOfThree.Refusal) -> Level {
            let answer = calibration.answers.first { $0.rate == rate }
            guard let answer else { preconditionFailure("FMR \(rate) was not asked of the calibration") }
            return Level(statedFalseMatchRate: rate, point: try answer.outcome.get())
        }
        format = Self.format
        date = heading.date
        model = heading.model
        measure = calibration.measure
        sample = Sample(
            source: heading.source, genuinePairs: calibration.genuinePairs, impostorPairs: calibration.impostorPairs,
            identities: calibration.identities)
        self.match = try level(match)
        self.review = try level(review)
        self.calibration = ModelManifest.Calibration(
            version: heading.version,
            thresholds: [
                calibration.measure.match: self.match.point.threshold,
                calibration.measure.review: self.review.point.threshold,
            ], measuredOn: Self.sentence(sample, date: date, match: self.match, review: self.review))
    }

    /// What the manifest's `measuredOn` says.
    private static func sentence(_ sample: Sample, date: CalendarDate, match: Level, review: Level) -> String {
        func percent(_ rate: MeasuredRate) -> String {
            let isCarried = rate.isCarried
            let shown = String(format: "%.3g %%", (isCarried ? rate.rate : rate.pairs95.upper) * 100)
            return (isCarried ? "" : "at most ") + shown
        }
        let people = sample.identities.map { " of \($0) people" } ?? ""
        return "\(sample.source) (\(sample.genuinePairs) genuine, \(sample.impostorPairs) impostor pairs\(people), "
            + "\(date)): FMR \(percent(match.point.falseMatches)) at match, "
            + "\(percent(review.point.falseMatches)) at review; FNMR \(percent(match.point.falseNonMatches)) and "
            + percent(review.point.falseNonMatches)
    }

    /// How faces are compared by this file.
    package var scale: FaceComparisonScale {
        FaceComparisonScale(measure: measure, match: match.point.threshold, review: review.point.threshold)
    }
}

extension ThresholdFile {
    /// Indented JSON with its members in order, the same for the same values.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Reads strictly: a file with a member too many, or whose parts contradict each other, was edited or damaged, and
    /// decides nothing.
    /// - Throws: `wrongThresholdFile`.
    package init(json: Data) throws(CalibrationError) {
        guard json.count <= CalibrationLimits.thresholdFileBytes else {
            throw .wrongThresholdFile("larger than \(CalibrationLimits.thresholdFileBytes) bytes")
        }
        do {
            self = try JSONDecoder().decode(Self.self, from: json)
            let understood = try JSONDecoder().decode(JSONValue.self, from: self.json())
            guard try JSONDecoder().decode(JSONValue.self, from: json) == understood else {
                throw CalibrationError.wrongThresholdFile("it has members that are not known")
            }
        } catch let error as CalibrationError {
            throw error
        } catch {
            throw .wrongThresholdFile("it is not of the form of format \(Self.format): \(error)")
        }
        if let fault { throw .wrongThresholdFile(fault) }
    }

    /// The first contradiction; nil where there is none.
    private var fault: String? {
        let thresholds = [measure.match: match.point.threshold, measure.review: review.point.threshold]
        let isDigest = model.sha256.utf8.count == 64 && model.sha256.allSatisfy { "0123456789abcdef".contains($0) }
        if format != Self.format { return "its format is \(format), and \(Self.format) is known" }
        if !isDigest { return "the model's digest is not 64 lower-case hexadecimal digits" }
        if model.file.isEmpty || model.file.contains("/") { return "the model's file is no bare name" }
        if calibration.thresholds != thresholds { return "the thresholds are not those of match and review" }
        if measure.closeness(match.point.threshold) < measure.closeness(review.point.threshold) {
            return "match is looser than review"
        }
        return [("match", match), ("review", review)].lazy.compactMap { name, level in
            level.fault(sample).map { "\(name): \($0)" }
        }.first
    }
}

extension ThresholdFile.Level {
    fileprivate func fault(_ sample: ThresholdFile.Sample) -> String? {
        let (matches, misses) = (point.falseMatches, point.falseNonMatches)
        guard statedFalseMatchRate > 0, statedFalseMatchRate <= 1 else { return "the stated FMR is no rate" }
        guard matches.comparisons == sample.impostorPairs, misses.comparisons == sample.genuinePairs,
            [matches, misses].allSatisfy({ $0.comparisons > 0 && (0...$0.comparisons).contains($0.errors) })
        else { return "the counts are not those of the sample" }
        guard matches.rate <= statedFalseMatchRate else { return "the FMR found is greater than the one stated" }
        guard RuleOfThree.needed(for: statedFalseMatchRate) <= matches.comparisons else {
            return "the sample is too small for the stated FMR"
        }
        let intervals = [matches.pairs95, matches.people95, misses.pairs95, misses.people95].compactMap(\.self)
        guard intervals.allSatisfy({ $0.lower >= 0 && $0.lower <= $0.upper && $0.upper <= 1 }) else {
            return "an interval is none"
        }
        return nil
    }
}
