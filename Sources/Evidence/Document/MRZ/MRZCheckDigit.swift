/// The arithmetic of ICAO Doc 9303 part 3, section 4.9.
package enum MRZCheckDigit {
    /// The check digit of `field`: weights 7, 3, 1 over the characters' values, modulo 10.
    /// - Parameter field: characters of the machine-readable zone, `A–Z`, `0–9` and `<`.
    /// - Returns: the digit, 0…9, or nil where the field has another character.
    package static func of(_ field: some StringProtocol) -> Int? {
        of(Array(field.utf8))
    }

    static func of(_ field: [UInt8]) -> Int? {
        var sum = 0
        for (index, character) in field.enumerated() {
            guard let value = value(of: character) else { return nil }
            sum += value * weight(at: index)
        }
        return sum % 10
    }

    /// Digits count as themselves, letters from A = 10 to Z = 35, the filler as 0.
    static func value(of character: UInt8) -> Int? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character - UInt8(ascii: "0"))
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character - UInt8(ascii: "A")) + 10
        case UInt8(ascii: "<"): 0
        default: nil
        }
    }

    /// 7, 3, 1, 7, 3, 1 …
    static func weight(at index: Int) -> Int {
        switch index % 3 {
        case 0: 7
        case 1: 3
        default: 1
        }
    }
}
