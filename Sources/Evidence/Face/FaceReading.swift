/// What was seen of one face: the person's in a selfie, or the portrait of a document.
package struct FaceReading: Codable, Equatable, Sendable {
    /// In the upright picture; nil where no face was found.
    package let region: Region?
    package let landmarks: FaceLandmarks?
    /// The detector's certainty, 0…1.
    package let detectionScore: Double?
    /// Faces in the picture, without the small ones in a selfie's background.
    package let faceCount: Int
    /// Nil without a face, or without a model that makes templates.
    package let template: FaceTemplate?
    package let findings: [Finding]

    package init(face: DetectedFace?, faceCount: Int, template: FaceTemplate?, findings: [Finding]) {
        region = face?.region
        landmarks = face?.landmarks
        detectionScore = face?.score
        self.faceCount = faceCount
        self.template = template
        self.findings = findings
    }
}
