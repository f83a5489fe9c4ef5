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
}
