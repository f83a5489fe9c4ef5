import Evidence

/// One picture's face.
struct FaceSample {
    let identity: String
    /// The picture that a printed portrait was made of: the two are never a pair.
    let source: Int?
    let template: FaceTemplate?
    let findings: [Finding]

    init(identity: String, source: Int? = nil, template: FaceTemplate?, findings: [Finding]) {
        self.identity = identity
        self.source = source
        self.template = template
        self.findings = findings
    }
}
