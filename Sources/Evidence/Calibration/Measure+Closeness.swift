extension FaceComparisonScale.Measure {
    /// A value turned so that higher is more alike, without rounding: the cosine itself, or the distance negated. Its
    /// own inverse.
    func closeness(_ value: Double) -> Double { self == .cosine ? value : -value }

    /// The names by which the manifest knows the two thresholds of this measure.
    package var match: ModelManifest.Threshold { self == .cosine ? .matchCosine : .matchDistance }
    package var review: ModelManifest.Threshold { self == .cosine ? .reviewCosine : .reviewDistance }

    /// A threshold of few digits, so that what is printed, stored and applied is one number: rounded to the stricter
    /// side, so that no impostor passes the rounded one who did not pass the exact one.
    func rounded(_ threshold: Double) -> Double {
        let exact = closeness(threshold)
        let steps = (exact * CalibrationLimits.thresholdSteps).rounded(.up)
        let near = steps / CalibrationLimits.thresholdSteps
        // The product may round down onto the step itself, where `exact` lies a hair above it.
        return closeness(near >= exact ? near : (steps + 1) / CalibrationLimits.thresholdSteps)
    }
}

extension ModelManifest.Recipe {
    /// How templates of an embedding are compared; nil for models that make none.
    package var measure: FaceComparisonScale.Measure? {
        switch self {
        case .reidentification0095: .cosine
        case .dlibResNet29: .distance
        default: nil
        }
    }
}
