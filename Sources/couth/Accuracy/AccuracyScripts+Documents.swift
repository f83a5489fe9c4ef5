import Evidence
import Foundation
import Kernel
import Specimens

extension AccuracyScripts {
    /// The day that the drawn documents' dates count from.
    private static let today = CalendarDate(Date(timeIntervalSince1970: 1_773_705_600))

    /// The passports of one language.
    fileprivate struct DocumentTally {
        var pictures = 0
        var zones = 0
        /// Names in the state's own script: printed, found, and of these with every letter.
        var names = 0
        var found = 0
        var exact = 0
        /// Names that are told to differ from the zone: those of the document's own, and forged ones.
        var falselyDiffering = 0
        var forged = 0
        var forgedDiffering = 0
        /// Documents of which fields in Latin letters are others than without the other script.
        var changedFields = 0
        var linesRead = 0
        var seconds = 0.0
        var secondsWithout = 0.0
        /// What was not found, or falsely differs, and what was read of that document.
        var missed: [String] = []
    }

    /// Passports with their names in two scripts, one above the other: true ones, and ones whose surname in the state's
    /// own script is another person's.
    func documentsReport(_ models: EvidenceModels, count: Int) throws -> String {
        guard let detector = models.textDetector, let reader = DocumentReader(models) else {
            throw AccuracyMRZ.Failure.noModels
        }
        let without = DocumentReader(detector: detector, recogniser: general, zoneRecogniser: models.zoneRecogniser)
        var (rows, missed): ([String], [String]) = ([], [])
        for language in self.reader.languages {
            guard let names = ScriptSamples.names(language) else { continue }
            progress("reading passports: \(language)")
            var tally = DocumentTally()
            for seed in 0..<count {
                let surname = names.surnames[seed % names.surnames.count]
                let given = names.givenNames[seed / names.surnames.count % names.givenNames.count]
                let other = names.surnames[(seed + 1) % names.surnames.count]
                for (printed, isForged) in [(surname, false), (other, true)] {
                    let document = Self.document(names.state, (surname, given), printed: printed, seed: UInt64(seed))
                    for picture in try Self.pictures(of: document, seed: UInt64(seed) + 1) {
                        try tally.add(picture, document, isForged: isForged, (reader, without))
                    }
                }
            }
            rows.append(tally.row(language.rawValue))
            missed += tally.missed
        }
        return (DocumentTally.header + rows + ["", "Not found, or falsely differing:", ""] + missed)
            .joined(separator: "\n")
    }

    private static func document(
        _ state: String, _ names: (surname: String, given: String), printed: String, seed: UInt64
    ) -> SpecimenDocument {
        func latin(_ name: String) -> String {
            MRZTransliteration.mrzText(name).split(separator: "<").joined(separator: " ")
        }
        var holder = SpecimenHolder.varied(seed: seed, today: today, ownScript: true)
        holder.ownScript = (printed, names.given)
        (holder.surname, holder.givenNames) = (latin(names.surname), latin(names.given))
        holder.nationality = state
        return SpecimenDocument(.passport, of: holder, layout: .ember, issuingState: state)
    }

    private static func pictures(of document: SpecimenDocument, seed: UInt64) throws -> [Picture] {
        let conditions = Conditions(exposure: 0.85, noise: 3, blur: seed % 3 == 0 ? 0.8 : 0)
        return [
            try document.drawn(pixelsPerMillimetre: 8).picture,
            try Scene(document, conditions: conditions, seed: seed).photographed().picture,
        ]
    }
}

extension AccuracyScripts.DocumentTally {
    fileprivate mutating func add(
        _ picture: Picture, _ document: SpecimenDocument, isForged: Bool,
        _ readers: (with: DocumentReader, without: DocumentReader)
    ) throws {
        let (plain, plainSeconds) = try ProcessorTime.of { try readers.without.read(picture, part: .dataPage) }
        let (reading, ownSeconds) = try ProcessorTime.of { try readers.with.read(picture, part: .dataPage) }
        pictures += 1
        self.seconds += ownSeconds
        secondsWithout += plainSeconds
        linesRead += reading.text.count { $0.language != nil }
        guard let zone = reading.mrz, let own = document.holder.ownScript else { return }
        zones += 1
        let reference = VisualReference(zone.fields)
        let fields = VisualFields(reading.text, reference: reference, at: zone.quad)
        let plainFields = VisualFields(plain.text, reference: reference, at: zone.quad)
        if fields.fields != plainFields.fields { changedFields += 1 }
        let differing = Set(VisualComparison(fields, with: reference).differing)
        let before = Set(VisualComparison(plainFields, with: reference).differing)
        for (element, printed) in [(VisualZoneElement.surname, own.surname), (.givenNames, own.givenNames)] {
            let isNew = differing.contains(element) && !before.contains(element)
            if isForged && element == .surname {
                forged += 1
                forgedDiffering += isNew ? 1 : 0
                continue
            }
            names += 1
            falselyDiffering += isNew ? 1 : 0
            let read = fields.ownScript.first { $0.element == element && $0.source == .mrzConfirmed }
            found += read == nil ? 0 : 1
            exact += read?.text == printed ? 1 : 0
            guard read == nil || isNew else { continue }
            let lines = reading.text.filter { $0.language != nil }.map { "\($0.text) (\($0.confidence))" }
            missed.append("- `\(printed)`\(isNew ? " differs" : ""): \(lines.joined(separator: ", "))")
        }
    }

    fileprivate static let header = [
        "| language | pictures, zones read | own names found (agree) | every letter | falsely differing "
            + "| forged: differing | Latin fields changed | lines/picture | CPU ms/picture, without and with |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]

    fileprivate func row(_ name: String) -> String {
        func milliseconds(_ seconds: Double) -> String { Figures.text(1_000 * seconds / Double(pictures), digits: 0) }
        let cells = [
            name, "\(pictures), \(zones)", Figures.rate(found, of: names), Figures.rate(exact, of: names),
            "\(falselyDiffering)/\(names)", Figures.rate(forgedDiffering, of: forged), "\(changedFields)/\(zones)",
            Figures.text(Double(linesRead) / Double(pictures), digits: 1),
            "\(milliseconds(secondsWithout)) and \(milliseconds(seconds))",
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
