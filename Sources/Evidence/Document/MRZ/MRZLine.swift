/// One row as the recogniser read it.
struct MRZLine: Sendable {
    let row: MRZRow
    let steps: MRZSteps
    let text: TextLine
    private let alignment: MRZAlignment?
    /// Characters by pitch, first to last; 0 where too few were seen.
    let length: Int
    private let peaks: [MRZPeak]
    private let trust: MRZTrust

    init(row: MRZRow, _ recognised: RecognisedLine, _ classes: MRZClasses, _ trust: MRZTrust) {
        self.trust = trust
        self.row = row
        text = recognised.line
        steps = MRZSteps(recognised, classes)
        alignment = MRZAlignment(steps)
        length = MRZAlignment.length(steps) ?? 0
        peaks = steps.peaks
    }

    /// Distance of two characters in pixels of the picture; nil where too few were seen.
    var pitchPixels: Double? {
        alignment.map { $0.pitch * row.length / Double(max(1, steps.count)) }
    }

    /// Some characters of the zone, and more of them than of others: the shortest line has thirty, of which a part may
    /// be lost; ordinary print is mostly other print to the house's own model.
    var hasZoneCharacters: Bool {
        let known = peaks.filter { $0.character != MRZPeak.other }.count
        return known >= 12 && Double(known) >= 0.6 * Double(peaks.count)
    }

    /// Mostly characters of the zone, and fillers among them: nothing else on a document looks like this.
    var looksLikeZone: Bool {
        let known = peaks.filter { $0.character != MRZPeak.other }.count
        return fillers >= 3 && known >= 18 && Double(known) >= 0.8 * Double(peaks.count)
    }

    /// A line beside one of a zone may have few fillers or be read badly, but it is not words of other characters.
    var mayBeZone: Bool {
        let known = peaks.filter { $0.character != MRZPeak.other }.count
        return looksLikeZone || (known >= 18 && Double(known) >= 0.85 * Double(peaks.count) && !text.text.contains(" "))
    }

    /// Whether the recogniser was sure of text that is not a zone's: no need to look at it upside down.
    var isClearlyOther: Bool { !looksLikeZone && text.confidence > 0.9 }

    private var fillers: Int { peaks.filter { $0.character == MRZAlphabet.filler }.count }

    func cells(_ count: Int) -> [MRZCell]? { alignment?.cells(count, trust) }
}
