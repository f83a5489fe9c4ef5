/// Reads the face of a selfie and the portrait of a document with whatever models there are.
package struct FaceReader: Sendable {
    let detector: (any FaceDetector)?
    let embedder: (any FaceEmbedder)?
    let headPoseEstimator: (any HeadPoseEstimator)?
    let presentationAttackDetector: PresentationAttackDetector?
    let mesh: FaceMesh?

    /// What is nil leaves its checks unavailable.
    package init(
        detector: (any FaceDetector)?, embedder: (any FaceEmbedder)?, headPoseEstimator: (any HeadPoseEstimator)?,
        presentationAttackDetector: PresentationAttackDetector?, mesh: FaceMesh? = nil
    ) {
        self.detector = detector
        self.embedder = embedder
        self.headPoseEstimator = headPoseEstimator
        self.presentationAttackDetector = presentationAttackDetector
        self.mesh = mesh
    }

    package init(models: EvidenceModels) {
        self.init(
            detector: models.faceDetector, embedder: models.faceEmbedder, headPoseEstimator: models.headPoseEstimator,
            presentationAttackDetector: models.presentationAttackDetector, mesh: models.faceMesh)
    }

    package func readSelfie(_ picture: Picture) throws(InferenceError) -> FaceReading {
        guard let detector else {
            return Self.nothing(Self.selfieChecks, because: .modelMissing, found: nil)
        }
        let faces = try detector.faces(in: picture)
        guard let face = faces.largest else {
            let missing = Finding(.selfieHasFace, .fail, reason: .notFound, models: detector.models)
            return Self.nothing(Self.selfieChecks, because: .dataMissing, found: missing)
        }
        let counted = faces.count { $0.region.area >= FaceLimits.countedShare * face.region.area }
        let quality = FaceQuality(face: face, picture: picture)
        var findings = [
            Finding(
                .selfieHasFace, .success, measure: face.score, unit: .probability, region: face.region,
                models: detector.models),
            Finding(
                .selfieSingleFace, counted == 1 ? .success : .fail, measure: Double(counted), threshold: 1,
                unit: .count, region: face.region, reason: counted == 1 ? nil : .severalFaces, models: detector.models),
        ]
        findings += quality.sharpnessAndExposure()
        findings.append(quality.size(models: detector.models))
        findings.append(try headPose(of: face, in: picture))
        findings.append(try presentationAttack(face, in: picture))
        findings.append(ScreenGrid.finding(of: face, in: picture))
        findings += try gates(face, in: picture)
        return FaceReading(
            face: face, faceCount: counted, template: try embedder?.template(of: face, in: picture),
            findings: findings)
    }

    private func headPose(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> Finding {
        guard let estimator = headPoseEstimator else {
            return Finding(.selfieHeadPose, .unavailable, region: face.region, reason: .modelMissing)
        }
        let pose = try estimator.pose(of: face, in: picture)
        return FaceQuality.finding(for: pose, region: face.region, models: [estimator.digest])
    }

    private func presentationAttack(_ face: DetectedFace, in picture: Picture) throws(InferenceError) -> Finding {
        guard let detector = presentationAttackDetector else {
            return Finding(.passivePresentationAttack, .unavailable, region: face.region, reason: .modelMissing)
        }
        return try detector.finding(of: face, in: picture)
    }

    /// A reading without a face: every check answers, none of them with a pass.
    static func nothing(_ checks: [Check], because reason: Reason, found: Finding?) -> FaceReading {
        let findings = checks.map { check in
            if let found, found.check == check { return found }
            return Finding(check, .unavailable, reason: reason)
        }
        return FaceReading(face: nil, faceCount: 0, template: nil, findings: findings)
    }

    private static let selfieChecks: [Check] = [
        .selfieHasFace, .selfieSingleFace, .selfieSharpness, .selfieExposure, .selfieFaceSize, .selfieHeadPose,
        .passivePresentationAttack, .selfieRecapture, .selfieEyesOpen, .selfieFaceUncovered,
    ]
}
