import Evidence
import Onboarding

extension EvidenceModels {
    /// Every model that set-up put into the runtime folder.
    /// - Throws: where a file is not the manifest's, or the inference library cannot be opened.
    static func opened(in runtime: String) throws -> EvidenceModels {
        let files = try ModelFolder(folder: "\(runtime)/models").files()
        let library = try InferenceRuntime(libraryPath: "\(runtime)/lib/libonnxruntime.so")
        return try EvidenceModels(files: files, scripts: try ScriptReader.opened(in: runtime), runtime: library)
    }
}

extension ScriptReader {
    /// Over what set-up put into the runtime folder. Nil where it could not fetch the library, or where no language is
    /// installed: Latin letters alone are read then.
    /// - Throws: `ModelFolder.Failure` where a language is there and is not the manifest's.
    fileprivate static func opened(in runtime: String) throws -> ScriptReader? {
        let files = try ModelFolder(folder: "\(runtime)/models").languages()
        let path = "\(runtime)/lib/tesseract/libtesseract.so"
        guard !files.isEmpty, let library = try? ScriptLibrary(libraryPath: path) else { return nil }
        return ScriptReader(library: library, files: files)
    }
}
