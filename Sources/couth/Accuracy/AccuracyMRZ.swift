import Evidence
import Foundation
import Kernel
import Specimens

/// Measures the reading of machine-readable zones over a folder of labelled pictures. The pictures and `labels.json`
/// (file → type, lines as printed, kind) stay where they are.
struct AccuracyMRZ {
    let reader: DocumentReader
    /// Says what is being done, for whoever waits.
    let progress: (String) -> Void

    enum Failure: Error {
        case noModels
        case noPictures(String)
    }

    init(models: EvidenceModels, progress: @escaping (String) -> Void) throws(Failure) {
        guard let reader = DocumentReader(models) else { throw .noModels }
        self.init(reader: reader, progress: progress)
    }

    init(reader: DocumentReader, progress: @escaping (String) -> Void) {
        self.reader = reader
        self.progress = progress
    }

    private struct Label: Decodable {
        /// As printed, right or wrong; none on a picture without a zone.
        let mrz: [String]?
        let kind: String
    }

    /// The counts of one kind of picture.
    fileprivate struct Tally {
        var pictures = 0
        /// Every character of every line.
        var exact = 0
        var fields = 0
        var rightFields = 0
        /// All check digits hold in the reading.
        var valid = 0
        /// Number, birth or expiry differs from what is printed although all digits hold.
        var wrongButValid = 0
        /// Of these, those that are let through without a person's look.
        var wrongUnnoticed = 0
        /// Wrong digits as printed, and those of them that were reported.
        var badPrints = 0
        var badPrintsReported = 0
        var seconds = 0.0
    }

    /// What was read of all pictures.
    private struct Readings {
        var tallies: [String: Tally] = [:]
        var missed: [String] = []

        mutating func add(
            _ reading: DocumentReading, of name: String, _ label: Label, as kind: String, _ seconds: Double
        ) {
            if reading.mrz?.lines ?? [] != label.mrz ?? [] {
                missed.append(AccuracyMRZ.difference(name, label, reading))
            }
            tallies[kind, default: Tally()].add(reading, label.mrz, seconds: seconds)
        }

        func report(_ kinds: [String]) -> String {
            let rows = kinds.compactMap { kind in tallies[kind]?.row(kind: kind) }
            return (Tally.header + rows + ["", "Not read exactly:", ""] + missed).joined(separator: "\n")
        }
    }

