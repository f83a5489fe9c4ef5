import Evidence
import Testing

@Suite struct `The signals of authenticity together` {
    func signal(_ check: Check, _ measure: Double?) -> AuthenticitySignal {
        AuthenticitySignal(
            check, measure, limits: (1, 2), unit: .decibels, seen: (nil, measure == nil ? .tooSmall : .screenPattern))
    }

    func outcome(_ measures: [Double?]) -> Finding.Outcome {
        let checks: [Check] = [.documentRecapture, .documentPrintedCopy, .mrzTypeface]
        return DocumentAuthenticity(signals: zip(checks, measures).map(signal)).combined.outcome
    }

    @Test func `ask for a look when one is strong or two are raised`() {
        #expect(outcome([0.9, 0.2, 0]) == .success)
        #expect(outcome([1, 0.9, 0.9]) == .success)
        #expect(outcome([1, 0.2, 1.9]) == .review)
        #expect(outcome([2, 0, nil]) == .review)
    }

    @Test func `are unavailable only where none was measured`() {
        #expect(outcome([nil, nil, nil]) == .unavailable)
        #expect(outcome([nil, 0, nil]) == .success)
        // The file's own words are there without any look at the document.
        let words = DocumentAuthenticity(signals: [signal(.documentMetadata, 0), signal(.documentRecapture, nil)])
        #expect(words.combined.outcome == .unavailable)
    }

    @Test func `never fail anybody`() {
        let surface = DocumentSurface(
            Noise.picture(width: 900, height: 640, seed: 2), boundary: nil, zone: nil, face: nil)
        let marks = Set(ImageTraces.Mark.allCases)
        let findings = DocumentAuthenticity(surface, traces: ImageTraces(marks: marks)).findings
        #expect(findings.count == 12)
        #expect(findings.allSatisfy { $0.outcome != .fail })
        #expect(findings.last?.check == .documentAuthenticity)
        #expect(findings.last?.outcome == .review)
    }

    @Test func `are unavailable on a small picture`() {
        let surface = DocumentSurface(
            Noise.picture(width: 120, height: 80, seed: 2), boundary: nil, zone: nil, face: nil)
        let findings = DocumentAuthenticity(surface, traces: ImageTraces()).findings
        #expect(findings.count { $0.outcome == .unavailable } == 11)
    }
}
