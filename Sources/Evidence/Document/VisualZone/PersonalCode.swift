/// The numbers that states give to people, where the number carries a check of its own. A check that fails is said and
/// never mended: the number may have been misread, invented or given by an exception.
package enum PersonalCode {
    /// Whether the check of the state's number holds; nil where the state's numbers have none that is known here, or
    /// the text has not their shape.
    /// - Parameter state: the zone's code of the state (part 3, section 5).
    package static func holds(_ text: String, of state: String) -> Bool? {
        let compact = VisualText(text).plain
        guard let rule = rules[state] else { return nil }
        return rule(compact)
    }

    private typealias Rule = @Sendable ([UInt8]) -> Bool?

    private static let rules: [String: Rule] = [
        "EST": baltic, "LTU": baltic, "LVA": latvian, "POL": { weighted($0, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) },
        "BGR": bulgarian, "ROU": romanian, "ESP": spanish, "SWE": swedish, "FIN": finnish, "NOR": norwegian,
        "CZE": bohemian, "SVK": bohemian, "HRV": croatian, "SVN": slovenian, "BEL": belgian,
        "NLD": { $0.count == 9 ? elevenTest($0) : nil },
    ]

    private static func digits(_ text: [UInt8], _ count: Int) -> [Int]? {
        let values = text.compactMap { $0 <= UInt8(ascii: "9") ? Int($0) - 48 : nil }
        return values.count == count && text.count == count ? values : nil
    }

    private static func sum(_ values: some Sequence<Int>, _ weights: [Int]) -> Int {
        zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// All digits weighted add up to a multiple of ten: PESEL.
    private static func weighted(_ text: [UInt8], _ weights: [Int]) -> Bool? {
        digits(text, weights.count).map { sum($0, weights) % 10 == 0 }
    }

    /// Isikukood and asmens kodas: modulo 11 with a second row of weights.
    private static let baltic: Rule = { text in
        guard let values = digits(text, 11) else { return nil }
        let first = sum(values, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
        let second = sum(values, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11
        return values[10] == (first < 10 ? first : second < 10 ? second : 0)
    }

    /// Numbers from 1932 to 2017; later ones begin with 32 and have no check.
    private static let latvian: Rule = { text in
        guard let values = digits(text, 11), values[0] * 10 + values[1] != 32 else { return nil }
        return (1101 - sum(values, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11 % 10 == values[10]
    }

    private static let bulgarian: Rule = { text in
        digits(text, 10).map { sum($0, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10 == $0[9] }
    }

    private static let romanian: Rule = { text in
        guard let values = digits(text, 13) else { return nil }
        let rest = sum(values, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
        return values[12] == (rest == 10 ? 1 : rest)
    }

    /// DNI and NIE: the letter of the number modulo 23.
    private static let spanish: Rule = { text in
        guard text.count == 9, let letter = text.last, letter > UInt8(ascii: "9") else { return nil }
        var number = Array(text.dropLast())
        if let foreign = Array("XYZ".utf8).firstIndex(of: number[0]) { number[0] = UInt8(48 + foreign) }
        guard let values = digits(number, 8) else { return nil }
        return Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)[values.reduce(0) { $0 * 10 + $1 } % 23] == letter
    }

    /// The last ten digits by Luhn's rule.
    private static let swedish: Rule = { text in
        guard let values = digits(text, 10) ?? digits(text, 12).map({ Array($0.suffix(10)) }) else { return nil }
        let doubled = values.enumerated().map { index, value in index % 2 == 0 ? value * 2 : value }
        return doubled.reduce(0) { $0 + $1 / 10 + $1 % 10 } % 10 == 0
    }

    /// The sign of the century may be a plus or a minus, which is no letter and then missing here.
    private static let finnish: Rule = { text in
        guard text.count == 10 || text.count == 11, let letter = text.last,
            let values = digits(Array(text.prefix(6) + text.dropLast().suffix(3)), 9)
        else { return nil }
        return Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)[values.reduce(0) { $0 * 10 + $1 } % 31] == letter
    }

    private static let norwegian: Rule = { text in
        digits(text, 11).map {
            sum($0, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 == 0 && sum($0, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        }
    }

    /// Ten digits since 1954; the nine before have no check.
    private static let bohemian: Rule = { text in
        guard let values = digits(text, 10) else { return nil }
        let first = values.dropLast().reduce(0) { $0 * 10 + $1 } % 11
        return first % 10 == values[9]
    }

    /// OIB: ISO/IEC 7064, MOD 11,10.
    private static let croatian: Rule = { text in
        guard let values = digits(text, 11) else { return nil }
        let rest = values.dropLast().reduce(10) { rest, value in
            let sum = (rest + value) % 10
            return (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - rest) % 10 == values[10]
    }

    /// EMŠO.
    private static let slovenian: Rule = { text in
        digits(text, 13).map {
            let rest = sum($0, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
            return rest != 1 && (rest == 0 ? 0 : 11 - rest) == $0[12]
        }
    }

    /// 97 less the first nine digits, with a 2 before them for births from 2000.
    private static let belgian: Rule = { text in
        guard let values = digits(text, 11) else { return nil }
        let number = values.prefix(9).reduce(0) { $0 * 10 + $1 }
        let check = values[9] * 10 + values[10]
        return check == 97 - number % 97 || check == 97 - (2_000_000_000 + number) % 97
    }

    /// Burgerservicenummer.
    private static func elevenTest(_ text: [UInt8]) -> Bool? {
        digits(text, 9).map { sum($0, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0 && $0.contains { $0 > 0 } }
    }
}
