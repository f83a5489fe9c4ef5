extension VisualDate {
    /// In which order a date of three numbers is printed.
    package enum Order: Sendable {
        case dayFirst
        /// The United States.
        case monthFirst
    }

    /// A date with the characters that print it.
    struct Printed: Sendable {
        let date: VisualDate
        /// In the characters of the text.
        let range: Range<Int>
    }

    /// The dates that stand in a text, from left to right, none twice.
    static func all(in text: VisualText, order: Order = .dayFirst) -> [Printed] {
        let tokens = Token.tokens(of: text)
        var found: [Printed] = []
        var first = 0
        while first < tokens.count {
            if let (date, count) = date(tokens[first...], order) {
                let range = tokens[first].range.lowerBound..<tokens[first + count - 1].range.upperBound
                found.append(Printed(date: date, range: range))
                first += count
            } else {
                first += 1
            }
        }
        return found
    }

    /// The first date of a text.
    package init?(_ text: String, order: Order = .dayFirst) {
        guard let first = Self.all(in: VisualText(text), order: order).first else { return nil }
        self = first.date
    }

    /// A run of digits or of letters.
    private struct Token {
        let text: String
        let number: Int?
        /// In the characters of the text.
        let range: Range<Int>

        var digits: Int { number == nil ? 0 : text.count }

        static func tokens(of text: VisualText) -> [Token] {
            var tokens: [Token] = []
            var start = 0
            func isDigit(_ index: Int) -> Bool { text.plain[index] <= UInt8(ascii: "9") }
            for index in text.plain.indices {
                let next = index + 1
                let goesOn = next < text.plain.count && isDigit(next) == isDigit(index) && !text.beginsWord[next]
                if goesOn { continue }
                let run = String(decoding: text.plain[start...index], as: UTF8.self)
                tokens.append(
                    Token(
                        text: run, number: isDigit(index) ? Int(run) : nil,
                        range: text.places[start]..<text.places[index] + 1))
                start = next
            }
            return tokens
        }
    }

    private static func date(_ tokens: ArraySlice<Token>, _ order: Order) -> (VisualDate, count: Int)? {
        named(tokens) ?? numbers(tokens, order) ?? joined(tokens)
    }

    /// `12 AUG 1964`, `12 AUG/AOUT 64`: where two months are named the second is the one in English or French.
    private static func named(_ tokens: ArraySlice<Token>) -> (VisualDate, count: Int)? {
        guard let first = tokens.first, let day = first.number, first.digits <= 2 else {
            return monthFirst(tokens)
        }
        let names = tokens.dropFirst().prefix(3).prefix { $0.number == nil }
        let months = names.compactMap { Month.number(of: $0.text) }
        guard let month = months.last, let last = tokens.dropFirst(1 + names.count).first, let year = last.number,
            last.digits == 2 || last.digits == 4
        else { return nil }
        return VisualDate(day: day, month: month, year: year, hasCentury: last.digits == 4)
            .map { ($0, names.count + 2) }
    }

    /// `AUG 12, 1964`.
    private static func monthFirst(_ tokens: ArraySlice<Token>) -> (VisualDate, count: Int)? {
        let three = Array(tokens.prefix(3))
        guard three.count == 3, let month = Month.number(of: three[0].text), let day = three[1].number,
            three[1].digits <= 2, let year = three[2].number, three[2].digits == 4
        else { return nil }
        return VisualDate(day: day, month: month, year: year, hasCentury: true).map { ($0, 3) }
    }

    /// `12.08.1964`, `12/08/64`, `1964-08-12`.
    private static func numbers(_ tokens: ArraySlice<Token>, _ order: Order) -> (VisualDate, count: Int)? {
        let three = Array(tokens.prefix(3))
        let values = three.compactMap(\.number)
        guard values.count == 3 else { return nil }
        let isYearFirst = three[0].digits == 4 && three[1].digits <= 2 && three[2].digits <= 2
        let isYearLast = three[0].digits <= 2 && three[1].digits <= 2 && [2, 4].contains(three[2].digits)
        guard isYearFirst || isYearLast else { return nil }
        let year = isYearFirst ? values[0] : values[2]
        let isDayFirst = isYearLast && order == .dayFirst
        let (day, month) =
            isYearFirst ? (values[2], values[1]) : isDayFirst ? (values[0], values[1]) : (values[1], values[0])
        let hasCentury = isYearFirst || three[2].digits == 4
        return VisualDate(day: day, month: month, year: year, hasCentury: hasCentury).map { ($0, 3) }
    }

    /// `12081964`, `1208 1964` or `12 081964`: a date whose blanks or points were lost.
    private static func joined(_ tokens: ArraySlice<Token>) -> (VisualDate, count: Int)? {
        for count in 1...2 {
            let run = tokens.prefix(count)
            guard run.count == count, run.allSatisfy({ $0.number != nil }) else { continue }
            let digits = run.map(\.text).joined()
            guard digits.count == 8, let day = Int(digits.prefix(2)), let month = Int(digits.dropFirst(2).prefix(2)),
                let year = Int(digits.suffix(4))
            else { continue }
            if let date = VisualDate(day: day, month: month, year: year, hasCentury: true) { return (date, count) }
        }
        return nil
    }
}
