/// Arabic as glyphs from left to right: cairo's plain text neither joins letters nor turns the line round.
///
/// Unicode's Arabic Presentation Forms-B have a code point for each form of a letter; DejaVu Sans has all of them.
enum ArabicForms {
    /// `text` as its forms, last letter first; other characters but digits' runs are turned round with it.
    static func shaped(_ text: String) -> String {
        let letters = ligated(Array(text.unicodeScalars))
        var forms: [Unicode.Scalar] = []
        for (index, letter) in letters.enumerated() {
            let before = index > 0 && joinsOn(letters[index - 1]) && table[letter] != nil
            let after = index + 1 < letters.count && joinsOn(letter) && table[letters[index + 1]] != nil
            forms.append(form(of: letter, before: before, after: after))
        }
        return String(String.UnicodeScalarView(forms.reversed()))
    }

    /// Lam with alef is one letter in print.
    private static func ligated(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in scalars {
            if result.last == "ل", let ligature = lamAlef[scalar] {
                result[result.count - 1] = ligature
            } else {
                result.append(scalar)
            }
        }
        return result
    }

    private static func joinsOn(_ letter: Unicode.Scalar) -> Bool { table[letter]?.count == 4 }

    /// In the order of the forms: isolated, final, initial, medial.
    private static func form(of letter: Unicode.Scalar, before: Bool, after: Bool) -> Unicode.Scalar {
        guard let (first, count) = table[letter] else { return letter }
        let place = count == 4 ? (before ? (after ? 3 : 1) : (after ? 2 : 0)) : count == 2 && before ? 1 : 0
        return Unicode.Scalar(first + UInt32(place)) ?? letter
    }

    /// Each letter's first form and how many it has.
    private static let table: [Unicode.Scalar: (first: UInt32, count: Int)] = {
        let letters: [(Unicode.Scalar, Int)] = [
            ("ء", 1), ("آ", 2), ("أ", 2), ("ؤ", 2), ("إ", 2), ("ئ", 4), ("ا", 2), ("ب", 4), ("ة", 2), ("ت", 4),
            ("ث", 4), ("ج", 4), ("ح", 4), ("خ", 4), ("د", 2), ("ذ", 2), ("ر", 2), ("ز", 2), ("س", 4), ("ش", 4),
            ("ص", 4), ("ض", 4), ("ط", 4), ("ظ", 4), ("ع", 4), ("غ", 4), ("ف", 4), ("ق", 4), ("ك", 4), ("ل", 4),
            ("م", 4), ("ن", 4), ("ه", 4), ("و", 2), ("ى", 2),
            ("ي", 4), ("\u{FEF5}", 2), ("\u{FEF7}", 2), ("\u{FEF9}", 2), ("\u{FEFB}", 2),
        ]
        var table: [Unicode.Scalar: (first: UInt32, count: Int)] = [:]
        var next: UInt32 = 0xFE80
        for (letter, count) in letters {
            table[letter] = (next, count)
            next += UInt32(count)
        }
        return table
    }()

    private static let lamAlef: [Unicode.Scalar: Unicode.Scalar] = [
        "آ": "\u{FEF5}", "أ": "\u{FEF7}", "إ": "\u{FEF9}", "ا": "\u{FEFB}",
    ]
}
