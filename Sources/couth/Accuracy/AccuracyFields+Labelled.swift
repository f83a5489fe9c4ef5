import Evidence
import Foundation
import Specimens

extension AccuracyFields {
    /// A picture of a labelled folder with everything that is printed on it.
    private struct Label: Decodable {
        struct Element: Decodable {
            let element: String
            let text: String
        }

        struct Truth: Decodable {
            let elements: [Element]
        }

        /// Such as `passport alder`: what is drawn, and in which layout.
        let kind: String
        let truth: Truth?
    }

    /// The names of the labels where they are others; `birth` is a licence's field 3, day and place in one.
    private static let names: [String: VisualZoneElement] = [
        "primaryIdentifier": .surname, "secondaryIdentifier": .givenNames, "validUntil": .dateOfExpiry,
        "birth": .dateOfBirth,
    ]

    /// Pictures whose `labels.json` lists the printed elements, by kind of document. The backs of licences are tables
    /// and are left out.
    func labelledReport(_ folder: URL) throws -> String {
        let labels = try JSONDecoder().decode(
            [String: Label].self, from: Data(contentsOf: folder.appendingPathComponent("labels.json")))
        var tallies: [String: FieldTally] = [:]
        var missed: [String] = []
        for (index, (file, label)) in labels.sorted(by: { $0.key < $1.key }).enumerated() {
            guard let elements = label.truth?.elements, !label.kind.hasPrefix("drivingLicenceBack"),
                !label.kind.hasPrefix("aamvaBack")
            else { continue }
            if index % 10 == 0 { progress("reading labelled pictures: \(index) of \(labels.count)") }
            let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(file)))
            let kind = String(label.kind.prefix { $0 != " " })
            let part = SpecimenDocument.Kind(rawValue: kind)?.role.part ?? .dataPage
            let look = try look(at: try Picture.decode(bytes).picture, part)
            let truth = Self.truth(elements, kind)
            let wrong = tallies[kind, default: FieldTally()].add(look, truth)
            missed += look.misses(wrong, truth, name: file)
        }
        guard !tallies.isEmpty else { throw AccuracyMRZ.Failure.noPictures(folder.path) }
        return (FieldTally.table(tallies) + ["", "Not read exactly:", ""] + missed).joined(separator: "\n")
    }

    private static func truth(_ elements: [Label.Element], _ kind: String) -> [VisualZoneElement: FieldTally.Truth] {
        var truth: [VisualZoneElement: FieldTally.Truth] = [:]
        for printed in elements {
            guard let element = VisualZoneElement(rawValue: printed.element) ?? names[printed.element],
                truth[element] == nil
            else { continue }
            let isDate = [.dateOfBirth, .dateOfIssue, .dateOfExpiry].contains(element)
            let date = VisualDate(printed.text, order: kind == "aamvaFront" ? .monthFirst : .dayFirst)
            truth[element] = FieldTally.Truth(
                text: printed.text, date: isDate ? date?.day(latestYear: 2099) : nil)
        }
        return truth
    }
}
