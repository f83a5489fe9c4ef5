import Evidence
import Foundation
import Kernel
import Specimens

extension AccuracyFields {
    /// The day that the drawn documents' dates count from.
    private static let today = CalendarDate(Date(timeIntervalSince1970: 1_773_705_600))

    /// What one kind of drawn document gave.
    private struct Tally {
        var right: [VisualZoneElement: Int] = [:]
        var tried: [VisualZoneElement: Int] = [:]
        var pictures = 0
        var disagreeing = 0
        var seconds = 0.0

        /// Of the elements that are compared or handed on.
        func sum(_ counts: [VisualZoneElement: Int]) -> Int {
            counts.filter { !AccuracyFields.extras.contains($0.key) }.values.reduce(0, +)
        }
    }

    /// Read where it costs nothing more: no other part of the document says them, and nothing asks for them.
    fileprivate static let extras: [VisualZoneElement] = [.placeOfBirth, .authority, .issuingState]

    /// Every element exactly as printed, blanks and the sign for a missing blank aside; `O` and `I` count as `0` and `1`.
    func drawnReport(_ count: Int) throws -> String {
        var tallies: [String: Tally] = [:]
        var missed: [String] = []
        for seed in 1...UInt64(count) {
            if seed % 5 == 1 { progress("reading drawn documents: \(seed) of \(count)") }
            for kind in [SpecimenDocument.Kind.passport, .idCardFront] {
                var holder = SpecimenHolder.invented(seed: seed, today: Self.today)
                holder.sex = seed % 2 == 0 ? .female : .male
                let document = SpecimenDocument(kind, of: holder)
                let scan = try document.drawn(pixelsPerMillimetre: kind == .passport ? 8 : 12).picture
                let conditions = Conditions(exposure: 0.85, noise: 3, blur: seed % 3 == 0 ? 0.8 : 0)
                let photograph = try Scene(document, conditions: conditions, seed: seed).photographed().picture
                for (name, picture) in [("scan", scan), ("desk", photograph)] {
                    let look = try look(
                        at: picture, kind == .passport ? .dataPage : .cardFront,
                        other: kind == .passport ? nil : Self.zone(of: holder))
                    let row = "\(kind == .passport ? "passport" : "card, front"), \(name)"
                    add(look, document, to: &tallies[row, default: Tally()], &missed, "\(row), seed \(seed)")
                }
            }
        }
        return (table(tallies) + ["", "Not read exactly:", ""] + missed).joined(separator: "\n")
    }

    private func add(
        _ look: Look, _ document: SpecimenDocument, to tally: inout Tally, _ missed: inout [String], _ name: String
    ) {
        tally.pictures += 1
        tally.seconds += look.seconds
        if !look.differing.isEmpty {
            tally.disagreeing += 1
            missed.append("- \(name): differs in \(look.differing.map(\.rawValue).joined(separator: ", "))")
        }
        for (element, printed) in Self.truth(document) {
            tally.tried[element, default: 0] += 1
            let field = look.fields[element]
            if Self.isSame(field, printed) {
                tally.right[element, default: 0] += 1
            } else {
                missed.append("- \(name): \(element.rawValue) `\(printed.text)`, read `\(field?.text ?? "–")`")
            }
        }
    }

    /// What the back of the card says of its front.
    private static func zone(of holder: SpecimenHolder) -> MRZFields? {
        MRZ(lines: SpecimenDocument(.idCardBack, of: holder).mrzLines)?.fields
    }

    private struct Truth {
        let text: String
        var date: CalendarDate?
    }

    private static func truth(_ document: SpecimenDocument) -> [(VisualZoneElement, Truth)] {
        let holder = document.holder
        var all: [(VisualZoneElement, Truth)] = [
            (.documentNumber, Truth(text: holder.documentNumber)), (.surname, Truth(text: holder.surname.uppercased())),
            (.givenNames, Truth(text: holder.givenNames.uppercased())),
            (.dateOfBirth, Truth(text: "", date: holder.dateOfBirth)),
            (.sex, Truth(text: holder.sex == .female ? "F" : "M")),
            (.dateOfExpiry, Truth(text: "", date: holder.dateOfExpiry)),
            (.personalNumber, Truth(text: holder.personalCode)),
            (.nationality, Truth(text: document.kind == .passport ? "UTOPIAN" : holder.nationality)),
        ]
        guard document.kind == .passport else { return all }
        all += [
            (.dateOfIssue, Truth(text: "", date: holder.dateOfIssue)),
            (.placeOfBirth, Truth(text: holder.placeOfBirth)), (.issuingState, Truth(text: "UTO")),
            (.authority, Truth(text: "AMAUROT")),
        ]
        return all
    }

    private static func isSame(_ field: VisualField?, _ truth: Truth) -> Bool {
        guard let field else { return false }
        if let date = truth.date { return field.date?.day(latestYear: date.year) == date }
        func letters(_ text: String) -> String {
            String(text.filter { $0.isLetter || $0.isNumber }.map { $0 == "O" ? "0" : $0 == "I" ? "1" : $0 })
        }
        return letters(field.text) == letters(truth.text)
    }

    private func table(_ tallies: [String: Tally]) -> [String] {
        let rows = tallies.sorted { $0.key < $1.key }
        let names = rows.map(\.key) + ["all"]
        func cells(_ count: (Tally) -> (right: Int, of: Int)) -> [String] {
            let counts = rows.map { count($0.value) }
            let all = counts.reduce((0, 0)) { ($0.0 + $1.right, $0.1 + $1.of) }
            return counts.map { "\($0.right)/\($0.of)" } + [Figures.rate(all.0, of: all.1)]
        }
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
        let elements = (VisualZoneElement.allCases.filter { !Self.extras.contains($0) } + Self.extras).filter {
            element in
            rows.contains { $0.value.tried[element] != nil }
        }
        let seconds = rows.map { Figures.text($0.value.seconds / Double(max(1, $0.value.pictures)), digits: 2) }
        return [line(["element"] + names), line(names.map { _ in "---" } + ["---"])]
            + elements.map { element in
                line([element.rawValue] + cells { ($0.right[element] ?? 0, $0.tried[element] ?? 0) })
            } + [
                line(["every element but the last three"] + cells { ($0.sum($0.right), $0.sum($0.tried)) }),
                line(["pictures where something differs"] + cells { ($0.disagreeing, $0.pictures) }),
                line(["CPU s/picture"] + seconds + [""]),
            ]
    }
}
