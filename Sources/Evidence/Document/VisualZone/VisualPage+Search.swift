extension VisualPage {
    func whole(_ row: Int) -> Span { Span(rows: [row], text: rows[row].line.text.withoutMarks) }

    // MARK: Dates

    struct DateSpan {
        let date: VisualDate
        let span: Span
        /// Whether hardly anything else stands in its line.
        let isAlone: Bool
    }

    /// Every date on the page. Where a date is printed in two boxes they are read together.
    func dates() -> [DateSpan] {
        var found: [DateSpan] = []
        for row in rows.indices {
            let dates = VisualDate.all(in: rows[row].text, order: order)
            found += dates.map {
                DateSpan(
                    date: $0.date, span: Span(rows: [row], text: rows[row].text.text($0.range)),
                    isAlone: 3 * $0.range.count >= 2 * rows[row].text.characters.count)
            }
            guard dates.isEmpty, let next = neighbour(of: row) else { continue }
            let text = VisualText(rows[row].line.text + " " + rows[next].line.text)
            if let date = VisualDate.all(in: text, order: order).first,
                date.range.lowerBound < rows[row].text.characters.count
            {
                found.append(
                    DateSpan(
                        date: date.date, span: Span(rows: [row, next], text: text.text(date.range)), isAlone: true))
            }
        }
        return found
    }

    /// The row that goes on to the right without much of a gap.
    func neighbour(of row: Int) -> Int? {
        let first = rows[row]
        return rows.indices.filter { index in
            let gap = rows[index].start - first.end
            return index != row && abs(rows[index].distance(below: first)) < 0.5 * first.height
                && gap > -1.5 * first.height && gap < 4 * first.height && rows[index].start > first.start
        }.min { rows[$0].start < rows[$1].start }
    }

    // MARK: Numbers

    /// Where a number of the zone is printed, with or without blanks and strokes in it.
    func number(_ wanted: String, in candidates: [Int]) -> Span? {
        let letters = VisualText(wanted).plain.map(Self.alike)
        guard letters.count >= 4 else { return nil }
        for row in candidates {
            let text = rows[row].text
            let plain = text.plain.map(Self.alike)
            guard plain.count >= letters.count else { continue }
            for start in 0...(plain.count - letters.count) {
                guard plain[start..<start + letters.count].elementsEqual(letters) else { continue }
                let range = text.places[start]..<text.places[start + letters.count - 1] + 1
                return Span(rows: [row], text: text.text(range))
            }
        }
        return nil
    }

    /// The types of visual zones keep `O` from `0` and `I` from `1` by little or not at all.
    static func alike(_ letter: UInt8) -> UInt8 {
        letter == UInt8(ascii: "O") ? UInt8(ascii: "0") : letter == UInt8(ascii: "I") ? UInt8(ascii: "1") : letter
    }

    // MARK: Names

    /// The text that is most like a name of the zone: words of one line, or else two lines one below the other.
    func name(_ wanted: String, isCut: Bool) -> (span: Span, likeness: VisualNames.Likeness)? {
        let words = wanted.split(separator: " ").count
        var best: (span: Span, likeness: VisualNames.Likeness)?
        let single = rows.indices.flatMap { runs(of: $0, upTo: words + 1) }
        for span in single + (words > 1 ? rows.indices.compactMap(withNextLine) : []) {
            let likeness = VisualNames.likeness(of: span.text, toAllOf: wanted, isCut: isCut)
            if likeness == .same { return (span, likeness) }
            if likeness > best?.likeness ?? .other { best = (span, likeness) }
        }
        return best
    }

    private func withNextLine(_ row: Int) -> Span? {
        guard let next = nextLine(of: row, .givenNames), !isCaption(row) else { return nil }
        return Span(
            rows: [row, next], text: rows[row].line.text.withoutMarks + " " + rows[next].line.text.withoutMarks)
    }

    /// Runs of words of a row, the shortest first.
    private func runs(of row: Int, upTo most: Int) -> [Span] {
        let text = rows[row].text
        var words: [Range<Int>] = []
        for index in text.characters.indices {
            let character = text.characters[index]
            if character.isWhitespace || "/,:".contains(character) { continue }
            if let last = words.last, last.upperBound == index {
                words[words.count - 1] = last.lowerBound..<index + 1
            } else {
                words.append(index..<index + 1)
            }
        }
        guard !words.isEmpty else { return [] }
        var spans: [Span] = []
        for count in 1...min(most, words.count) {
            for first in 0...(words.count - count) {
                let range = words[first].lowerBound..<words[first + count - 1].upperBound
                spans.append(Span(rows: [row], text: text.text(range).withoutMarks))
            }
        }
        return spans
    }
}
