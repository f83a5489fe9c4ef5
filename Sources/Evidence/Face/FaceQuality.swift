/// Whether a selfie's face is good enough to be compared: one finding a gate.
struct FaceQuality {
    let face: DetectedFace
    let picture: Picture

    /// Sharpness and exposure, both on the aligned grey face, so that neither the background nor the size counts.
    func sharpnessAndExposure() -> [Finding] {
        guard let aligned = picture.grey().aligned(face, to: Self.template, side: 112) else {
            return [.selfieSharpness, .selfieExposure].map { Finding($0, .unavailable, reason: .dataMissing) }
        }
        return [sharpness(of: aligned), exposure(of: aligned)]
    }

    private func sharpness(of aligned: Picture) -> Finding {
        let measure = aligned.laplacianVariance
        let outcome: Finding.Outcome =
            measure < FaceLimits.sharpnessFail ? .fail : measure < FaceLimits.sharpnessReview ? .review : .success
        return Finding(
            .selfieSharpness, outcome, measure: measure,
            threshold: outcome == .fail ? FaceLimits.sharpnessFail : FaceLimits.sharpnessReview,
            unit: .laplacianVariance, region: face.region, reason: outcome == .success ? nil : .blurred)
    }

    private func exposure(of aligned: Picture) -> Finding {
        let mean = aligned.meanGrey
        let burnt = aligned.share(above: FaceLimits.burntGrey)
        func finding(_ outcome: Finding.Outcome, _ threshold: Double, _ reason: Reason?) -> Finding {
            Finding(
                .selfieExposure, outcome, measure: mean, threshold: threshold, unit: .grey, region: face.region,
                reason: reason)
        }
        if mean < FaceLimits.darkest { return finding(.fail, FaceLimits.darkest, .tooDark) }
        if mean > FaceLimits.brightest { return finding(.fail, FaceLimits.brightest, .tooBright) }
        if burnt > FaceLimits.burntShare {
            return Finding(
                .selfieExposure, .fail, measure: burnt, threshold: FaceLimits.burntShare, unit: .share,
                region: face.region, reason: .tooBright)
        }
        return finding(.success, FaceLimits.darkest, nil)
    }

    func size(models: [String]) -> Finding {
        let distance = face.landmarks.eyeDistance
        let isEnough = distance >= FaceLimits.selfieEyeDistance
        return Finding(
            .selfieFaceSize, isEnough ? .success : .fail, measure: distance, threshold: FaceLimits.selfieEyeDistance,
            unit: .pixels, region: face.region, reason: isEnough ? nil : .tooSmall, models: models)
    }

    /// The angle that exceeds its limit most, or comes nearest to it.
    static func finding(for pose: HeadPose, region: Region, models: [String]) -> Finding {
        let angles = [
            (abs(pose.yaw), FaceLimits.yaw), (abs(pose.pitch), FaceLimits.pitch), (abs(pose.roll), FaceLimits.roll),
        ]
        guard angles.allSatisfy({ $0.0.isFinite }), let worst = angles.max(by: { $0.0 - $0.1 < $1.0 - $1.1 }) else {
            return Finding(.selfieHeadPose, .unavailable, reason: .dataMissing, models: models)
        }
        let (angle, limit) = worst
        let outcome: Finding.Outcome =
            angle <= limit ? .success : angle <= limit + FaceLimits.poseDoubt ? .review : .fail
        return Finding(
            .selfieHeadPose, outcome, measure: angle, threshold: limit, unit: .degrees, region: region,
            reason: outcome == .success ? nil : .faceTurned, models: models)
    }

    /// Five points of a frontal face in 112 × 112 pixels, the usual proportions of an aligned face crop.
    private static let template = [
        Point(x: 38.3, y: 51.7), Point(x: 73.5, y: 51.5), Point(x: 56.0, y: 71.7),
        Point(x: 41.5, y: 92.4), Point(x: 70.7, y: 92.2),
    ]
}
