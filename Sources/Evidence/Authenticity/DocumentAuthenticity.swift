/// The signals of one side, and what they say together.
package struct DocumentAuthenticity: Sendable {
    package let signals: [AuthenticitySignal]

    package init(signals: [AuthenticitySignal]) {
        self.signals = signals
    }

    package init(_ surface: DocumentSurface, traces: ImageTraces) {
        signals =
            [
                DocumentColour.signal(surface), DocumentMetadata.signal(traces),
                MRZTypeface.signal(surface), PortraitIntegrity.signal(surface),
                CompressionHistory.signal(surface, traces), GhostPortrait.signal(surface), ScreenBezel.signal(surface),
            ] + PrintSharpness.signals(surface) + SurfacePatterns.signals(surface)
    }

    package var findings: [Finding] { signals.map(\.finding) + [combined] }

    enum Limits {
        /// A strong signal counts as two. Together they need as much before a person has to look.
        static let points = 2
    }

    /// Never a failure: no signal proves anything, and together they ask for a look.
    package var combined: Finding {
        let points = signals.reduce(0) { $0 + ($1.isStrong ? 2 : $1.isRaised ? 1 : 0) }
        // The file's own words are always there: without a look at the document nothing was measured.
        let isMeasured = signals.contains { $0.check != .documentMetadata && $0.measure != nil }
        let outcome: Finding.Outcome = points >= Limits.points ? .review : isMeasured ? .success : .unavailable
        let reason: Reason? =
            outcome == .review
            ? signals.first(where: \.isStrong)?.reason ?? .severalSignals : outcome == .unavailable ? .tooSmall : nil
        return Finding(
            .documentAuthenticity, outcome, measure: Double(points), threshold: Double(Limits.points), unit: .count,
            reason: reason)
    }
}
