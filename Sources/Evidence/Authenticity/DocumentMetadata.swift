/// Traces of editors and screens in the file: what the file says of itself, which anybody can change. Marks of one
/// program are one trace: the weightiest counts.
enum DocumentMetadata {
    /// How much a mark says. Who turns or cuts a picture in an editor leaves its name; a screen is no document, and
    /// what a generator made is none.
    private static func weight(of mark: ImageTraces.Mark) -> Double {
        switch mark {
        case .screenshot, .generator: 1.5
        case .editor: 1
        case .photoshopResources, .screenSize: 0.5
        }
    }

    enum Limits {
        static let raised = 0.5
        static let strong = 1.5
    }

    static func signal(_ traces: ImageTraces) -> AuthenticitySignal {
        let marks = traces.marks
        let isScreen = marks.contains(.screenshot) || (marks == [.screenSize])
        return AuthenticitySignal(
            .documentMetadata, marks.map(weight).max() ?? 0, limits: (Limits.raised, Limits.strong), unit: .count,
            seen: (nil, isScreen ? .screenshotTrace : .editorTrace))
    }
}
