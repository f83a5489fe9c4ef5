/// Traces of editors and screens in the file: what the file says of itself, which anybody can change.
enum DocumentMetadata {
    /// How much a mark says: a program's name is plain, the rest happens to honest files as well.
    private static func weight(of mark: ImageTraces.Mark) -> Double {
        switch mark {
        case .editor, .screenshot, .generator: 1
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
            .documentMetadata, marks.map(weight).reduce(0, +), limits: (Limits.raised, Limits.strong), unit: .count,
            seen: (nil, isScreen ? .screenshotTrace : .editorTrace))
    }
}
