/// The lines of one picture with what is a caption among them.
struct VisualPage: Sendable {
    let rows: [VisualRow]
    let captions: [[VisualCaption]]
    var order: VisualDate.Order

    /// A piece of one line, or of several that go on one below the other.
    struct Span: Sendable {
        let rows: [Int]
        let text: String
    }

    /// - Parameter zone: around the machine-readable zone where this picture has one.
    init(_ lines: [TextLine], zone: Quad?, order: VisualDate.Order) {
        let print = lines.filter { line in
            line.text.count { $0 == "<" || $0 == "く" } < 3 && zone?.contains(line.quad.centre) != true
        }
        rows = VisualRow.rows(print, zone: zone)
        captions = rows.map { VisualCaption.all(in: $0.text) }
        self.order = order
    }

    /// Whether most of the row's letters are captions: such a row is no value.
    func isCaption(_ row: Int) -> Bool {
        let letters = captions[row].reduce(0) { $0 + $1.length }
        return letters > 0 && 2 * letters >= rows[row].text.plain.count
    }

    /// Whether its captions are more than a few words of a sentence.
    func hasCaptions(_ row: Int) -> Bool {
        10 * captions[row].reduce(0) { $0 + $1.length } >= 3 * rows[row].text.plain.count
    }

    /// The rows that may be values, whole.
    var values: [Int] { rows.indices.filter { !isCaption($0) } }

    /// A caption with the stretch of its row that is its own, and what stands behind it there.
    struct Slot: Sendable {
        let meaning: VisualCaption.Meaning
        /// Whether surname and given names stand together under it.
        let hasBothNames: Bool
        let row: Int
        let from: Double
        let to: Double
        /// Characters of the row behind the caption, up to the next.
        let rest: Range<Int>
    }

    /// Captions that follow each other and mean the same, in several languages, are one slot.
    func slots(of row: Int) -> [Slot] {
        let text = rows[row].text
        var groups: [(meaning: VisualCaption.Meaning, range: Range<Int>, both: Bool)] = []
        for caption in captions[row] {
            let meaning = caption.meaning
            guard let last = groups.last, last.meaning == meaning || Self.areNames(last.meaning, meaning) else {
                groups.append((meaning, caption.range, false))
                continue
            }
            let both = Set([last.meaning, meaning]) == [.element(.surname), .element(.givenNames)]
            // A word that may mean either takes the meaning of its neighbour.
            groups[groups.count - 1] = (
                last.meaning == .name ? meaning : last.meaning, last.range.lowerBound..<caption.range.upperBound,
                last.both || both
            )
        }
        return groups.indices.map { index in
            let next = index + 1 < groups.count ? groups[index + 1].range.lowerBound : text.characters.count
            return Slot(
                meaning: groups[index].meaning == .name ? .element(.surname) : groups[index].meaning,
                hasBothNames: groups[index].both || groups[index].meaning == .name, row: row,
                from: rows[row].along(groups[index].range.lowerBound),
                to: index + 1 < groups.count ? rows[row].along(next) : rows[row].end,
                rest: min(groups[index].range.upperBound, next)..<next)
        }
    }

    private static func areNames(_ one: VisualCaption.Meaning, _ other: VisualCaption.Meaning) -> Bool {
        let names: Set<VisualCaption.Meaning> = [.name, .element(.surname), .element(.givenNames)]
        return names.contains(one) && names.contains(other)
    }
}
