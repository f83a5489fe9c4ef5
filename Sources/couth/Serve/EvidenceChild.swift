import ArgumentParser
import Confinement
import Evidence
import Foundation
import Glibc
import Onboarding

/// The confined process that touches pictures: reads requests from its standard input, answers on its standard output,
/// and can do nothing else.
struct EvidenceChild: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence-child", abstract: "Read pictures for a server (started by it).", shouldDisplay: false)

    @Option(help: "The folder of the inference library and the models.")
    var runtime: String

    @Flag(help: "Decode only.")
    var withoutModels = false

    @Option(help: "Confine itself, and try what must not work.")
    var trial: String?

    private enum Limits {
        /// Address space, not memory in use: the inference library reserves much more than it touches.
        static let memoryBytes: UInt = 3 * 1_073_741_824
        static let cpuSeconds: UInt = 3600

        static let all = Confinement.Limits(memoryBytes: memoryBytes, cpuSeconds: cpuSeconds)
    }

    func run() throws {
        if let trial { return try run(trial: trial) }
        // Everything from the disk comes first: afterwards no file can be opened, no socket, no program started.
        let models = withoutModels ? EvidenceModels() : try openModels()
        let desk = ChildDesk(models: models, barcodes: withoutModels ? nil : openBarcodes(), pdf: openPDF())
        // The models' files were read whole and are no longer needed: 30 MiB go back to the system.
        Confinement.returnMemory()
        try Confinement.enter(Limits.all)
        try Confinement.shutFiles()
        while let message = Frame.read(from: STDIN_FILENO) {
            guard Frame.write(try desk.answer(to: message), to: STDOUT_FILENO) else { return }
        }
    }

    private func run(trial name: String) throws {
        guard let trial = ConfinementTrial(rawValue: name) else { throw ValidationError("no such trial: \(name)") }
        try Confinement.enter(Limits.all)
        try Confinement.shutFiles()
        trial.run(Limits.all)
    }

    /// Nil where set-up could not build the library: what barcodes hold is then unavailable.
    private func openBarcodes() -> BarcodeLibrary? {
        try? BarcodeLibrary(libraryPath: "\(runtime)/lib/libZXing.so")
    }

    /// Nil where set-up could not fetch the library: PDF is then refused like any other format that is not decoded.
    private func openPDF() -> PDFLibrary? {
        try? PDFLibrary(libraryPath: "\(runtime)/lib/libpdfium.so")
    }

    private func openModels() throws -> EvidenceModels {
        // What is there is held to the manifest even where nothing can be opened.
        guard FileManager.default.fileExists(atPath: "\(runtime)/lib/libonnxruntime.so") else {
            _ = try ModelFolder(folder: "\(runtime)/models").files()
            return EvidenceModels()
        }
        return try EvidenceModels.opened(in: runtime)
    }
}

/// What a child answers.
private struct ChildDesk {
    private let models: EvidenceModels
    private let engine: EvidenceEngine
    private let pdf: PDFLibrary?

    init(models: EvidenceModels, barcodes: BarcodeLibrary?, pdf: PDFLibrary?) {
        self.models = models
        self.pdf = pdf
        engine = EvidenceEngine(models: models, barcodes: barcodes)
    }

    func answer(to message: Data) throws -> Data {
        guard let (request, picture) = EvidenceRequest.parse(message) else {
            return try JSONEncoder().encode(EvidenceAnswer(error: .corrupt))
        }
        return try JSONEncoder().encode(try answer(request, picture))
    }

    private func answer(_ request: EvidenceRequest, _ picture: [UInt8]) throws -> EvidenceAnswer {
        switch request.task {
        case .describe:
            return EvidenceAnswer(models: models.report)
        case .inspect:
            do {
                return EvidenceAnswer(image: try Picture.decode(picture, pdf: pdf).facts)
            } catch {
                return EvidenceAnswer(error: error)
            }
        case .read, .advise:
            let image: DecodedImage
            do {
                image = try Picture.decode(picture, pdf: request.task == .read ? pdf : nil)
            } catch {
                return EvidenceAnswer(error: error)
            }
            if request.task == .advise { return EvidenceAnswer(advice: try engine.advise(image)) }
            return EvidenceAnswer(reading: try engine.read(image, as: request.role ?? .otherSide))
        }
    }
}
