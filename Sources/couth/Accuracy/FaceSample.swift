import Evidence

/// One picture's face.
struct FaceSample {
    let identity: String
    /// The picture that a printed portrait was made of: the two are never a pair.
    let source: Int?
    let template: FaceTemplate?
    /// The second opinion on a printed portrait.
    let softTemplate: FaceTemplate?
    let findings: [Finding]

    init(
        identity: String, source: Int? = nil, template: FaceTemplate?, softTemplate: FaceTemplate? = nil,
        findings: [Finding]
    ) {
        self.identity = identity
        self.source = source
        self.template = template
        self.softTemplate = softTemplate
        self.findings = findings
    }
}
