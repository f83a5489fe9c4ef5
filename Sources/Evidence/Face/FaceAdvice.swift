/// What would help most in a small frame of the camera, before a selfie is taken. It decides nothing: the selfie itself
/// is judged by its findings.
package enum FaceAdvice: String, Codable, Sendable, CaseIterable {
    case ready
    case noFace, severalFaces, faceCloser, faceFarther, faceCentre, faceStraight, faceCovered, eyesOpen
    case dark, bright
}

extension FaceAdvice {
    /// As shares of the frame, which shows what the person sees in the view.
    package enum Limits {
        /// Height of the face: the outline is 0.7 high and wide enough for a head.
        static let least = 0.28
        static let most = 0.82
        /// How far the middle of the face may lie from the middle of the frame, across and down: there is room in the
        /// outline, and who sits lower than the camera should not have to stand up.
        static let across = 0.14
        static let down = 0.26
        /// Long side of a frame in pixels: more is not needed, and would cost time.
        package static let longSide = 480
    }
}

extension FaceReader {
    /// - Returns: nil where no model finds faces.
    package func advise(_ frame: Picture) throws(InferenceError) -> FaceAdvice? {
        guard let detector else { return nil }
        let limit = FaceAdvice.Limits.longSide
        let picture = frame.longSide > limit ? frame.reduced(toLongSide: limit) : frame
        let faces = try detector.faces(in: picture)
        guard let face = faces.largest else { return picture.grey().meanGrey < FaceLimits.darkest ? .dark : .noFace }
        guard faces.count(where: { $0.region.area >= FaceLimits.countedShare * face.region.area }) == 1 else {
            return .severalFaces
        }
        if let place = Self.place(face, in: picture) { return place }
        let exposure = FaceQuality(face: face, picture: picture).sharpnessAndExposure().last
        if exposure?.outcome == .fail { return exposure?.reason == .tooBright ? .bright : .dark }
        if let estimator = headPoseEstimator {
            let pose = FaceQuality.finding(
                for: try estimator.pose(of: face, in: picture), region: face.region, models: [])
            if pose.outcome == .fail || pose.outcome == .review { return .faceStraight }
        }
        for finding in try gates(face, in: picture) where finding.outcome == .fail || finding.outcome == .review {
            return finding.check == .selfieEyesOpen ? .eyesOpen : .faceCovered
        }
        return .ready
    }

    private static func place(_ face: DetectedFace, in picture: Picture) -> FaceAdvice? {
        let (width, height) = (Double(picture.width), Double(picture.height))
        let share = face.region.height / height
        if share < FaceAdvice.Limits.least { return .faceCloser }
        if share > FaceAdvice.Limits.most { return .faceFarther }
        let centre = face.region.centre
        let isAside = abs(centre.x / width - 0.5) > FaceAdvice.Limits.across * max(1, height / width)
        return isAside || abs(centre.y / height - 0.5) > FaceAdvice.Limits.down ? .faceCentre : nil
    }
}
