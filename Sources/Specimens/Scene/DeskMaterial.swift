/// What the desk is made of, or covered with.
package enum DeskMaterial: String, Codable, Sendable, CaseIterable {
    /// Dark wood.
    case boards
    /// Light wood, long grain.
    case oak
    /// A woven cloth.
    case cloth
    /// White paper: a light document hardly stands out.
    case paper
    /// Dark brushed metal.
    case metal
    /// A tablecloth with a pattern.
    case checks
    /// White paper in even light: neither a light document nor its shadow stands out.
    case sheet
    /// Dark wood under other papers, pens, a cable and a keyboard, some of them partly under the document.
    case clutter

    /// One material with nothing else on it, and a shadow that tells the document's edge.
    static let plain: [DeskMaterial] = [.boards, .oak, .cloth, .paper, .metal, .checks]
}
