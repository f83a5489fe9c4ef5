import Crypto
package import Evidence
import Foundation
import Kernel

/// The models on disk: read, compared with the manifest, and handed to the engines as bytes.
package struct ModelFolder: Sendable {
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case noManifest(String)
        case wrongDigest(file: String)

        package var description: String {
            switch self {
            case .noManifest(let path):
                "there is no readable model manifest at \(path): the installation is not whole"
            case .wrongDigest(let file):
                "the model \(file) is not the file of the manifest (SHA-256 differs): delete it and run `make setup`"
            }
        }
    }

    private let folder: String
    package let manifest: ModelManifest

    /// - Throws: `noManifest`.
    package init(folder: String) throws(Failure) {
        self.folder = folder
        // The manifest travels with the executable: who can change the models cannot change what they are held against.
        let path = Resources.folder("Models").appendingPathComponent("manifest.json").path
        guard let data = FileManager.default.contents(atPath: path),
            let manifest = try? JSONDecoder().decode(ModelManifest.self, from: data)
        else { throw .noManifest(path) }
        self.manifest = manifest
    }

    /// The chosen file of each role, with its digest compared.
    /// - Throws: `wrongDigest` for any file of the manifest that is there and differs, chosen or not.
    package func files() throws(Failure) -> [ModelManifest.Role: EvidenceModels.File] {
        let present = present.filter { $0.role != .scriptRecognition }
        var bytes: [String: [UInt8]] = [:]
        for entry in present {
            let data = FileManager.default.contents(atPath: "\(folder)/\(entry.file)") ?? Data()
            guard Hex.encode(SHA256.hash(data: data)) == entry.sha256 else { throw .wrongDigest(file: entry.file) }
            bytes[entry.file] = [UInt8](data)
        }
        return manifest.chosen(from: Set(bytes.keys)).compactMapValues { entry in
            bytes[entry.file].map { EvidenceModels.File(entry: entry, bytes: $0) }
        }
    }

    /// The data of each language of other scripts that is there, with its digest compared.
    /// - Throws: `wrongDigest`.
    package func languages() throws(Failure) -> [ScriptLanguage: ScriptReader.File] {
        var files: [ScriptLanguage: ScriptReader.File] = [:]
        for (language, entry) in manifest.languages(from: Set(present.map(\.file))) {
            let data = FileManager.default.contents(atPath: "\(folder)/\(entry.file)") ?? Data()
            guard Hex.encode(SHA256.hash(data: data)) == entry.sha256,
                let file = try? ScriptReader.File(language, digest: entry.sha256, bytes: [UInt8](data))
            else { throw .wrongDigest(file: entry.file) }
            files[language] = file
        }
        return files
    }

    private var present: [ModelManifest.Entry] {
        manifest.models.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0.file)") }
    }
}
