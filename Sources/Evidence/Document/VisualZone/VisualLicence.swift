/// A driving licence by the numbers that Directive 2006/126/EC, Annex I, gives its fields.
struct VisualLicence {
    typealias Span = VisualPage.Span

    let chosen: [VisualZoneElement: (span: Span, source: VisualField.Source)]

    /// Whether it is one of North America, whose dates have the month first.
    let isAmerican: Bool

    /// A field's number with what stands behind it in its row.
    private struct Mark {
        let number: String
        let row: Int
        /// Along the reading direction, where the value begins.
        let from: Double
        let text: String
        /// The American word that stood between the two.
        var word: String?
    }

    private static let elements: [String: VisualZoneElement] = [
        "1": .surname, "2": .givenNames, "3": .dateOfBirth, "4a": .dateOfIssue, "4b": .dateOfExpiry,
        "4c": .authority, "4d": .personalNumber, "5": .documentNumber, "8": .address, "9": .categories,
    ]

    /// North America numbers its cards alike (AAMVA card design standard, annex A) and puts words behind the numbers.
    private static let american: [String: VisualZoneElement] = [
        "1": .surname, "2": .givenNames, "3": .dateOfBirth, "4a": .dateOfIssue, "4b": .dateOfExpiry,
        "4d": .documentNumber, "8": .address, "9": .categories,
    ]
    private static let americanWords: Set = ["DLN", "LIC", "DL", "DOB", "ISS", "EXP", "CLASS", "NO"]

    /// Nil where the page is not numbered like a licence.
    init?(_ numbered: VisualPage) {
        var page = numbered
        let marks = page.rows.indices.flatMap { Self.marks(of: $0, page) }
        let numbers = Set(marks.map(\.number))
        // Passports number their captions from 1 as well; only licences have 4a and 4b.
        guard numbers.contains("4a") || numbers.contains("4b"), !numbers.isDisjoint(with: ["1", "2", "3"]),
            numbers.contains("5") || numbers.contains("4d"), numbers.count >= 4
        else { return nil }
        isAmerican = marks.contains { $0.word != nil }
        if isAmerican { page.order = .monthFirst }
        let elements = isAmerican ? Self.american : Self.elements
        // The rows that have a number, in their own box or in one to their left.
        let owned = Set(marks.map(\.row) + marks.filter(\.text.isEmpty).compactMap { page.neighbour(of: $0.row) })
        var chosen: [VisualZoneElement: (span: Span, source: VisualField.Source)] = [:]
        for mark in marks {
            guard let element = elements[mark.number], chosen[element] == nil else { continue }
            guard let span = Self.value(of: mark, element, page, owned) else { continue }
            chosen[element] = (span, .fieldNumber)
        }
        Self.fill(&chosen, page, owned)
        if isAmerican {
            Self.fillAmerican(&chosen, page, owned)
        } else if let birth = chosen[.dateOfBirth], let place = Self.place(behind: birth.span, page) {
            chosen[.placeOfBirth] = (place, birth.source)
        }
        self.chosen = chosen
    }

    /// A number at the beginning of the row, and 4a to 4d also further on in it.
    private static func marks(of row: Int, _ page: VisualPage) -> [Mark] {
        let text = page.rows[row].text
        let characters = text.characters
        var starts: [(number: String, at: Int, behind: Int)] = []
        var index = 0
        while index < characters.count {
            let isFirst = characters[..<index].allSatisfy { $0 == " " || $0 == "(" }
            if isFirst || characters[index - 1] == " ", let mark = mark(characters[index...], isFirst: isFirst) {
                starts.append((mark.number, index, index + mark.length))
                index += mark.length
            } else {
                index += 1
            }
        }
        return starts.indices.map { place in
            let end = place + 1 < starts.count ? starts[place + 1].at : characters.count
            let behind = text.text(min(starts[place].behind, end)..<end).withoutMarks
            let word = behind.prefix { $0.isLetter }
            let isWord = americanWords.contains(String(word)) && starts[place].number != "4c"
            return Mark(
                number: starts[place].number, row: row, from: page.rows[row].along(starts[place].behind),
                text: isWord ? String(behind.dropFirst(word.count)).withoutMarks : behind,
                word: isWord ? String(word) : nil)
        }
    }

    private static func mark(_ rest: ArraySlice<Character>, isFirst: Bool) -> (number: String, length: Int)? {
        let next = Array(rest.prefix(4))
        guard let digit = next.first, "1234589".contains(digit) else { return nil }
        let letter = next.count > 1 ? next[1].lowercased() : ""
        if digit == "4", ["a", "b", "c", "d"].contains(letter) {
            let isMarked = next.count == 2 || !next[2].isLetter
            return isMarked ? ("4" + letter, next.count > 2 && ".):,".contains(next[2]) ? 3 : 2) : nil
        }
        guard isFirst, digit != "4" else { return nil }
        if next.count == 1 { return (String(digit), 1) }
        guard ".):,".contains(next[1]) || next[1] == " " && digit != "8" else { return nil }
        // `3.12.1964` is a date.
        let isDate = next[1] == "." && next.count > 3 && next[2].isNumber && (next[3].isNumber || next[3] == ".")
        return isDate && digit != "3" && digit != "5" && digit != "8" ? nil : (String(digit), 2)
    }

