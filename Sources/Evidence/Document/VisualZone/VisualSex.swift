/// The sex as visual zones print it: one letter, or the state's own beside that of ICAO Doc 9303 part 3, section 3.
enum VisualSex {
    /// Nil where the text is something else.
    static func read(_ text: String) -> Sex? {
        let parts = text.split { $0 == "/" || $0 == " " || $0 == "-" || $0 == "|" || $0 == "." || $0 == "," }
            .map(VisualText.compact).filter { !$0.isEmpty }
        guard (1...2).contains(parts.count), let last = parts.last else { return nil }
        guard parts.allSatisfy({ known.contains($0) || $0.count == 1 }) else { return nil }
        // Two letters: the state's, then ICAO's.
        if parts.count == 2, let sex = international[last] { return sex }
        return parts.count == 1 ? international[last] ?? national[last] : parts.lazy.compactMap { national[$0] }.first
    }

    private static let international: [String: Sex] = [
        "F": .female, "M": .male, "X": .unspecified, "FEMALE": .female, "MALE": .male, "FEMININ": .female,
        "MASCULIN": .male,
    ]

    /// Only where no language says the opposite: `V` is a woman in Dutch and a man in Latvian.
    private static let national: [String: Sex] = [
        "K": .female, "W": .female, "H": .male, "Z": .female, "N": .female, "WEIBLICH": .female, "MANNLICH": .male,
        "FEMENINO": .female, "MASCULINO": .male, "FEMMINILE": .female, "MASCHILE": .male, "KVINNA": .female,
        "NO": .female, "FERFI": .male, "MAN": .male, "VROUW": .female,
    ]

    private static let known = Set(international.keys).union(national.keys)
}
