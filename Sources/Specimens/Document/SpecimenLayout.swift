/// A state's way to print: its colours, typefaces, languages, forms and places. The states are invented, all of them
/// parts of Utopia; no document of a real state is copied.
package enum SpecimenLayout: String, Codable, Sendable, CaseIterable {
    /// English and French: the first of the layouts, and the simulator's.
    case utopia
    /// German and English.
    case alder
    /// Polish and English.
    case birch
    /// Lithuanian and English.
    case cedar
    /// Spanish and English.
    case delta
    /// Bulgarian and English: names in Cyrillic above their Latin form.
    case ember
    /// North America, the month first.
    case fjord
    /// North America, another state.
    case grove

    /// Those in which a case can be drawn on either document.
    package static let ofCases = allCases.filter { layout in
        CaseEvidence.Document.allCases.flatMap(\.sides).allSatisfy { $0.layouts.contains(layout) }
    }

    /// Whether its holders have names in a script of their own.
    package var printsOwnScript: Bool { self == .ember }

    /// The first letters of the zone. Parts 5 and 6 leave a card's second letter to the state; part 7 a visa's.
    func documentCode(of kind: SpecimenDocument.Kind) -> String {
        switch kind {
        case .passport: "P"
        case .visaA, .visaB: self == .delta ? "VC" : "V"
        default: self == .birch || self == .cedar || self == .alder ? "ID" : "I"
        }
    }

    /// Most states print their number for the person; some nothing, and a visa what is allowed with it.
    func optionalData(of kind: SpecimenDocument.Kind, _ holder: SpecimenHolder) -> String {
        switch kind {
        case .visaA, .visaB: self == .delta ? "B2" : ""
        default: self == .alder ? "" : String(holder.personalCode.prefix(kind == .td2Card ? 7 : 15))
        }
    }

    /// The codes that a specimen of this layout may carry: Utopia's own, and some whose form a reader must know.
    package var issuingStates: [String] {
        switch self {
        case .utopia, .ember, .fjord, .grove: ["UTO"]
        case .alder: ["UTO", "D"]
        case .birch: ["UTO", "POL"]
        case .cedar: ["UTO", "LTU"]
        case .delta: ["UTO", "ESP"]
        }
    }
}