    /// A Markdown table by kind, then the files that were not read exactly.
    func report(specimens folder: URL) throws -> String {
        let files = try labels(in: folder) { _ in true }
        var readings = Readings()
        for (index, (file, label)) in files.enumerated() {
            if index % 10 == 0 { progress("reading documents: \(index) of \(files.count)") }
            let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(file)))
            let (reading, seconds) = try ProcessorTime.of {
                try reader.read(try Picture.decode(bytes).picture, part: .dataPage)
            }
            readings.add(reading, of: file, label, as: label.kind, seconds)
        }
        return readings.report(readings.tallies.keys.sorted())
    }

    /// The same over the pictures of kind `orig`, each spoiled `times` times in every way there is, from `seed` on.
    func report(specimens folder: URL, spoiledFrom seed: UInt64, times: Int) throws -> String {
        let files = try labels(in: folder) { $0.kind == "orig" && $0.mrz != nil }
        var readings = Readings()
        var all = Tally()
        for (index, (file, label)) in files.enumerated() {
            progress("reading spoiled documents: \(index) of \(files.count)")
            let picture = try Picture.decode([UInt8](Data(contentsOf: folder.appendingPathComponent(file)))).picture
            for trouble in PictureTrouble.allCases {
                for time in 0..<UInt64(times) {
                    // Another seed for every picture, and the same whatever else is in the folder.
                    let spoiled = trouble.spoiled(picture, seed: (seed &+ time) ^ Self.seed(of: file))
                    let (reading, seconds) = try ProcessorTime.of { try reader.read(spoiled, part: .dataPage) }
                    readings.add(reading, of: "\(file), \(trouble.rawValue)", label, as: trouble.rawValue, seconds)
                    all.add(reading, label.mrz, seconds: seconds)
                }
            }
        }
        readings.tallies["all"] = all
        return readings.report(PictureTrouble.allCases.map(\.rawValue) + ["all"])
    }

    private func labels(in folder: URL, _ isMeant: (Label) -> Bool) throws -> [(file: String, label: Label)] {
        let labels = try JSONDecoder().decode(
            [String: Label].self, from: Data(contentsOf: folder.appendingPathComponent("labels.json")))
        let files = labels.filter { isMeant($0.value) }.sorted { $0.key < $1.key }
        guard !files.isEmpty else { throw Failure.noPictures(folder.path) }
        return files.map { (file: $0.key, label: $0.value) }
    }

    private static func seed(of name: String) -> UInt64 {
        var digest = FNV1a()
        digest.add(name.utf8)
        return UInt64(digest.digest, radix: 16) ?? 0
    }

    private static func difference(_ file: String, _ label: Label, _ reading: DocumentReading) -> String {
        let (printed, read) = (label.mrz ?? [], reading.mrz?.lines ?? [])
        guard !read.isEmpty else { return "- \(file): not read" }
        let lines = (0..<max(printed.count, read.count)).compactMap { index -> String? in
            let (want, got) = (index < printed.count ? printed[index] : "–", index < read.count ? read[index] : "–")
            return want == got ? nil : "  `\(want)`\n  `\(got)`"
        }
        return (["- \(file)"] + lines).joined(separator: "\n")
    }
}

extension AccuracyMRZ.Tally {
    fileprivate static let header = [
        "| kind | pictures | exact | fields right | digits hold | wrong but valid (unnoticed) | bad prints reported "
            + "| CPU s/picture |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]

    fileprivate mutating func add(_ reading: DocumentReading, _ printed: [String]?, seconds added: Double) {
        pictures += 1
        seconds += added
        let read = reading.mrz
        if read?.lines ?? [] == printed ?? [] { exact += 1 }
        if read?.hasValidCheckDigits == true { valid += 1 }
        guard let truth = printed.flatMap({ MRZ(lines: $0) }) else { return }
        let pairs = Self.elements(truth.fields)
        fields += pairs.count
        if let read { rightFields += zip(pairs, Self.elements(read.fields)).count { $0 == $1 } }
        if !truth.isValid {
            badPrints += 1
            if read?.hasValidCheckDigits == false { badPrintsReported += 1 }
        }
        guard let read, read.hasValidCheckDigits, Self.key(read.fields) != Self.key(truth.fields) else { return }
        wrongButValid += 1
        if reading.findings.allSatisfy({ $0.outcome == .success }) { wrongUnnoticed += 1 }
    }

    fileprivate func row(kind: String) -> String {
        func share(_ count: Int, of total: Int) -> String {
            total == 0 ? "–" : "\(count)/\(total) (\(Figures.percent(Double(count) / Double(total))))"
        }
        let cells = [
            kind, "\(pictures)", share(exact, of: pictures), share(rightFields, of: fields), share(valid, of: pictures),
            "\(wrongButValid) (\(wrongUnnoticed))", "\(badPrintsReported)/\(badPrints)",
            Figures.text(seconds / Double(max(1, pictures)), digits: 2),
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }

    /// What the digits protect.
    private static func key(_ fields: MRZFields) -> [String] {
        [fields.documentNumber, fields.dateOfBirth.printed, fields.dateOfExpiry?.printed ?? ""]
    }

    private static func elements(_ fields: MRZFields) -> [String] {
        key(fields) + [
            fields.documentCode, fields.issuingState, fields.primaryIdentifier, fields.secondaryIdentifier,
            fields.nationality, fields.sex.rawValue, fields.personalNumber, fields.optionalData,
            fields.secondOptionalData,
        ]
    }
}
