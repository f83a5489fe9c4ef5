extension VisualPage {
    /// Where the sex must stand under its caption although no text was detected there: single letters are missed most.
    /// Nil where there is no such caption, or no other value by which to tell how values lie under captions.
    func placeOfMissingSex() -> MRZRow? {
        let slots = rows.indices.flatMap { self.slots(of: $0) }
        guard let slot = slots.first(where: { $0.meaning == .element(.sex) && rows[$0.row].text.plain.count <= 30 })
        else {
            return nil
        }
        let below = pairs().compactMap { pair -> (down: Double, height: Double)? in
            guard let value = pair.span.rows.first,
                let caption = slots.first(where: { $0.meaning == .element(pair.element) })?.row, caption != value
            else { return nil }
            return (rows[value].distance(below: rows[caption]), rows[value].height)
        }.filter { $0.down > 0.4 * $0.height }.sorted { $0.down < $1.down }
        guard !below.isEmpty else { return nil }
        let (down, height) = below[below.count / 2]
        let caption = MRZRow(rows[slot.row].line.quad)
        let share = (slot.from - rows[slot.row].start) / max(rows[slot.row].length, 1)
        let start = Point(
            x: caption.start.x + share * (caption.end.x - caption.start.x),
            y: caption.start.y + share * (caption.end.y - caption.start.y))
        let along = caption.direction
        let end = Point(x: start.x + along.x * 2.5 * height, y: start.y + along.y * 2.5 * height)
        return MRZRow(start: start, end: end, height: height).extended(before: 0.3 * height, after: 0).moved(down: down)
    }
}
