package import Decision
package import Evidence

/// What a selfie says beside the face of an earlier verification: a pure function of its members.
package struct FaceJudgement: Sendable {
    private let probe: EvidenceReading
    private let template: FaceTemplate?
    private let rules: [Rule]
    /// What the camera's name says; nil where it says nothing.
    private let camera: Finding?

    /// - Parameter template: the reference; nil where there is none any more.
    package init(probe: EvidenceReading, template: FaceTemplate?, rules: [Rule], camera: Finding? = nil) {
        self.camera = camera
        self.probe = probe
        self.template = template
        self.rules = rules
    }

    package var trace: DecisionTrace {
        DecisionMaker.decide(probe.allFindings + [camera, faceMatch].compactMap(\.self), by: rules)
    }

    private var faceMatch: Finding {
        guard let template, let own = probe.face?.template, let scale = probe.scale else {
            let hasFace = probe.face?.region != nil && template != nil
            return Finding(.faceMatch, .unavailable, reason: hasFace ? .modelMissing : .dataMissing)
        }
        // Numbers of two models say nothing about each other.
        guard let comparison = FaceComparison(probe: own, reference: template, scale: scale) else {
            return Finding(.faceMatch, .unavailable, reason: .modelMissing, models: [own.model])
        }
        return comparison.finding
    }

    /// Why a trace is no success; nil where it is one. Nobody looks at a face authentication, so that what a reviewer
    /// would have to decide is no success either.
    package static func reason(of trace: DecisionTrace) -> FaceReason? {
        switch trace.outcome {
        case .approved: return nil
        case .rejected: return .rejected(trace.reason ?? .miscellaneous)
        case .review:
            let unavailable = trace.rules.filter { $0.isBlocking && $0.outcome == .unavailable }
            let lacksModel = unavailable.contains { result in
                result.findings.isEmpty || result.findings.contains { trace.findings[$0].reason == .modelMissing }
            }
            return lacksModel ? .checkUnavailable : .notCertain
        }
    }
}
