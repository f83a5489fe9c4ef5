import ArgumentParser
import Evidence
import Foundation
import Onboarding

extension Accuracy {
    struct Quality: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whether the quality verdict on a picture predicts that its zone is read.")

        @Option(help: "A folder with labels.json (mrz, kind) and the pictures; without it pictures are drawn.")
        var specimens: String?

        @Option(help: "How many pictures are drawn.")
        var drawn = 150

        @Flag(help: "Draw those on which the limits were chosen, and not others.")
        var chosen = false

        @Option(help: "A file for one line a picture: what was read and what each check measured.")
        var list: String?

        @OptionGroup var runtime: RuntimeOption

        func validate() throws {
            guard drawn > 0 else { throw ValidationError("--drawn is 1 or more") }
        }

        func run() throws {
            let engine = EvidenceEngine(models: try Accuracy.models(runtime.folder, roles: Accuracy.textRoles))
            let measure = AccuracyQuality(engine: engine, progress: Accuracy.tell)
            let pictures =
                try specimens.map { try measure.judged(specimens: URL(fileURLWithPath: $0)) }
                ?? measure.judged(drawn: (0..<drawn).map { $0 + (chosen ? 0 : QualityScenes.firstUnseen) })
            if let list {
                try pictures.map(\.line).joined(separator: "\n").write(toFile: list, atomically: true, encoding: .utf8)
            }
            print(AccuracyQuality.report(pictures))
        }
    }

    struct BoundaryOfDocument: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "boundary", abstract: "How well a document's edges are found, on drawn desks.")

        @Option(help: "How many photographs of each kind of desk.")
        var count = 40

        @Option(help: "How many cards are photographed twice from each side.")
        var cards = 40

        @Option(help: "How many photographs and cards are passed over, for others than those of the table.")
        var skip = 0

        @OptionGroup var runtime: RuntimeOption

        func validate() throws {
            guard count > 0, cards > 0 else { throw ValidationError("--count and --cards are 1 or more") }
            guard (0...100_000).contains(skip) else { throw ValidationError("--skip is 0 to 100000") }
        }

        func run() throws {
            let models = try Accuracy.models(runtime.folder, roles: Accuracy.textRoles)
            let measure = try AccuracyBoundary(models: models, progress: Accuracy.tell)
            print(try measure.report(count: count, skip: skip))
            print("\n" + (try AccuracySides(measure: measure).report(cards: cards, skip: skip)))
        }
    }

    fileprivate static let textRoles: Set<ModelManifest.Role> = [
        .textDetection, .textRecognition, .zoneRecognition,
    ]

    /// The models of some roles alone, which is quicker to open and to run.
    fileprivate static func models(_ runtime: String, roles: Set<ModelManifest.Role>) throws -> EvidenceModels {
        let files = try ModelFolder(folder: "\(runtime)/models").files().filter { roles.contains($0.key) }
        let library = try InferenceRuntime(libraryPath: "\(runtime)/lib/libonnxruntime.so")
        return try EvidenceModels(files: files, runtime: library)
    }
}
