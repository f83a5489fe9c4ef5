import Evidence
import Foundation

/// What set-up put beside the checkout. Tests about real models and faces run where it is there.
enum RuntimeFolder {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let manifest = root.appendingPathComponent("models/manifest.json")
    private static let runtime = root.appendingPathComponent(".runtime")

    static let hasFaces = ["lib/libonnxruntime.so", "portraits/person-a-selfie.jpg"].allSatisfy {
        FileManager.default.fileExists(atPath: runtime.appendingPathComponent($0).path)
    }

    static let barcodeLibrary = runtime.appendingPathComponent("lib/libZXing.so").path
    static let hasBarcodes = FileManager.default.fileExists(atPath: barcodeLibrary)

    static let pdfLibrary = runtime.appendingPathComponent("lib/libpdfium.so").path
    static let hasPDF = FileManager.default.fileExists(atPath: pdfLibrary)

    /// Every model that is there, of whichever pack.
    static func files() throws -> [ModelManifest.Role: EvidenceModels.File] {
        let manifest = try JSONDecoder().decode(ModelManifest.self, from: Data(contentsOf: manifest))
        let folder = runtime.appendingPathComponent("models")
        let present = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
        return try manifest.chosen(from: present).mapValues { entry in
            let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(entry.file)))
            return EvidenceModels.File(entry: entry, bytes: bytes)
        }
    }

    static func openRuntime() throws -> InferenceRuntime {
        try InferenceRuntime(libraryPath: runtime.appendingPathComponent("lib/libonnxruntime.so").path)
    }

    static func portrait(_ name: String) throws -> Picture {
        let file = runtime.appendingPathComponent("portraits/\(name).jpg")
        return try Picture.decode([UInt8](Data(contentsOf: file))).picture
    }
}
