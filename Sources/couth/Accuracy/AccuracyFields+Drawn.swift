import Evidence
import Foundation
import Kernel
import Specimens

extension AccuracyFields {
    /// The day that the drawn documents' dates count from.
    private static let today = CalendarDate(Date(timeIntervalSince1970: 1_773_705_600))

    /// Passports and fronts of cards, each as a scan and on a desk. A front is held against the zone of its own back.
    func drawnReport(_ count: Int) throws -> String {
        var tallies: [String: FieldTally] = [:]
        var missed: [String] = []
        for seed in 1...UInt64(count) {
            if seed % 5 == 1 { progress("reading drawn documents: \(seed) of \(count)") }
            for kind in [SpecimenDocument.Kind.passport, .idCardFront] {
                var holder = SpecimenHolder.invented(seed: seed, today: Self.today)
                holder.sex = seed % 2 == 0 ? .female : .male
                let document = SpecimenDocument(kind, of: holder)
                for (name, picture) in try Self.pictures(of: document, seed: seed) {
                    let look = try look(
                        at: picture, kind.role.part,
                        other: kind == .passport ? nil : Self.zone(of: holder))
                    let row = "\(kind == .passport ? "passport" : "card, front"), \(name)"
                    let truth = Self.truth(document)
                    let wrong = tallies[row, default: FieldTally()].add(look, truth)
                    missed += look.misses(wrong, truth, name: "\(row), seed \(seed)")
                }
            }
        }
        return (FieldTally.table(tallies) + ["", "Not read exactly:", ""] + missed).joined(separator: "\n")
    }

    private static func pictures(of document: SpecimenDocument, seed: UInt64) throws -> [(String, Picture)] {
        let scan = try document.drawn(pixelsPerMillimetre: document.kind == .passport ? 8 : 12).picture
        let conditions = Conditions(exposure: 0.85, noise: 3, blur: seed % 3 == 0 ? 0.8 : 0)
        return [
            ("scan", scan), ("desk", try Scene(document, conditions: conditions, seed: seed).photographed().picture),
        ]
    }

    /// What the back of the card says of its front.
    private static func zone(of holder: SpecimenHolder) -> MRZFields? {
        MRZ(lines: SpecimenDocument(.idCardBack, of: holder).mrzLines)?.fields
    }

    private static func truth(_ document: SpecimenDocument) -> [VisualZoneElement: FieldTally.Truth] {
        let holder = document.holder
        var truth: [VisualZoneElement: FieldTally.Truth] = [
            .documentNumber: .init(text: holder.documentNumber), .surname: .init(text: holder.surname.uppercased()),
            .givenNames: .init(text: holder.givenNames.uppercased()), .dateOfBirth: .init(date: holder.dateOfBirth),
            .sex: .init(text: holder.sex == .female ? "F" : "M"), .dateOfExpiry: .init(date: holder.dateOfExpiry),
            .personalNumber: .init(text: holder.personalCode),
            .nationality: .init(text: document.kind == .passport ? "UTOPIAN" : holder.nationality),
        ]
        guard document.kind == .passport else { return truth }
        truth[.dateOfIssue] = .init(date: holder.dateOfIssue)
        truth[.placeOfBirth] = .init(text: holder.placeOfBirth)
        truth[.issuingState] = .init(text: "UTO")
        truth[.authority] = .init(text: "AMAUROT")
        return truth
    }
}

extension AccuracyFields.Look {
    /// A line for each element that was not read exactly, and one for what differs.
    func misses(
        _ elements: [VisualZoneElement], _ truth: [VisualZoneElement: FieldTally.Truth], name: String
    ) -> [String] {
        let differs =
            differing.isEmpty ? [] : ["- \(name): differs in \(differing.map(\.rawValue).joined(separator: ", "))"]
        return differs
            + elements.map { element in
                let printed = truth[element]?.date?.description ?? truth[element]?.text ?? ""
                return "- \(name): \(element.rawValue) `\(printed)`, read `\(fields[element]?.text ?? "–")`"
            }
    }
}
