/// Finds faces and five landmarks of each. Its sides: `YuNetDetector` and `BlazeFaceDetector`.
package protocol FaceDetector: Sendable {
    /// SHA-256 (hex) of the models whose output goes into what it says.
    var models: [String] { get }

    /// Every upright face of the picture, surest first, in the picture's own pixels.
    func faces(in picture: Picture) throws(InferenceError) -> [DetectedFace]
}
