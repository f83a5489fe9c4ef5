import Evidence
import Kernel

/// What was read of the fields of one kind of picture, beside what is printed.
struct FieldTally {
    /// What is printed: a text, or a date in whatever form.
    struct Truth {
        var text = ""
        var date: CalendarDate?
    }

    /// Read where it costs nothing more: no other part of the document says them, and nothing asks for them.
    static let extras: [VisualZoneElement] = [.placeOfBirth, .authority, .issuingState]

    private var tried: [VisualZoneElement: Int] = [:]
    private var exact: [VisualZoneElement: Int] = [:]
    private var transliterated: [VisualZoneElement: Int] = [:]
    private var pictures = 0
    private var disagreeing = 0
    private var seconds = 0.0

    /// - Returns: the elements that were not read exactly.
    mutating func add(_ look: AccuracyFields.Look, _ truth: [VisualZoneElement: Truth]) -> [VisualZoneElement] {
        pictures += 1
        seconds += look.seconds
        if !look.differing.isEmpty { disagreeing += 1 }
        return VisualZoneElement.allCases.filter { element in
            guard let printed = truth[element] else { return false }
            tried[element, default: 0] += 1
            let isExact = Self.isExact(look.fields[element], printed)
            if isExact { exact[element, default: 0] += 1 }
            if isExact || Self.isTransliterated(look.fields[element], printed) {
                transliterated[element, default: 0] += 1
            }
            return !isExact
        }
    }

    /// Letters and digits as printed; `O` and `I` count as `0` and `1`, which documents hardly keep apart.
    private static func isExact(_ field: VisualField?, _ truth: Truth) -> Bool {
        guard let field else { return false }
        if let date = truth.date { return field.date?.day(latestYear: date.year) == date }
        func letters(_ text: String) -> String {
            String(text.filter { $0.isLetter || $0.isNumber }.map { $0 == "O" ? "0" : $0 == "I" ? "1" : $0 })
        }
        return letters(field.text) == letters(truth.text)
    }

    /// The same in some form that the zone may give it: a mark above a letter is lost more easily than the letter.
    private static func isTransliterated(_ field: VisualField?, _ truth: Truth) -> Bool {
        guard let field, truth.date == nil else { return false }
        return !MRZTransliteration.forms(of: field.text).isDisjoint(with: MRZTransliteration.forms(of: truth.text))
    }

    /// A Markdown table of all kinds by element.
    static func table(_ tallies: [String: FieldTally]) -> [String] {
        let rows = tallies.sorted { $0.key < $1.key }
        let elements = VisualZoneElement.allCases.filter { element in rows.contains { $0.value.tried[element] != nil } }
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        func cells(_ counts: [(Int, Int)]) -> [String] {
            let all = counts.reduce((0, 0)) { ($0.0 + $1.0, $0.1 + $1.1) }
            return counts.map { $0.1 == 0 ? "–" : "\($0.0)/\($0.1)" } + [Figures.rate(all.0, of: all.1)]
        }
        func sum(_ tally: FieldTally, _ counts: [VisualZoneElement: Int]) -> (Int, Int) {
            func total(_ counts: [VisualZoneElement: Int]) -> Int {
                counts.filter { !extras.contains($0.key) }.values.reduce(0, +)
            }
            return (total(counts), total(tally.tried))
        }
        let names = rows.map(\.key) + ["all"]
        let ordered = elements.filter { !extras.contains($0) } + elements.filter(extras.contains)
        return [line(["element"] + names), line(["---"] + names.map { _ in "---" })]
            + ordered.map { element in
                line(
                    [element.rawValue]
                        + cells(rows.map { ($0.value.exact[element] ?? 0, $0.value.tried[element] ?? 0) }))
            } + [
                line(["all, exact"] + cells(rows.map { sum($0.value, $0.value.exact) })),
                line(["all, after transliteration"] + cells(rows.map { sum($0.value, $0.value.transliterated) })),
                line(["something differs"] + cells(rows.map { ($0.value.disagreeing, $0.value.pictures) })),
                line(
                    ["CPU s/picture"]
                        + rows.map { Figures.text($0.value.seconds / Double(max(1, $0.value.pictures)), digits: 2) }
                        + [""]),
            ]
    }
}
