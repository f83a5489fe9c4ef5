import Evidence
import Foundation
import Specimens

/// The labels of a drawn folder, in the shape that `couth accuracy mrz` and `couth accuracy barcodes` read, with the
/// whole truth beside.
struct SpecimenLabels {
    private struct Label: Encodable {
        /// The zone's format; the kind of side where it has none.
        let type: String
        /// As printed; none on a side without a zone.
        let mrz: [String]?
        /// Kind of side and difficulty: a row of the table. The layout is in the file's name and the truth.
        let kind: String
        let difficulty: SceneDifficulty
        let jpegQuality: Int
        let truth: SpecimenTruth
    }

    private struct BarcodeLabel: Encodable {
        let type: String
        /// Nil on a side without one.
        let text: String?
    }

    private var labels: [String: Label] = [:]
    private var barcodes: [String: BarcodeLabel] = [:]

    mutating func add(_ truth: SpecimenTruth, file: String, difficulty: SceneDifficulty, jpegQuality: Int) {
        labels[file] = Label(
            type: truth.zone?.format.rawValue ?? truth.kind.rawValue, mrz: truth.zone?.lines,
            kind: "\(truth.kind.rawValue), \(difficulty.rawValue)", difficulty: difficulty, jpegQuality: jpegQuality,
            truth: truth)
        barcodes[file] = BarcodeLabel(
            type: truth.barcode?.format.rawValue ?? "without a barcode", text: truth.barcode?.text)
    }

    func write(to folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(labels).write(to: folder.appendingPathComponent("labels.json"))
        try encoder.encode(barcodes).write(to: folder.appendingPathComponent("labels_barcode.json"))
    }
}
