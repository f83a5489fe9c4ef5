/// Tells how a head is turned. Its sides: `AdasHeadPoseEstimator` and `MeshHeadPoseEstimator`.
package protocol HeadPoseEstimator: Sendable {
    /// SHA-256 (hex) of the model.
    var digest: String { get }

    func pose(of face: DetectedFace, in picture: Picture) throws(InferenceError) -> HeadPose
}
