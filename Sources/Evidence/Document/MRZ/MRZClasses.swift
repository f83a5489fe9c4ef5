import Foundation

/// Which classes of a text recogniser stand for which character of the zone. A recogniser of all the world's scripts
/// sees the filler as whichever of its characters is an angle, and capitals as letters of other alphabets.
struct MRZClasses: Sendable {
    struct Fold: Sendable {
        let index: Int
        let character: Int
    }

    let folds: [Fold]
    /// How many classes the recogniser has.
    let count: Int

    /// - Parameter classes: what each class stands for; the first is the blank.
    init(_ classes: [String]) {
        count = classes.count
        folds = classes.enumerated().dropFirst().compactMap { index, text in
            Self.character(for: text).map { Fold(index: index, character: $0) }
        }
    }

    static func character(for text: String) -> Int? {
        guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else { return nil }
        if let known = lookalikes[scalar] { return known }
        if scalar.isASCII { return text.uppercased().utf8.first.flatMap(MRZAlphabet.index) }
        // Latin letters with marks: a speck above a capital.
        guard scalar.value < 0x250 else { return nil }
        let base = text.folding(options: .diacriticInsensitive, locale: nil).uppercased()
        return base.utf8.count == 1 ? base.utf8.first.flatMap(MRZAlphabet.index) : nil
    }

    private static let lookalikes: [Unicode.Scalar: Int] = {
        let rows: [(UInt8, String)] = [
            (UInt8(ascii: "<"), "<くぐへべぺヘベペ≤≦≪＜〈《«‹ㄑ〱∠"),
            (UInt8(ascii: "A"), "ΑАＡ"), (UInt8(ascii: "B"), "ΒВＢ"), (UInt8(ascii: "C"), "С℃⊂ＣϹ"),
            (UInt8(ascii: "E"), "ΕЕＥ"), (UInt8(ascii: "H"), "ΗНＨ"), (UInt8(ascii: "I"), "ΙІⅠ|lιＩ"),
            (UInt8(ascii: "J"), "]ＪЈ"), (UInt8(ascii: "K"), "ΚКκＫ"), (UInt8(ascii: "M"), "ΜМＭ"),
            (UInt8(ascii: "N"), "ΝＮ"), (UInt8(ascii: "O"), "ΟОοо〇○ＯσΦ"), (UInt8(ascii: "P"), "ΡРρＰ"),
            (UInt8(ascii: "S"), "ЅＳ"), (UInt8(ascii: "T"), "ΤТτＴ"), (UInt8(ascii: "U"), "∪υＵ"),
            (UInt8(ascii: "V"), "νＶⅤ"), (UInt8(ascii: "X"), "ΧХχ×ＸⅩ"), (UInt8(ascii: "Y"), "ΥУＹ"),
            (UInt8(ascii: "Z"), "ΖＺ"), (UInt8(ascii: "1"), "１"), (UInt8(ascii: "0"), "０"), (UInt8(ascii: "8"), "８"),
        ]
        var table: [Unicode.Scalar: Int] = [:]
        for (character, scalars) in rows {
            for scalar in scalars.unicodeScalars { table[scalar] = MRZAlphabet.index(of: character) }
        }
        return table
    }()
}
