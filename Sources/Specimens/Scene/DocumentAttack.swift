import Evidence

/// A document that is not there: what is photographed instead of it (ISO/IEC 30107-3 speaks of presentation attack
/// instruments; the words for documents are ours). Drawn from the pixels of the side, as `AttackSpecies` is for faces.
package enum DocumentAttack: String, Codable, Sendable, CaseIterable {
    /// A colour print on paper, cut to no edge.
    case colourPrint
    /// A copy without colour.
    case greyCopy
    /// A picture of it on a screen.
    case screen

    /// The side as print or screen show it.
    func shown(_ picture: Picture, seed: UInt64) -> Picture {
        switch self {
        case .colourPrint: PrintedPhoto(seed: seed).printed(picture)
        case .greyCopy: PrintedPhoto(seed: seed).printed(picture.grey().colour())
        case .screen: ScreenReplay(seed: seed).photographed(picture, seed: seed)
        }
    }
}
