import Foundation

/// Reads the lines of a visual zone in the order of their likely worth, and stops when the rest is not worth its time:
/// each line costs in proportion to its length.
struct VisualZoneReader {
    let recogniser: TextRecogniser
    let part: DocumentSide

    enum Limits {
        /// Height of the zone's characters in pixels. Below 9 a difference says nothing, yet most of what is printed
        /// can be read: see `VisualZone.leastCharacterHeight`.
        static let leastCharacterHeight = 7.0
        /// Lines of the visual zone read from one picture.
        static let lines = 48
        /// Lines read at the same time: the same everywhere, since it tells after which the reading stops.
        static let linesAtOnce = 2
        /// What is read at most beside a zone, in heights of the lines: about 0.2 s of one core. The values of the
        /// passports that were looked at take 60 to 90, their captions twice as much.
        static let lengths = 110.0
        /// Where no zone says what to look for, captions are needed for everything.
        static let lengthsWithoutZone = 300.0
        /// Width of a capital letter with its space over the height of a detected line: an order of reading, no more.
        static let characterAspect = 0.5
        /// Characters of a sex or a state's code, and of a date: `12.08.1964`, `12 AUG 1964`, `12 AUG/AOUT 64`.
        static let usualLengths = [2.0, 3, 10, 12, 14]
        /// Probability from which a single letter in an undetected place is taken for one.
        static let clearLetter = 0.8
        /// Heights of the zone's characters from which a line is a heading.
        static let highest = 2.2
        /// Height over that of the values below which a line is likely a caption: 0.5 to 0.8 of it on most documents.
        static let captionHeight = 0.88
        /// How much the order minds small print.
        static let smallness = 6.0
        /// Length over height below which smallness does not count.
        static let shortAspect = 2.2
    }

    /// - Parameter quads: the detector's boxes.
    /// - Returns: the lines that say something, from the top of the picture.
    func read(_ picture: Picture, _ quads: [Quad], _ mrz: MRZReading?) throws(InferenceError) -> [TextLine] {
        // Where the zone itself is too small to compare, the smaller print of the visual zone is not worth its time.
        if let mrz, part == .dataPage, mrz.characterHeightPixels < Limits.leastCharacterHeight { return [] }
        let rows = ordered(quads, mrz)
        let most = mrz == nil ? Limits.lengthsWithoutZone : Limits.lengths
        var search = mrz.map { VisualSearch($0.fields) }
        var lines: [TextLine] = []
        var lengths = 0.0
        for start in stride(from: 0, to: rows.count, by: Limits.linesAtOnce) where lengths < most {
            let next = rows[start..<min(start + Limits.linesAtOnce, rows.count)]
            let read = try recogniser.read(picture, next.map(\.quad)).filter { !$0.text.isEmpty }
            lines += read
            lengths += next.reduce(0) { $0 + $1.aspect }
            search?.add(read)
            if part == .dataPage, search?.isComplete == true { break }
        }
        if search?.hasSex != true, let sex = try missingSex(picture, lines, mrz) { lines.append(sex) }
        return lines.sorted { $0.quad.centre.y < $1.quad.centre.y }
    }

    /// The sex where the detector saw no text under its caption.
    private func missingSex(
        _ picture: Picture, _ lines: [TextLine], _ mrz: MRZReading?
    ) throws(InferenceError) -> TextLine? {
        guard !lines.contains(where: { VisualSex.read($0.text) != nil }) else { return nil }
        let page = VisualPage(lines, zone: mrz?.quad, order: .dayFirst)
        guard let place = page.placeOfMissingSex() else { return nil }
        let line = try recogniser.line(picture, place.quad)
        return VisualSex.read(line.text) != nil && line.confidence >= Limits.clearLetter ? line : nil
    }

    /// The boxes beside the zone in its direction.
    static func rows(_ quads: [Quad], _ mrz: MRZReading?) -> [MRZRow] {
        let zone = mrz.map { MRZRow($0.quad) }
        return quads.map(MRZRow.init)
            .filter { row in
                guard let mrz, let zone else { return true }
                return !mrz.quad.contains(row.centre) && zone.angle(to: row) < 45
            }
            .map { row in zone.map(row.along) ?? row }
    }

    /// Those of them that are read, the most promising first.
    private func ordered(_ quads: [Quad], _ mrz: MRZReading?) -> [MRZRow] {
        let rows = Self.rows(quads, mrz).sorted { $0.height * $0.length > $1.height * $1.length }.prefix(Limits.lines)
        guard let mrz else { return Array(rows) }
        // Three quarters up the heights is among the values: captions are smaller, headings higher.
        let heights = rows.map(\.height).filter { $0 < Limits.highest * mrz.characterHeightPixels }.sorted()
        let usual = heights.isEmpty ? 0 : heights[heights.count * 3 / 4]
        return rows.map { ($0, Self.unlikeness($0, to: mrz.fields, height: usual)) }.sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// How far a line's shape is from that of the elements that are looked for, by their numbers of characters, and how
    /// much smaller than the values it is printed.
    private static func unlikeness(_ row: MRZRow, to fields: MRZFields, height: Double) -> Double {
        let elements = [
            fields.documentNumber, fields.primaryIdentifier, fields.secondaryIdentifier, fields.personalNumber,
        ]
        let lengths = elements.map { Double($0.count) }.filter { $0 > 0 } + Limits.usualLengths
        let aspect = max(row.aspect, 0.1)
        let shape = lengths.map { abs(log(aspect / ($0 * Limits.characterAspect))) }.min() ?? 0
        // A short line costs next to nothing, and one letter is as high as its box was drawn.
        let smallness =
            aspect < Limits.shortAspect ? 0 : max(0, log(Limits.captionHeight * height / max(row.height, 1)))
        return shape + Limits.smallness * smallness
    }
}
