/// What was seen of one frame of an active liveness capture: values that are held against those of the other frames.
package struct LivenessReading: Codable, Equatable, Sendable {
    /// Faces in the frame, without the small ones in its background.
    package let faceCount: Int
    /// Area of the second largest face as a share of the largest one's; nil with one face, and in readings of before.
    package let secondFaceShare: Double?
    /// Nil without a face, or without a model that tells it.
    package let pose: HeadPose?
    /// The same by the mesh, where the pose has a model of its own: two opinions.
    package let meshPose: HeadPose?
    /// Points of the face mesh that belong to the skull: `LivenessShape`. In the upright picture.
    package let shape: [Point]?
    package let template: FaceTemplate?
    /// Of the picture's pixels: two frames that share it are copies of one.
    package let fingerprint: String
    /// What of its pixels is held against the other frames; nil in readings of before.
    package let print: FramePrint?
    /// The passive presentation attack check of a frame that looks ahead; nil of others, and in readings of before.
    package let passive: Finding?
    /// SHA-256 (hex) of every model that said something.
    package let models: [String]

    /// The mean of the two opinions, or the only one: each is wrong by about five degrees, and not in the same frames
    /// (`docs/accuracy.md`).
    package var meanPose: HeadPose? {
        guard let pose, let meshPose else { return pose ?? meshPose }
        return HeadPose(
            yaw: (pose.yaw + meshPose.yaw) / 2, pitch: (pose.pitch + meshPose.pitch) / 2,
            roll: (pose.roll + meshPose.roll) / 2)
    }

    /// What the frame's pixels and the models say of it beside the face.
    package struct Seen: Sendable {
        let fingerprint: String
        let models: [String]
        let print: FramePrint?
        let passive: Finding?
        let secondFaceShare: Double?

        package init(
            fingerprint: String, models: [String], print: FramePrint? = nil, passive: Finding? = nil,
            secondFaceShare: Double? = nil
        ) {
            self.fingerprint = fingerprint
            self.models = models
            self.print = print
            self.passive = passive
            self.secondFaceShare = secondFaceShare
        }
    }

    package init(
        faceCount: Int, poses: (first: HeadPose?, mesh: HeadPose?), shape: [Point]?, template: FaceTemplate?,
        seen: Seen
    ) {
        self.faceCount = faceCount
        secondFaceShare = seen.secondFaceShare
        pose = poses.first
        meshPose = poses.mesh
        self.shape = shape
        self.template = template
        fingerprint = seen.fingerprint
        models = seen.models
        print = seen.print
        passive = seen.passive
    }
}
