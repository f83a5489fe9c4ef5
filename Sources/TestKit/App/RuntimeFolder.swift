import Foundation
package import Logging
package import Onboarding

/// What set-up put in place: the inference library, the models, the portraits.
package enum RuntimeFolder {
    package static let path =
        ProcessInfo.processInfo.environment["COUTH_RUNTIME"] ?? OpenAPI.checkout.appending(path: ".runtime").path

    /// Whether faces are compared by a model with a limit for searches.
    package static let hasCosineModel = has(["models/reid0095.onnx"])

    /// Whether documents and faces can be read here: without it the tests about them do not run.
    package static let hasModels = has(
        ["lib/libonnxruntime.so", "portraits/person-a-portrait.jpg", "models/PP-OCRv6_rec_small.onnx"])

    /// Whether barcodes can be read, beside the rest.
    package static let hasBarcodes = hasModels && has(["lib/libZXing.so"])

    /// Whether PDF files can be drawn, beside the rest.
    package static let hasPDF = hasModels && has(["lib/libpdfium.so"])

    /// Whether Russian can be read, beside the rest.
    package static let hasScripts = hasModels && has(["lib/tesseract/libtesseract.so", "models/rus.traineddata"])

    /// The files of the passive presentation attack check, which exist in one of the model packs only.
    package static let attackModels = ["sf_v2_27.onnx", "sf_v1se_40.onnx"]

    /// Children over everything that is there; one set for all tests, because opening the models takes seconds.
    package static let desk = children(over: path, count: 2)

    /// Children without the models of the presentation attack check.
    package static let deskWithoutAttackModels = desk(without: attackModels)

    /// Children of which some models are hidden.
    package static func desk(without hidden: [String]) -> EvidenceDesk {
        let folder = FileManager.default.temporaryDirectory.appending(path: "couth-runtime-\(UUID())")
        try? FileManager.default.createDirectory(
            at: folder.appending(path: "models"), withIntermediateDirectories: true)
        let models = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/models")) ?? []
        for file in ["lib"] + models.filter({ !hidden.contains($0) }).map({ "models/\($0)" }) {
            try? FileManager.default.createSymbolicLink(
                at: folder.appending(path: file), withDestinationURL: URL(filePath: path).appending(path: file))
        }
        return children(over: folder.path, count: 1)
    }

    /// Without lines between the test results. It keeps metadata, in which a request's number travels.
    package static let quiet: Logger = {
        var logger = Logger(label: "tests")
        logger.logLevel = .critical
        return logger
    }()

    /// The executable: it lies beside the test bundle.
    package static let executable = Bundle.main.bundleURL.appending(path: "couth").path

    static func settings(data: String, runtime: String, workers: Int) -> Settings {
        var settings = Settings(
            host: "127.0.0.1", port: 8080, publicURL: "", dataFolder: data, runtimeFolder: runtime, workers: workers,
            allowsLoopbackWebhooks: false, logLevel: .critical,
            executable: executable)
        // Most receivers of the tests are not there: a suite that is about it turns it on.
        settings.verifiesWebhookReceivers = false
        return settings
    }

    private static func children(over folder: String, count: Int) -> EvidenceDesk {
        EvidenceDesk(settings(data: "", runtime: folder, workers: count), logger: quiet)
    }

    private static func has(_ files: [String]) -> Bool {
        files.allSatisfy { FileManager.default.fileExists(atPath: "\(path)/\($0)") }
    }
}
