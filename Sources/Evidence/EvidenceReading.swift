/// What the engines read of one picture. Kept sealed beside it: it holds names, numbers and a face template.
package struct EvidenceReading: Codable, Equatable, Sendable {
    package let image: ImageFacts?
    /// Findings about the picture itself.
    package let findings: [Finding]
    package let document: DocumentReading?
    package let face: FaceReading?
    /// Of a frame of an active liveness capture.
    package let liveness: LivenessReading?
    /// How the face's template is to be compared: measured for its model.
    package let scale: FaceComparisonScale?
    /// The version of the code that read it.
    package let engine: String

    package init(
        image: ImageFacts?, findings: [Finding], document: DocumentReading? = nil, face: FaceReading? = nil,
        liveness: LivenessReading? = nil, scale: FaceComparisonScale? = nil, engine: String
    ) {
        self.image = image
        self.findings = findings
        self.document = document
        self.face = face
        self.liveness = liveness
        self.scale = scale
        self.engine = engine
    }

    package var allFindings: [Finding] { findings + (document?.findings ?? []) + (face?.findings ?? []) }
}
