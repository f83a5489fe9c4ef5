import Evidence
import Foundation

extension AccuracyFields {
    /// Pixels of width from which a picture counts: below, the small print is not meant to be read.
    private static let leastWidth = 600

    private struct Label: Decodable {
        let mrz: [String]?
        let kind: String
    }

    /// What the published specimens gave.
    private struct Tally {
        var pictures = 0
        var number = 0
        var surname = 0
        var disagreeing = 0
        var seconds = 0.0
    }

    /// Published specimens from 600 pixels of width whose zone is on the page with the visual zone. The label's zone is
    /// the truth: the printed number must contain its number and the printed surname give its surname when
    /// transliterated.
    func publishedReport(_ folder: URL) throws -> String {
        let labels = try JSONDecoder().decode(
            [String: Label].self, from: Data(contentsOf: folder.appendingPathComponent("labels.json")))
        var tally = Tally()
        var missed: [String] = []
        for (file, label) in labels.sorted(by: { $0.key < $1.key }) where label.kind == "orig" {
            guard let lines = label.mrz, let truth = MRZ(lines: lines)?.fields else { continue }
            // The back of a card shows neither number nor name beside its zone.
            guard lines.count == 2 else { continue }
            let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(file)))
            let picture = try Picture.decode(bytes).picture
            guard picture.width >= Self.leastWidth else { continue }
            progress("reading published specimens: \(tally.pictures)")
            let look = try look(at: picture, .dataPage)
            add(look, truth, to: &tally, &missed, file)
        }
        guard tally.pictures > 0 else { throw AccuracyMRZ.Failure.noPictures(folder.path) }
        let rows = [
            "| published specimens from \(Self.leastWidth) pixels | right, 95 % interval |", "| --- | --- |",
            "| document number | \(Figures.rate(tally.number, of: tally.pictures)) |",
            "| surname | \(Figures.rate(tally.surname, of: tally.pictures)) |",
            "| pictures where something differs | \(Figures.rate(tally.disagreeing, of: tally.pictures)) |",
            "| CPU s/picture | \(Figures.text(tally.seconds / Double(tally.pictures), digits: 2)) |",
        ]
        return (rows + ["", "Missed:", ""] + missed).joined(separator: "\n")
    }

    private func add(
        _ look: Look, _ truth: MRZFields, to tally: inout Tally, _ missed: inout [String], _ file: String
    ) {
        tally.pictures += 1
        tally.seconds += look.seconds
        let shown = VisualComparison(look.fields, with: VisualReference(truth))
        if shown[.documentNumber] == .agrees {
            tally.number += 1
        } else {
            missed.append("- \(file): number `\(truth.documentNumber)`, read `\(look.text(.documentNumber))`")
        }
        if shown[.surname] == .agrees {
            tally.surname += 1
        } else {
            missed.append("- \(file): surname `\(truth.primaryIdentifier)`, read `\(look.text(.surname))`")
        }
        guard !look.differing.isEmpty else { return }
        tally.disagreeing += 1
        let texts = look.differing.map { "\($0.rawValue) `\(look.text($0))`" }
        missed.append("- \(file): differs in \(texts.joined(separator: ", "))")
    }
}

extension AccuracyFields.Look {
    fileprivate func text(_ element: VisualZoneElement) -> String { fields[element]?.text ?? "–" }
}
