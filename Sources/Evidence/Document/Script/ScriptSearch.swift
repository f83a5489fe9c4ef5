/// Chooses which lines of a picture are read in another script than the general recogniser's, and reads them: few, and
/// only where the document says that it may have some.
struct ScriptSearch {
    let reader: ScriptReader

    enum Limits {
        /// Lines read from one picture.
        static let lines = 8
        /// What is read at most, in heights of the lines, each language counted: about 0.1 s of one core.
        static let lengths = 100.0
        /// Languages tried on one picture.
        static let languages = 2
        /// Mean probability of the general recogniser's characters below which a line may be in another script. Lines
        /// in Cyrillic mostly have less than 0.9, Latin ones of documents 0.95 and more.
        static let unclearLine = 0.92
        /// Characters of a line over its length in heights below which most were not recognised: Latin ones have 1.2
        /// and more.
        static let leastCharacters = 0.5
        /// How far from a Latin name the same name in another script may stand, in heights of the higher line: 1 to 1.3
        /// where the two are stacked, and a caption between them takes it to 2.
        static let nearName = 2.2
        /// Its height over that of the Latin one. Captions are lower: 0.5 to 0.8 on most documents.
        static let nameHeights = 0.75...1.5
        /// Confidence from which a line counts that says a name of the zone: nothing else would be read as that.
        static let knownName = 0.5
    }

    /// What was read beside the general recogniser's lines.
    struct Reading {
        let lines: [TextLine]
        /// SHA-256 (hex) of the data of the languages that were tried.
        let models: [String]
    }

    /// - Parameters:
    ///   - rows: the detector's boxes beside the zone, in the reading direction.
    ///   - lines: what the general recogniser read of them.
    /// - Returns: nil where no other script is to be expected, or nothing in it is there to be read.
    func read(_ picture: Picture, _ rows: [MRZRow], _ lines: [TextLine], zone: MRZFields?) -> Reading? {
        let languages = languages(zone, lines)
        guard !languages.isEmpty else { return nil }
        let chosen = candidates(rows, lines, zone)
        guard !chosen.isEmpty else { return nil }
        var found: [TextLine] = []
        var lengths = 0.0
        for row in chosen.prefix(Limits.lines) where lengths < Limits.lengths {
            lengths += row.aspect * Double(languages.count)
            // A library that fails takes nothing away from what was read without it.
            guard let line = try? reader.read(picture, row.quad, in: languages) else { break }
            if let line = Self.counting(line, names: Self.names(zone)) { found.append(line) }
        }
        return Reading(lines: found, models: languages.compactMap { reader.digests[$0] })
    }

    /// Those of the state that issued the document and of the holder's, or else of the states that the document names.
    private func languages(_ zone: MRZFields?, _ lines: [TextLine]) -> [ScriptLanguage] {
        let states =
            zone.map { [$0.issuingState, $0.nationality] }
            ?? lines.flatMap { VisualStates.codes(in: $0.text).sorted() }
        var languages: [ScriptLanguage] = []
        for language in states.flatMap(ScriptLanguage.languages) where !languages.contains(language) {
            if reader.digests[language] != nil { languages.append(language) }
        }
        return Array(languages.prefix(Limits.languages))
    }

    private static func names(_ zone: MRZFields?) -> [String] {
        zone.map { [$0.primaryIdentifier, $0.secondaryIdentifier].filter { !$0.isEmpty } } ?? []
    }

    /// The line, where it was read clearly enough to count. Of one that has both forms, `ШЕВЧЕНКО/SHEVCHENKO`, the part
    /// in the other script alone: the Latin part comes out garbled.
    private static func counting(_ line: TextLine, names: [String]) -> TextLine? {
        guard ScriptReader.hasOtherLetters(line.text) else { return nil }
        func isName(_ text: String) -> Bool { names.contains { VisualNames.likeness(of: text, to: $0) > .other } }
        let name = line.text.split(separator: "/").map { String($0).withoutMarks }.first(where: isName)
        guard line.confidence >= (name == nil ? ScriptReader.Limits.clearLine : Limits.knownName) else { return nil }
        return TextLine(
            text: name ?? line.text, confidence: line.confidence, quad: line.quad, language: line.language)
    }

    // MARK: Lines

    private struct Candidate {
        let row: MRZRow
        /// From the nearest Latin name of the zone, in heights; nil where none is near.
        let distance: Double?
    }

    /// Lines with the names that the zone has in two forms, then those near them, the nearest first; then those that
    /// were read badly, the highest first.
    private func candidates(_ rows: [MRZRow], _ lines: [TextLine], _ zone: MRZFields?) -> [MRZRow] {
        let names = Self.names(zone)
        let anchors = lines.filter { line in
            line.text.split(separator: "/").contains { part in
                Self.isLatin(part) && names.contains { VisualNames.likeness(of: String(part), to: $0) > .other }
            }
        }
        let both = anchors.filter { $0.text.contains("/") }.map { Candidate(row: MRZRow($0.quad), distance: 0) }
        let places = anchors.map { MRZRow($0.quad) }
        let least = places.map(\.height).min() ?? 0
        let read = lines.filter { !anchors.contains($0) }.compactMap { line -> Candidate? in
            let row = MRZRow(line.quad)
            let distance = Self.distance(row, places)
            let isUnclear = Self.isUnclear(line)
            let isValue = isUnclear && row.height >= Limits.nameHeights.lowerBound * least
            let isName = distance != nil && (isUnclear || line.text.count > Self.codeLength)
            guard isValue || isName, !Self.isKnown(line.text) else { return nil }
            return Candidate(row: row, distance: distance)
        }
        let unread = rows.filter { row in !lines.contains { $0.quad.contains(row.centre) } }.compactMap { row in
            Self.distance(row, places).map { Candidate(row: row, distance: $0) }
        }
        return (both + read + unread).sorted { first, second in
            if first.distance == nil, second.distance == nil { return first.row.height > second.row.height }
            return first.distance ?? .infinity < second.distance ?? .infinity
        }
        .map(\.row)
    }

    private static func distance(_ row: MRZRow, _ anchors: [MRZRow]) -> Double? {
        anchors.filter { Limits.nameHeights.contains(row.height / max($0.height, 1)) }
            .map { $0.distance(to: row) }.filter { $0 < Limits.nearName }.min()
    }

    /// What is the same in every script, and what captions in Latin letters tell.
    private static func isKnown(_ text: String) -> Bool {
        let plain = VisualText(text)
        return 2 * text.count { $0.isNumber } > plain.plain.count || !VisualCaption.all(in: plain).isEmpty
    }

    /// Near a name even a line that was read clearly may be of letters that both scripts have; codes of states are not.
    private static let codeLength = 3

    private static func isUnclear(_ line: TextLine) -> Bool {
        let characters = Double(line.text.filter { !$0.isWhitespace }.count)
        return line.confidence < Limits.unclearLine || characters < Limits.leastCharacters * MRZRow(line.quad).aspect
    }

    /// The general recogniser takes some letters of other scripts for what they are.
    private static func isLatin(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.allSatisfy { !$0.properties.isAlphabetic || $0.value < 0x250 || $0.value >> 8 == 0x1E }
    }
}

extension MRZRow {
    /// How far another row lies above, below or beside, in heights of the higher; infinite where it is neither.
    fileprivate func distance(to other: MRZRow) -> Double {
        let height = max(height, other.height, 1)
        let (from, to) = (place(of: other.start), place(of: other.end))
        let below = abs(place(of: other.centre).below) / height
        let gap = max(from.along - length, -to.along) / height
        return gap < 0.5 ? below : below < 0.5 ? gap : .infinity
    }
}
