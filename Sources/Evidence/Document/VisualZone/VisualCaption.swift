/// A caption inside a line: which element it names, and which characters of the line it takes.
struct VisualCaption: Sendable {
    enum Meaning: Hashable, Sendable {
        case element(VisualZoneElement)
        /// A word for a name that some languages take for the surname and others for the given names.
        case name
        /// Words that are printed on documents and name no element that is read here.
        case other
    }

    let meaning: Meaning
    /// In the characters of the line.
    let range: Range<Int>
    /// Letters, and how many of them were misread.
    let length: Int
    let errors: Int

    /// The captions of a line from left to right, none over another: the longest and best read first.
    static func all(in text: VisualText) -> [VisualCaption] {
        guard text.plain.count >= 2 else { return [] }
        let pairs = Set(zip(text.plain, text.plain.dropFirst()).map { UInt16($0) << 8 | UInt16($1) })
        let hits = VisualCaptions.entries.compactMap { hit($0, in: text, pairs) }
            .sorted {
                ($0.length - 3 * $0.errors, $1.range.lowerBound) > ($1.length - 3 * $1.errors, $0.range.lowerBound)
            }
        var taken: [VisualCaption] = []
        for hit in hits where !taken.contains(where: { $0.range.overlaps(hit.range) }) { taken.append(hit) }
        return taken.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private static func hit(
        _ entry: VisualCaptions.Entry, in text: VisualText, _ pairs: Set<UInt16>
    ) -> VisualCaption? {
        let allowed = allowedErrors(entry.letters.count)
        // An error spoils two neighbouring pairs of letters: what lacks more pairs cannot be the caption.
        let missing = entry.pairs.count { !pairs.contains($0) }
        guard missing <= 2 * allowed else { return nil }
        guard let place = allowed == 0 ? exact(entry.letters, text) : similar(entry.letters, text, allowed) else {
            return nil
        }
        let range = text.places[place.range.lowerBound]..<text.places[place.range.upperBound - 1] + 1
        return VisualCaption(
            meaning: entry.meaning, range: range, length: entry.letters.count, errors: place.errors)
    }

    /// One letter in seven and none in short words, which are words of every language.
    private static func allowedErrors(_ letters: Int) -> Int { letters < 7 ? 0 : min(3, letters / 5) }

    /// As whole words; where blanks were lost, longer ones may begin or end inside a run of letters.
    private static func exact(_ letters: [UInt8], _ text: VisualText) -> (range: Range<Int>, errors: Int)? {
        guard letters.count <= text.plain.count else { return nil }
        for start in 0...(text.plain.count - letters.count) {
            guard text.plain[start..<start + letters.count].elementsEqual(letters) else { continue }
            let (begins, ends) = (beginsCaption(text, start), text.endsWord(start + letters.count - 1))
            if letters.count >= 5 ? begins || ends : begins && ends {
                return (start..<start + letters.count, 0)
            }
        }
        return nil
    }

    /// A number before a caption may be glued to it: `1.NOM` was printed, `1NOM` read.
    private static func beginsCaption(_ text: VisualText, _ start: Int) -> Bool {
        text.beginsWord[start] || text.plain[start - 1] <= UInt8(ascii: "9")
    }

    /// Where the letters stand with the fewest letters replaced, added or lost (Sellers, J. Algorithms 1, 1980).
    private static func similar(
        _ letters: [UInt8], _ text: VisualText, _ allowed: Int
    ) -> (range: Range<Int>, errors: Int)? {
        var errors = Array(0...letters.count)
        var starts = [Int](repeating: 0, count: letters.count + 1)
        var best: (range: Range<Int>, errors: Int)?
        for (place, letter) in text.plain.enumerated() {
            var (diagonal, diagonalStart) = (errors[0], place)
            starts[0] = place + 1
            for index in 1...letters.count {
                let replaced = diagonal + (letters[index - 1] == letter ? 0 : 1)
                let (added, lost) = (errors[index] + 1, errors[index - 1] + 1)
                let least = min(replaced, added, lost)
                let start = least == replaced ? diagonalStart : least == added ? starts[index] : starts[index - 1]
                (diagonal, diagonalStart) = (errors[index], starts[index])
                (errors[index], starts[index]) = (least, start)
            }
            let found = errors[letters.count]
            if found <= allowed, found < best?.errors ?? .max, starts[letters.count] <= place {
                best = (starts[letters.count]..<place + 1, found)
            }
        }
        return best
    }
}
