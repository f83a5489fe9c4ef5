import Evidence
import Foundation

/// The models that read zones, as set-up puts them into place.
struct ZoneModels {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let runtime =
        ProcessInfo.processInfo.environment["COUTH_RUNTIME"] ?? root.appendingPathComponent(".runtime").path
    private static let files = ["PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx", "ocrb_line.onnx"].map {
        "models/\($0)"
    }

    static let areHere = (files + ["lib/libonnxruntime.so"]).allSatisfy {
        FileManager.default.fileExists(atPath: "\(runtime)/\($0)")
    }

    private let detector: TextDetector
    private let recogniser: TextRecogniser
    private let zoneRecogniser: ZoneRecogniser

    init() throws {
        let library = try InferenceRuntime(libraryPath: "\(Self.runtime)/lib/libonnxruntime.so")
        func open(_ path: String) throws -> InferenceModel {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            return try InferenceModel(onnx: bytes, digest: path, runtime: library)
        }
        detector = try TextDetector(model: open("\(Self.runtime)/\(Self.files[0])"))
        recogniser = try TextRecogniser(model: open("\(Self.runtime)/\(Self.files[1])"))
        zoneRecogniser = try ZoneRecogniser(model: open("\(Self.runtime)/\(Self.files[2])"))
    }

    func quads(_ picture: Picture) throws -> [Quad] { try detector.detect(in: picture, longSide: 960) }

    func documentReader(scripts: ScriptReader) -> DocumentReader {
        DocumentReader(
            detector: detector, recogniser: recogniser, zoneRecogniser: zoneRecogniser, scripts: scripts)
    }

    func reader(own: Bool) -> MRZReader {
        MRZReader(recogniser: recogniser, zoneRecogniser: own ? zoneRecogniser : nil)
    }
}
