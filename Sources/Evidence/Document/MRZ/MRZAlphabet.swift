/// The 37 characters of a machine-readable zone and their numbers: letters 0…25, digits 26…35, filler 36.
package enum MRZAlphabet {
    package static let count = 37
    static let letters = 0..<26
    static let digits = 26..<36
    static let filler = 36

    package static let characters: [UInt8] = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<".utf8)

    /// Nil for a character that the zone does not have.
    package static func index(of character: UInt8) -> Int? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character - UInt8(ascii: "A"))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character - UInt8(ascii: "0")) + digits.lowerBound
        case UInt8(ascii: "<"): filler
        default: nil
        }
    }

    /// What a character counts in a check digit, modulo 10: all that the running sums need to know of it.
    static let valuesModulo10: [Int] = characters.map { (MRZCheckDigit.value(of: $0) ?? 0) % 10 }

    static func text(_ indices: [Int]) -> String {
        String(decoding: indices.map { characters[$0] }, as: UTF8.self)
    }
}
