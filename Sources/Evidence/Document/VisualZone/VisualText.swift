import Foundation

/// Printed text by its plain letters: what captions, months and numbers are compared in.
struct VisualText: Sendable {
    let characters: [Character]
    /// `A–Z` and `0–9` as bytes, in order; marks, blanks and everything else left out.
    let plain: [UInt8]
    /// The place of each plain character in `characters`.
    let places: [Int]
    /// Whether nothing plain stands directly before it in the text.
    let beginsWord: [Bool]

    init(_ text: String) {
        characters = Array(text)
        var plain: [UInt8] = []
        var places: [Int] = []
        var begins: [Bool] = []
        var isInside = false
        for (place, character) in characters.enumerated() {
            let letters = Self.letters(of: character)
            for letter in letters {
                plain.append(letter)
                places.append(place)
                begins.append(!isInside)
                isInside = true
            }
            // An apostrophe or a mark that stands by itself parts no word.
            if letters.isEmpty, !"'’`´".contains(character) { isInside = false }
        }
        self.plain = plain
        self.places = places
        beginsWord = begins
    }

    func endsWord(_ index: Int) -> Bool { index + 1 >= plain.count || beginsWord[index + 1] }

    func text(_ range: Range<Int>) -> String { String(characters[range]) }

    /// The capital ASCII letters and digits of one character without its marks: `É` is `E`, `ß` is `SS`.
    private static func letters(of character: Character) -> [UInt8] {
        if let ascii = character.asciiValue { return isPlain(ascii) ? [ascii] : isSmall(ascii) ? [ascii - 32] : [] }
        if let listed = special[character] { return listed }
        let base = String(character).uppercased().decomposedStringWithCompatibilityMapping
        return base.utf8.filter(isPlain)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isSmall(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    /// Letters that Unicode does not take apart.
    private static let special: [Character: [UInt8]] = [
        "Ł": Array("L".utf8), "ł": Array("L".utf8), "Ø": Array("O".utf8), "ø": Array("O".utf8),
        "Đ": Array("D".utf8), "đ": Array("D".utf8), "Æ": Array("AE".utf8), "æ": Array("AE".utf8),
        "Œ": Array("OE".utf8), "œ": Array("OE".utf8), "ß": Array("SS".utf8), "ẞ": Array("SS".utf8),
        "ı": Array("I".utf8), "Þ": Array("TH".utf8), "þ": Array("TH".utf8), "ħ": Array("H".utf8),
        "Ħ": Array("H".utf8), "№": [], "º": [], "ª": [], "°": [],
    ]

    /// `text` with nothing but its plain letters and digits.
    static func compact(_ text: some StringProtocol) -> String {
        String(decoding: VisualText(String(text)).plain, as: UTF8.self)
    }
}
