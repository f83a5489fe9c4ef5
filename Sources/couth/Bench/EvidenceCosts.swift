import Evidence
import Foundation

/// Processor seconds for each picture, of this whole process: whatever threads took part.
struct EvidenceCosts {
    /// Rising.
    private let seconds: [(name: String, aim: Double, values: [Double])]
    /// By the document's file.
    let ofDocument: [String: Double]

    /// What a picture may cost at the median, in seconds.
    private enum Aims {
        static let document = 0.5
        static let selfie = 0.06
        static let livenessFrame = 0.03
    }

    init(models: EvidenceModels, barcodes: BarcodeLibrary? = nil, _ pictures: EvidencePictures) throws {
        let engine = EvidenceEngine(models: models, barcodes: barcodes)
        let documents = try Self.measured(pictures.documents, as: .dataPage, engine)
        let selfies = try Self.measured(pictures.selfies, as: .selfie, engine)
        let frames = try Self.measured(pictures.selfies, as: .livenessFrame, engine)
        ofDocument = Dictionary(uniqueKeysWithValues: zip(pictures.documents.map(\.name), documents))
        seconds = [
            ("document side", Aims.document, documents.sorted()), ("selfie", Aims.selfie, selfies.sorted()),
            ("liveness frame", Aims.livenessFrame, frames.sorted()),
        ]
    }

    /// From the file's bytes to the findings. The first picture is read twice: its first reading makes what later ones
    /// find.
    private static func measured(
        _ files: [EvidencePictures.File], as role: EvidenceRequest.Role, _ engine: EvidenceEngine
    ) throws -> [Double] {
        if let first = files.first { _ = try engine.read(try Picture.decode(first.bytes), as: role) }
        return try files.map { file in
            let begun = clock()
            _ = try engine.read(try Picture.decode(file.bytes), as: role)
            return Double(clock() - begun) / Double(CLOCKS_PER_SEC)
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
