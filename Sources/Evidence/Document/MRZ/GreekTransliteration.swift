import Foundation

/// Greek names in Latin letters by ISO 843 / ELOT 743, type 2 (transcription), by which Greece and Cyprus write their
/// documents: ICAO Doc 9303 part 3, section 6 has no table for Greek.
enum GreekTransliteration {
    /// `text` with its Greek letters replaced, in capitals; other characters stay as they are.
    static func latin(_ text: String) -> String {
        let letters = Array(text.uppercased()).map(Letter.init)
        guard letters.contains(where: { isGreek($0.base) }) else { return text }
        var result = ""
        var index = 0
        while index < letters.count {
            let (written, taken) = transcribed(letters, at: index)
            result += written
            index += taken
        }
        return result
    }

    /// A capital without its accent, which decides whether two vowels are one sound.
    private struct Letter {
        let base: Character
        let hasAccent: Bool
        let hasDiaeresis: Bool

        init(_ character: Character) {
            let scalars = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
            base = scalars.first.map(Character.init) ?? character
            hasAccent = scalars.contains("\u{301}")
            hasDiaeresis = scalars.contains("\u{308}")
        }
    }

    private static func isGreek(_ letter: Character) -> Bool { single[letter] != nil }

    private static func transcribed(_ letters: [Letter], at index: Int) -> (written: String, taken: Int) {
        let first = letters[index]
        let next = index + 1 < letters.count ? letters[index + 1] : nil
        if let next, !next.hasDiaeresis, !(first.hasAccent && next.base == "Υ") {
            switch (first.base, next.base) {
            case ("Ο", "Υ"): return ("OU", 2)
            case ("Α", "Υ"), ("Ε", "Υ"), ("Η", "Υ"):
                let after = index + 2 < letters.count ? letters[index + 2].base : " "
                return ((single[first.base] ?? "") + (voiced.contains(after) ? "V" : "F"), 2)
            case ("Γ", "Γ"): return ("NG", 2)
            case ("Γ", "Ξ"): return ("NX", 2)
            case ("Γ", "Χ"): return ("NCH", 2)
            case ("Μ", "Π"):
                let isFirst = index == 0 || !isGreek(letters[index - 1].base)
                let isLast = index + 2 >= letters.count || !isGreek(letters[index + 2].base)
                return (isFirst || isLast ? "B" : "MP", 2)
            default: break
            }
        }
        return (single[first.base] ?? String(first.base), 1)
    }

    /// Vowels and voiced consonants: before them `Υ` in `ΑΥ`, `ΕΥ`, `ΗΥ` sounds as a `V`.
    private static let voiced: Set<Character> = [
        "Α", "Ε", "Η", "Ι", "Ο", "Υ", "Ω", "Β", "Γ", "Δ", "Ζ", "Λ", "Μ", "Ν", "Ρ",
    ]

    private static let single: [Character: String] = [
        "Α": "A", "Β": "V", "Γ": "G", "Δ": "D", "Ε": "E", "Ζ": "Z", "Η": "I", "Θ": "TH", "Ι": "I", "Κ": "K", "Λ": "L",
        "Μ": "M", "Ν": "N", "Ξ": "X", "Ο": "O", "Π": "P", "Ρ": "R", "Σ": "S", "Τ": "T", "Υ": "Y", "Φ": "F", "Χ": "CH",
        "Ψ": "PS", "Ω": "O",
    ]
}
