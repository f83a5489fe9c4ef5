/// One check digit of a layout: what it covers and where it stands.
struct MRZCheck: Hashable, Sendable {
    let field: MRZField
    /// In the order in which the weights 7, 3, 1 run over them.
    let covered: [MRZSpan]
    let line: Int
    let position: Int
    /// Whether the filler may stand for the digit when everything covered is filler (part 4, section 4.2.2: TD3's
    /// personal number).
    let mayBeFiller: Bool

    init(_ field: MRZField, over covered: [MRZSpan], at line: Int, _ position: Int, mayBeFiller: Bool = false) {
        self.field = field
        self.covered = covered
        self.line = line
        self.position = position
        self.mayBeFiller = mayBeFiller
    }
}
