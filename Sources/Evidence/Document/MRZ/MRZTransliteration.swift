/// Names as a machine-readable zone writes them: ICAO Doc 9303 part 3, section 6, tables A (Latin) and B (Cyrillic),
/// and Greek by its own standard.
package enum MRZTransliteration {
    /// `text` in the characters of the zone: letters by the tables' first choice, digits kept, apostrophes and full
    /// stops dropped (section 4.6), everything else a filler. `"Müller-O'Brien"` becomes `"MUELLER<OBRIEN"`.
    package static func mrzText(_ text: some StringProtocol) -> String {
        var result = ""
        for character in GreekTransliteration.latin(text.uppercased()) {
            if let ascii = character.asciiValue, MRZCheckDigit.value(of: ascii) != nil {
                result.append(character)
            } else if let letters = letters(of: character) {
                result += letters
            } else if !dropped.contains(character), result.last != "<" {
                result.append("<")
            }
        }
        return result
    }

    /// Every form that the tables allow a name to take in the zone, words joined by single fillers: `Müller` may stand
    /// there as `MUELLER`, `MULLER` or `MUXXLLER`, `Шевчук` as `SHEVCHUK` or, where the state is Serbia, as `SEVCUK`.
    /// Two names agree when they have a form in common.
    package static func forms(of name: some StringProtocol) -> Set<String> {
        let upper = GreekTransliteration.latin(name.uppercased())
        let isCyrillic = upper.contains { cyrillic[$0] != nil || $0 == "Ь" }
        let choices = isCyrillic ? CyrillicExceptions.all.map(\.letters) : [[:], plain, tagged]
        let forms = choices.enumerated().map { index, choice in
            let first = isCyrillic ? CyrillicExceptions.all[index].firstLetters : [:]
            return joined(mrzText(written(upper, choice, first: first)))
        }
        return Set(forms)
    }

    /// `upper` with each letter as `choice` or, where a word begins, `first` has it; else as the tables do.
    private static func written(
        _ upper: String, _ choice: [Character: String], first: [Character: String]
    ) -> String {
        var result = ""
        var isFirst = true
        for character in upper {
            let listed = (isFirst ? first[character] : nil) ?? choice[character] ?? letters(of: character)
            result += listed ?? String(character)
            isFirst = !character.isLetter
        }
        return result
    }

    private static func joined(_ text: String) -> String {
        text.split(separator: "<").joined(separator: "<")
    }

    private static func letters(of character: Character) -> String? {
        if let listed = latin[character] ?? cyrillic[character] { return listed }
        // A base letter with a mark that no table lists, such as those of Vietnamese: the mark is dropped.
        guard let base = character.unicodeScalars.first, base.isASCII, character.unicodeScalars.count > 1,
            base.properties.isAlphabetic
        else { return nil }
        return String(base)
    }

    private static let dropped: Set<Character> = ["'", "’", "ʼ", "`", "´", ".", "Ь"]

    /// The second choice where table A gives two: the letter without its mark.
    private static let plain: [Character: String] = ["Ä": "A", "Å": "A", "Ö": "O", "Ü": "U", "Ø": "O", "Ñ": "N"]

    /// The choice of table A that keeps the letter apart from its plain one.
    private static let tagged: [Character: String] = ["Ü": "UXX", "Ñ": "NXX"]

    /// Table A by what the letters become.
    private static let latin: [Character: String] = {
        let rows: [(String, String)] = [
            ("A", "ÀÁÂÃĀĂĄẠẢẤẦẨẪẬẮẰẲẴẶ"), ("AE", "ÄÆ"), ("AA", "Å"), ("C", "ÇĆĈĊČ"), ("D", "ÐĎĐ"),
            ("E", "ÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ"), ("G", "ĜĞĠĢ"), ("H", "ĤĦ"), ("I", "ÌÍÎÏĨĪĬĮİỊỈ"), ("IJ", "Ĳ"), ("J", "Ĵ"),
            ("K", "Ķĸ"), ("L", "ĹĻĽĿŁ"), ("N", "ÑŃŅŇŊ"), ("O", "ÒÓÔÕŌŎŐƠỌỎỐỒỔỖỘỚỜỞỠỢ"), ("OE", "ÖØŒ"),
            ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘ"), ("SS", "ẞß"), ("T", "ŢŤŦȚ"), ("TH", "Þ"), ("U", "ÙÚÛŨŪŬŮŰŲƯỤỦỨỪỬỮỰ"),
            ("UE", "Ü"), ("W", "Ŵ"), ("Y", "ÝŶŸỲỴỶỸ"), ("Z", "ŹŻŽ"),
        ]
        return table(rows)
    }()

    /// Table B. Where languages differ (`CyrillicExceptions`) the letter's most common value stands; the soft sign has
    /// none.
    private static let cyrillic: [Character: String] = {
        let rows: [(String, String)] = [
            ("A", "А"), ("B", "Б"), ("V", "В"), ("G", "ГҐЃ"), ("D", "ДЂ"), ("E", "ЕЁЭ"), ("ZH", "Ж"), ("Z", "З"),
            ("I", "ИІЙЇ"), ("J", "Ј"), ("K", "КЌ"), ("L", "Л"), ("LJ", "Љ"), ("M", "М"), ("N", "Н"), ("NJ", "Њ"),
            ("O", "О"), ("P", "П"), ("R", "Р"), ("S", "С"), ("T", "Т"), ("C", "Ћ"), ("U", "УЎѪ"), ("F", "Ф"),
            ("KH", "Х"), ("TS", "Ц"), ("CH", "Ч"), ("SH", "Ш"), ("SHCH", "Щ"), ("IE", "ЪЄ"), ("Y", "ЫѴ"),
            ("IU", "Ю"), ("IA", "Я"), ("DZ", "ЅЏ"),
            ("G", "Ғ"), ("C", "Һ"),
            // Letters that the table has not, by the Latin ones that Kazakhstan and Kyrgyzstan put in their places.
            ("A", "Ә"), ("K", "Қ"), ("N", "Ң"), ("O", "Ө"), ("U", "ҰҮ"),
        ]
        return table(rows)
    }()

    private static func table(_ rows: [(String, String)]) -> [Character: String] {
        var result: [Character: String] = [:]
        for (letters, characters) in rows {
            for character in characters { result[character] = letters }
        }
        return result
    }
}
