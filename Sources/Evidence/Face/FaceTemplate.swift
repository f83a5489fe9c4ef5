/// What a model keeps of a face: numbers that can be compared with those of the same model and no other.
package struct FaceTemplate: Codable, Equatable, Sendable {
    /// SHA-256 (hex) of the model that made it.
    package let model: String
    /// 256 numbers of length 1 (face-reidentification-retail-0095) or 128 numbers (dlib's ResNet).
    package let values: [Float]

    package init(model: String, values: [Float]) {
        self.model = model
        self.values = values
    }
}
