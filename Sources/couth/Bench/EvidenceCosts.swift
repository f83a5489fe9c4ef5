import Evidence
import Foundation

/// Processor seconds for each picture, of this whole process: whatever threads took part.
struct EvidenceCosts {
    /// Rising.
    private let seconds: [(name: String, aim: Double, values: [Double])]
    /// By the document's file: the whole side, and its zone alone.
    let ofDocument: [String: Double]
    let ofZone: [String: Double]

    /// What a picture may cost at the median, in seconds.
    private enum Aims {
        static let document = 0.5
        static let selfie = 0.06
        static let livenessFrame = 0.03
    }

    init(models: EvidenceModels, barcodes: BarcodeLibrary? = nil, _ pictures: EvidencePictures) throws {
        let engine = EvidenceEngine(models: models, barcodes: barcodes)
        let documents = try Self.measured(pictures.documents) { _ = try engine.read($0, as: .dataPage) }
        let selfies = try Self.measured(pictures.selfies) { _ = try engine.read($0, as: .selfie) }
        let frames = try Self.measured(pictures.selfies) { _ = try engine.read($0, as: .livenessFrame) }
        let names = pictures.documents.map(\.name)
        ofDocument = Dictionary(uniqueKeysWithValues: zip(names, documents))
        guard let reader = DocumentReader(models) else { throw EngineStages.Failure.noModels }
        let zones = try Self.measured(pictures.documents) { _ = try reader.readZone($0.picture, part: .dataPage) }
        ofZone = Dictionary(uniqueKeysWithValues: zip(names, zones))
        seconds = [
            ("document side", Aims.document, documents.sorted()), ("selfie", Aims.selfie, selfies.sorted()),
            ("liveness frame", Aims.livenessFrame, frames.sorted()),
        ]
    }

    /// From the file's bytes to the findings. The first picture is read twice: its first reading makes what later ones
    /// find.
    private static func measured(
        _ files: [EvidencePictures.File], _ read: (DecodedImage) throws -> Void
    ) throws -> [Double] {
        if let first = files.first { try read(try Picture.decode(first.bytes)) }
        return try files.map { file in
            try ProcessorTime.of { try read(try Picture.decode(file.bytes)) }.seconds
        }
    }

    var table: [String] {
        let rows = seconds.map { name, aim, values in
            let latencies = Latencies(values.map { $0 * 1_000 })
            let median = latencies.median
            let cells = [median, latencies.percentile(0.9), latencies.percentile(1)].map { Figures.text($0, digits: 0) }
            let isReached = median <= aim * 1_000
            return "| \(name) | \(values.count) | \(cells.joined(separator: " | ")) | "
                + "\(Figures.text(aim * 1_000, digits: 0)) | \(isReached ? "yes" : "no") |"
        }
        return [
            "| | pictures | CPU ms, median | 90 % | most | aim, median | reached |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ] + rows
    }
}
