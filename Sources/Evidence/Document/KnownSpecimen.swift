/// Documents that states and standards publish to be looked at. Their numbers and names are known to everybody, so that
/// a picture of one proves nothing about who holds it.
package enum KnownSpecimen {
    /// How a document shows that it is one.
    package enum Sign: Sendable, Equatable {
        /// By its zone: of no state, or with a published number or name.
        case zone
        /// By a word that is printed on it.
        case word
    }

    /// ICAO Doc 9303's Utopia, which issues nothing else.
    private static let states: Set = ["UTO"]

    /// Of the examples in ICAO Doc 9303 parts 4 to 7, and of the specimens that Germany publishes.
    private static let numbers: Set = [
        "L898902C3", "L898902C", "D23145890", "C01X00T47", "C01X0006H", "T22000129", "L01X00T47",
    ]

    /// Primary identifiers with the beginning of the secondary one that goes with them.
    private static let names: [(primary: String, secondary: String)] = [
        ("ERIKSSON", "ANNA MARIA"), ("MUSTERMANN", "ERIKA"), ("MUSTERMANN", "MAX"),
        ("ESPANOLA ESPANOLA", "CARMEN"), ("SPECIMEN", ""),
    ]

    /// What is printed across specimens in the languages of their states, in capital letters without accents.
    private static let words: Set = ["SPECIMEN", "ESPECIMEN", "MUSTER", "VZOR", "WZOR", "UZORAK", "NAIDIS", "PARAUGS"]

    /// - Parameters:
    ///   - fields: of the zone, where there is one.
    ///   - text: the lines of the visual zone.
    /// - Returns: nil where nothing speaks for it.
    package static func sign(in fields: MRZFields?, _ text: [TextLine]) -> Sign? {
        if let fields {
            let isPublished = names.contains { name in
                fields.primaryIdentifier == name.primary && fields.secondaryIdentifier.hasPrefix(name.secondary)
            }
            if isPublished || numbers.contains(fields.documentNumber) || states.contains(fields.issuingState)
                || states.contains(fields.nationality)
            {
                return .zone
            }
        }
        let printed = text.flatMap { line in
            line.text.split { !$0.isLetter }.flatMap { MRZTransliteration.forms(of: String($0)) }
        }
        return printed.contains(where: words.contains) ? .word : nil
    }
}
