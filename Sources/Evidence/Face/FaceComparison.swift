/// The comparison of a probe (the selfie's face) with a reference (the document's portrait).
package struct FaceComparison: Codable, Equatable, Sendable {
    package enum Level: String, Codable, Sendable, CaseIterable {
        case match, review, noMatch
    }

    /// In the scale's own measure.
    package let value: Double
    /// The comparison score: higher is more alike, at most 1. The cosine itself, or 1 minus the distance.
    package let score: Double
    package let level: Level
    package let scale: FaceComparisonScale
    /// SHA-256 (hex) of the model that made both templates.
    package let model: String

    /// Nil where the templates come from different models or are damaged: such numbers say nothing about each other.
    package init?(probe: FaceTemplate, reference: FaceTemplate, scale: FaceComparisonScale) {
        guard probe.model == reference.model, probe.values.count == reference.values.count, !probe.values.isEmpty
        else { return nil }
        let value = Self.value(probe.values, reference.values, scale.measure)
        guard value.isFinite else { return nil }
        self.init(value: value, scale: scale, model: probe.model)
    }

    init(value: Double, scale: FaceComparisonScale, model: String) {
        self.value = value
        score = scale.measure == .cosine ? value : 1 - value
        level = scale.level(of: value)
        self.scale = scale
        self.model = model
    }

    /// The measure of two templates of one length; no number where a cosine has no direction.
    static func value(
        _ one: some Sequence<Float>, _ other: some Sequence<Float>, _ measure: FaceComparisonScale.Measure
    ) -> Double {
        switch measure {
        case .distance:
            return zip(one, other).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }.squareRoot()
        case .cosine:
            let inner = zip(one, other).reduce(0.0) { $0 + Double($1.0 * $1.1) }
            return inner / (length(one) * length(other))
        }
    }

    private static func length(_ values: some Sequence<Float>) -> Double {
        values.reduce(0.0) { $0 + Double($1 * $1) }.squareRoot()
    }

    /// What the rules read.
    package var finding: Finding {
        let unit: Unit = scale.measure == .cosine ? .cosine : .distance
        return switch level {
        case .match: Finding(.faceMatch, .success, measure: value, threshold: scale.match, unit: unit, models: [model])
        case .review:
            Finding(
                .faceMatch, .review, measure: value, threshold: scale.match, unit: unit, reason: .differs,
                models: [model])
        case .noMatch:
            Finding(
                .faceMatch, .fail, measure: value, threshold: scale.review, unit: unit, reason: .differs,
                models: [model])
        }
    }
}
