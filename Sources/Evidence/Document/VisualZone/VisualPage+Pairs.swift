extension VisualPage {
    enum Limits {
        /// How far below its caption a value may begin, in heights of the higher of both, middle to middle: 0.7 to 1.2
        /// on the documents that were looked at.
        static let below = 2.0
        /// How far to the right of its caption a value may begin, in heights of the value.
        static let right = 10.0
        /// Height of a value's line over that of its caption: 1 to 1.8 on the documents that were looked at.
        static let highest = 3.0
        /// A value beside its caption is the rarer layout.
        static let costOfRight = 0.8
        /// How far below the first line of a value the next may follow, in heights: where a caption stands between
        /// the two it is 1.7 and more.
        static let nextLine = 1.4
    }

    /// What a caption names.
    struct Pair: Sendable {
        let element: VisualZoneElement
        let hasBothNames: Bool
        let span: Span
    }

    private struct Candidate {
        let slot: Int
        let value: Int
        let cost: Double
    }

    /// The values of all captions: those that follow on the caption's own line first, then the nearest below or beside.
    func pairs() -> [Pair] {
        let slots = rows.indices.flatMap { self.slots(of: $0) }
        var pairs: [Pair] = []
        var open: [Int] = []
        for (index, slot) in slots.enumerated() {
            guard case .element(let element) = slot.meaning, let text = rest(of: slot, element) else {
                if hasCaptions(slot.row) { open.append(index) }
                continue
            }
            pairs.append(
                Pair(element: element, hasBothNames: slot.hasBothNames, span: Span(rows: [slot.row], text: text)))
        }
        var found = Set(pairs.map(\.element))
        var takenSlots: Set<Int> = []
        var takenRows = Set(pairs.flatMap(\.span.rows))
        for candidate in candidates(open.map { ($0, slots[$0]) }) {
            guard !takenSlots.contains(candidate.slot), !takenRows.contains(candidate.value) else { continue }
            let slot = slots[candidate.slot]
            if case .element(let element) = slot.meaning {
                guard found.insert(element).inserted else { continue }
                let span = continued(candidate.value, element, taken: takenRows)
                pairs.append(Pair(element: element, hasBothNames: slot.hasBothNames, span: span))
                takenRows.formUnion(span.rows)
            }
            takenSlots.insert(candidate.slot)
            takenRows.insert(candidate.value)
        }
        return pairs
    }

    /// What follows a caption on its line, where it has the shape of the element.
    private func rest(of slot: Slot, _ element: VisualZoneElement) -> String? {
        let behind = rows[slot.row].text.text(slot.rest)
        let text = behind.withoutMarks
        guard !text.isEmpty, VisualShape.fits(element, text, order) else { return nil }
        if element.isDate { return text }
        // Behind a stroke the caption goes on in a language that is not known here.
        let separators = behind.prefix { !$0.isLetter && !$0.isNumber }
        guard !separators.contains("/"), !separators.contains("(") else { return nil }
        if separators.contains(":") || text.contains(where: \.isNumber) { return text }
        let isCapital = text == text.uppercased() && (text.count >= 2 || VisualShape.isShort(element))
        let caption = rows[slot.row].text.text(0..<slot.rest.lowerBound)
        return isCapital && (caption != caption.uppercased() || VisualShape.isShort(element)) ? text : nil
    }

    private func candidates(_ slots: [(Int, Slot)]) -> [Candidate] {
        var all: [Candidate] = []
        for (index, slot) in slots {
            for value in values {
                if case .element(let element) = slot.meaning,
                    !VisualShape.fits(element, rows[value].line.text, order)
                {
                    continue
                }
                guard let cost = cost(of: rows[value], for: slot) else { continue }
                all.append(Candidate(slot: index, value: value, cost: cost))
            }
        }
        return all.sorted { ($0.cost, $0.slot, $0.value) < ($1.cost, $1.slot, $1.value) }
    }

    /// Nil where the value is out of the caption's reach.
    private func cost(of value: VisualRow, for slot: Slot) -> Double? {
        let caption = rows[slot.row]
        let below = value.distance(below: caption)
        // Words printed across the page are several times as high: they are no values.
        guard value.height < Limits.highest * caption.height else { return nil }
        let height = max(value.height, caption.height)
        if abs(below) < 0.4 * height {
            let gap = value.start - slot.to
            guard gap > -value.height, gap < Limits.right * value.height else { return nil }
            return Limits.costOfRight + max(0, gap) / (4 * value.height)
        }
        guard below > 0, below < Limits.below * height else { return nil }
        let overlap = min(value.end, slot.to) - max(value.start, slot.from)
        let shift = abs(value.start - slot.from) / value.height
        guard overlap > 0 || shift < 2.5 else { return nil }
        return below / height + 0.12 * min(shift, 6)
    }

    /// The value with the lines that it goes on in.
    private func continued(_ first: Int, _ element: VisualZoneElement, taken: Set<Int>) -> Span {
        var lines = [first]
        while element.mayContinue, let last = lines.last, lines.count < 3, let next = nextLine(of: last, element),
            !taken.contains(next)
        {
            lines.append(next)
        }
        return Span(rows: lines, text: lines.map { rows[$0].line.text.withoutMarks }.joined(separator: " "))
    }

    /// The row that goes on with a value: as high, begun where it begins, and no caption between the two.
    func nextLine(of row: Int, _ element: VisualZoneElement) -> Int? {
        let first = rows[row]
        let near = rows.indices.filter { index in
            let below = rows[index].distance(below: first)
            return index != row && below > 0.4 * first.height && below < Limits.nextLine * first.height
                && rows[index].end > first.start && rows[index].start < first.end
        }
        guard let next = near.first, !isCaption(next), captions[next].isEmpty else { return nil }
        let ratio = rows[next].height / first.height
        guard (0.7...1.4).contains(ratio), abs(rows[next].start - first.start) < first.height else { return nil }
        // What goes on in small letters after capitals is the rest of a caption.
        let isCapital = first.line.text == first.line.text.uppercased()
        guard !isCapital || rows[next].line.text == rows[next].line.text.uppercased() else { return nil }
        return VisualShape.fits(element, rows[next].line.text, order) ? next : nil
    }
}
