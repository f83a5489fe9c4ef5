/// What the mesh tells of a selfie: whether the eyes are open, and whether the face is uncovered.
extension FaceReader {
    func gates(_ face: DetectedFace, in picture: Picture) throws(InferenceError) -> [Finding] {
        guard let mesh else { return Self.unavailable(.modelMissing, face.region, []) }
        let marks = face.landmarks
        let points = try mesh.points(
            in: picture, region: face.region, rightEye: marks.rightEye, leftEye: marks.leftEye)
        return Self.gates(points, face.region, in: picture, models: [mesh.digest])
    }

    /// The same for a mesh that was found before.
    package static func gates(
        _ mesh: FaceMesh.Points, _ region: Region, in picture: Picture, models: [String]
    ) -> [Finding] {
        let pose = MeshHeadPoseEstimator.pose(of: mesh)
        // Of a face that looks away or is small the lids and lips are too few pixels; other gates refuse it anyway.
        guard abs(pose.yaw) <= FaceLimits.gateAngle, abs(pose.pitch) <= FaceLimits.gateAngle,
            mesh.landmarks.eyeDistance >= FaceLimits.documentEyeDistance,
            let surface = FaceSurface(of: mesh, in: picture)
        else { return unavailable(.dataMissing, region, models) }
        let cover = FaceCover(of: surface, region: region, models: models)
        let eyes =
            cover.areEyesCovered
            ? Finding(.selfieEyesOpen, .unavailable, region: region, reason: .dataMissing, models: models)
            : EyeOpening(of: surface, region: region, models: models).finding
        return [eyes] + cover.findings
    }

    private static func unavailable(_ reason: Reason, _ region: Region, _ models: [String]) -> [Finding] {
        [Check.selfieEyesOpen, .selfieFaceUncovered].map {
            Finding($0, .unavailable, region: region, reason: reason, models: models)
        }
    }
}