    /// What stands behind the number, or in the box to the right of it, with the lines that go on below.
    private static func value(
        of mark: Mark, _ element: VisualZoneElement, _ page: VisualPage, _ owned: Set<Int>
    ) -> Span? {
        var lines = [mark.row]
        var text = mark.text
        var from = mark.from
        if text.isEmpty {
            guard let right = page.neighbour(of: mark.row) else { return nil }
            lines = [right]
            text = page.rows[right].line.text.withoutMarks
            from = page.rows[right].start
        }
        guard VisualShape.fits(element, text, page.order) else { return nil }
        // A surname in two lines cannot be told from given names whose number was not seen.
        while element == .address || element == .givenNames, lines.count < 3, let last = lines.last,
            let below = below(last, from, page), !owned.contains(below),
            VisualShape.fits(element, page.rows[below].line.text, page.order)
        {
            lines.append(below)
            text += " " + page.rows[below].line.text.withoutMarks
        }
        return Span(rows: lines, text: text)
    }

    /// The row under another, begun at a place along the reading direction.
    private static func below(_ row: Int, _ from: Double, _ page: VisualPage) -> Int? {
        let height = page.rows[row].height
        return page.rows.indices.first { index in
            let down = page.rows[index].distance(below: page.rows[row])
            return down > 0.4 * height && down < 1.7 * height && abs(page.rows[index].start - from) < 1.5 * height
        }
    }

    /// Small numbers are often not seen: what stands in the order of the fields between two that were, is theirs.
    private static func fill(
        _ chosen: inout [VisualZoneElement: (span: Span, source: VisualField.Source)], _ page: VisualPage,
        _ owned: Set<Int>
    ) {
        let order: [VisualZoneElement] = [.surname, .givenNames, .dateOfBirth]
        for (index, element) in order.enumerated() where chosen[element] == nil {
            let before = index > 0 ? chosen[order[index - 1]]?.span.rows.last : nil
            guard let before, let row = below(before, page.rows[before].start, page), !owned.contains(row),
                VisualShape.fits(element, page.rows[row].line.text, page.order)
            else { continue }
            chosen[element] = (page.whole(row), .position)
        }
        if chosen[.documentNumber] == nil, let expiry = chosen[.dateOfExpiry]?.span.rows.first {
            let row = page.rows.indices.first { index in
                let down = page.rows[index].distance(below: page.rows[expiry])
                return !owned.contains(index) && down > 0 && down < 2 * page.rows[expiry].height
                    && VisualShape.fits(.documentNumber, page.rows[index].line.text, page.order)
            }
            if let row { chosen[.documentNumber] = (page.whole(row), .position) }
        }
    }

    /// North American cards mark the sex by a word beside its number, and print names and address one under the other.
    private static func fillAmerican(
        _ chosen: inout [VisualZoneElement: (span: Span, source: VisualField.Source)], _ page: VisualPage,
        _ owned: Set<Int>
    ) {
        for pair in page.pairs() where pair.element == .sex { chosen[.sex] = (pair.span, .label) }
        func next(_ row: Int) -> Int? {
            below(row, page.rows[row].start, page).flatMap { owned.contains($0) ? nil : $0 }
        }
        func isName(_ row: Int) -> Bool { VisualShape.fits(.surname, page.rows[row].line.text, page.order) }
        if chosen[.surname] == nil, chosen[.givenNames] == nil {
            for row in page.values where !owned.contains(row) && isName(row) {
                guard let second = next(row), isName(second), let third = next(second), !isName(third) else { continue }
                chosen[.surname] = (page.whole(row), .position)
                chosen[.givenNames] = (page.whole(second), .position)
                break
            }
        }
        if chosen[.address] == nil, let names = chosen[.givenNames]?.span.rows.last, let row = next(names), !isName(row)
        {
            chosen[.address] = (page.whole(row), .position)
        }
    }

    /// The place of birth follows the date in field 3.
    private static func place(behind span: Span, _ page: VisualPage) -> Span? {
        let text = VisualText(span.text)
        guard let date = VisualDate.all(in: text, order: page.order).first else { return nil }
        let place = text.text(date.range.upperBound..<text.characters.count).withoutMarks
        return place.count { $0.isLetter } >= 2 ? Span(rows: span.rows, text: place) : nil
    }
}
