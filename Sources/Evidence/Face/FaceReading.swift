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
    /// A second opinion on a printed portrait; nil where none helps, and in readings of before.
    package let softTemplate: FaceTemplate?
    /// Beside the portrait of a document; nil where none was seen, and in readings of before.
    package let ghost: GhostPortrait?
    package let findings: [Finding]

    /// The better of the comparisons of a probe with this portrait; nil where none can be made.
    package func comparison(with probe: FaceTemplate, scale: FaceComparisonScale) -> FaceComparison? {
        [template, softTemplate].compactMap(\.self)
            .compactMap { FaceComparison(probe: probe, reference: $0, scale: scale) }
            .max { $0.score < $1.score }
    }

    package init(
        face: DetectedFace?, faceCount: Int, template: FaceTemplate?, softTemplate: FaceTemplate? = nil,
        findings: [Finding]
    ) {
        self.init(
            face: face, faceCount: faceCount, templates: (template, softTemplate), ghost: nil, findings: findings)
    }

    init(
        face: DetectedFace?, faceCount: Int, templates: (own: FaceTemplate?, soft: FaceTemplate?),
        ghost: GhostPortrait?, findings: [Finding]
    ) {
        region = face?.region
        landmarks = face?.landmarks
        detectionScore = face?.score
        self.faceCount = faceCount
        template = templates.own
        softTemplate = templates.soft
        self.ghost = ghost
        self.findings = findings
    }
}
