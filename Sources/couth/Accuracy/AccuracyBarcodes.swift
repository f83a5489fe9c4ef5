import Evidence
import Foundation
import Kernel

/// Measures the reading of barcodes over a folder of labelled pictures, beside one plain call of the library on the
/// same pictures in the same run. `labels_barcode.json` has file → type, text; where `labels.json` is there too, its
/// drawn documents, which carry no barcode, tell what is invented and what the search costs in vain.
struct AccuracyBarcodes {
    let library: BarcodeLibrary
    /// Says what is being done, for whoever waits.
    let progress: (String) -> Void

    enum Failure: Error {
        case noPictures(String)
    }

    private struct Label: Decodable {
        let type: String
        /// Nil on a document without a barcode.
        let text: String?
    }

    private struct Document: Decodable {
        let kind: String
    }

    /// The counts of one reader on one format.
    fileprivate struct Tally {
        var read = 0
        var right = 0
        /// CPU time of each picture.
        var milliseconds: [Double] = []
    }

    fileprivate struct Row {
        var pictures = 0
        var plain = Tally()
        var ours = Tally()
    }

    /// A Markdown table by format, then the files that ours did not read rightly.
    func report(specimens folder: URL) throws -> String {
        let files = try labels(in: folder).sorted { $0.key < $1.key }
        guard files.contains(where: { $0.value.text != nil }) else { throw Failure.noPictures(folder.path) }
        var rows: [String: Row] = [:]
        var missed: [String] = []
        let reader = BarcodeReader(library: library)
        for (index, (file, label)) in files.enumerated() {
            if index % 20 == 0 { progress("reading barcodes: \(index) of \(files.count)") }
            let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(file)))
            let picture = try Picture.decode(bytes).picture
            let plain = try measured { try library.read(picture) }
            let ours = try measured {
                try reader.read(picture, boundary: Boundary.find(in: picture, text: [])?.quad)
            }
            rows[label.type, default: Row()].pictures += 1
            rows[label.type, default: Row()].plain.add(plain.found, label.text, plain.milliseconds)
            rows[label.type, default: Row()].ours.add(ours.found, label.text, ours.milliseconds)
            if ours.found.first?.text != label.text {
                missed.append("- \(file): \(ours.found.isEmpty ? "not read" : "read wrongly")")
            }
        }
        let table = Self.header + rows.sorted { $0.key < $1.key }.map { Self.line($0.key, $0.value) }
        return (table + ["", "Not read rightly: \(missed.isEmpty ? "none." : "")"] + missed).joined(separator: "\n")
    }

    private func labels(in folder: URL) throws -> [String: Label] {
        func json(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }
        var labels = try JSONDecoder().decode([String: Label].self, from: json("labels_barcode.json"))
        guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("labels.json").path) else {
            return labels
        }
        let documents = try JSONDecoder().decode([String: Document].self, from: json("labels.json"))
        for (file, document) in documents where document.kind == "synth" {
            labels[file] = Label(type: "without a barcode", text: nil)
        }
        return labels
    }

    private func measured(_ read: () throws -> [Barcode]) rethrows -> (found: [Barcode], milliseconds: Double) {
        let (found, seconds) = try ProcessorTime.of(read)
        return (found, seconds * 1_000)
    }
}

extension AccuracyBarcodes {
    fileprivate static let header = [
        "| format | pictures | plain: read | plain: right | plain: CPU ms, median | ours: read | ours: right "
            + "| ours: CPU ms, median (slowest) |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]

    fileprivate static func line(_ format: String, _ row: Row) -> String {
        func share(_ count: Int) -> String {
            "\(count)/\(row.pictures) (\(Figures.percent(Double(count) / Double(max(1, row.pictures)))))"
        }
        func median(_ values: [Double]) -> String { Figures.text(values.upperMedian ?? .nan, digits: 0) }
        let slowest = Figures.text(row.ours.milliseconds.max() ?? 0, digits: 0)
        let cells = [
            format, "\(row.pictures)", share(row.plain.read), share(row.plain.right), median(row.plain.milliseconds),
            share(row.ours.read), share(row.ours.right), "\(median(row.ours.milliseconds)) (\(slowest))",
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}

extension AccuracyBarcodes.Tally {
    fileprivate mutating func add(_ found: [Barcode], _ text: String?, _ added: Double) {
        if !found.isEmpty { read += 1 }
        if found.first?.text == text { right += 1 }
        milliseconds.append(added)
    }
}
