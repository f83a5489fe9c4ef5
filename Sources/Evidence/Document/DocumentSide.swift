/// Which picture of a document this is, and so where its machine-readable zone is expected.
package enum DocumentSide: String, Codable, Sendable, CaseIterable {
    /// The page of a passport that carries the portrait, or a visa: visual zone above, machine-readable zone below.
    case dataPage
    /// The side of a card that carries the portrait. TD2 cards have their zone there, TD1 cards have none.
    case cardFront
    /// The other side of a card, where TD1 has its zone.
    case cardBack

    /// Whether a picture of this part without a zone is a picture that failed.
    package var mustHaveMrz: Bool { self != .cardFront }
}
