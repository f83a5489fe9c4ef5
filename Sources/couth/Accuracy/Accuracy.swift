import ArgumentParser
import Evidence
import Foundation
import Onboarding

struct Accuracy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the engines on labelled pictures.",
        subcommands: [
            Faces.self, Calibrate.self, MRZ.self, Fields.self, Quality.self, BoundaryOfDocument.self, Barcodes.self,
            Scripts.self, Liveness.self, Attacks.self, Authenticity.self, Backgrounds.self,
        ])

    struct Faces: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Face comparison and presentation attacks.")

        @Option(help: "A folder with labels.json (file, identity) and the pictures.")
        var faces: String

        @Option(help: "A folder of bona fide and attack samples.")
        var liveness: String?

        @OptionGroup var runtime: RuntimeOption

        func run() throws {
            let models = try Accuracy.models(runtime.folder)
            let measure = AccuracyFaces(models: models, progress: Accuracy.tell)
            print(try measure.report(faces: URL(fileURLWithPath: faces)))
            if let liveness { print("\n" + (try measure.report(liveness: URL(fileURLWithPath: liveness)))) }
        }
    }

    struct MRZ: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The reading of machine-readable zones.")

        @Option(help: "A folder with labels.json (type, mrz, kind) and the pictures.")
        var specimens: String

        @Option(help: "Spoil each picture of kind orig in every way this many times, and read those instead.")
        var spoiled = 0

        @Option(help: "The first seed of what is spoiled.")
        var seed: UInt64 = 1

        @OptionGroup var runtime: RuntimeOption

        func validate() throws {
            guard (0...100).contains(spoiled) else { throw ValidationError("--spoiled is 0 to 100") }
        }

        func run() throws {
            let models = try Accuracy.models(runtime.folder)
            let measure = try AccuracyMRZ(models: models, progress: Accuracy.tell)
            let folder = URL(fileURLWithPath: specimens)
            print(
                spoiled == 0
                    ? try measure.report(specimens: folder)
                    : try measure.report(specimens: folder, spoiledFrom: seed, times: spoiled))
        }
    }

    struct Fields: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The reading of visual zones, field by field.")

        @Option(help: "A folder with labels.json (type, mrz, kind) and the pictures; without it only drawn ones.")
        var specimens: String?

        @Option(help: "A folder with labels.json (kind, truth with the printed elements) and the pictures.")
        var labelled: String?

        @Option(help: "How many documents of each kind are drawn.")
        var drawn = 20

        @OptionGroup var runtime: RuntimeOption

        func validate() throws {
            guard drawn >= 0 else { throw ValidationError("--drawn is 0 or more") }
        }

        func run() throws {
            let measure = try AccuracyFields(models: try Accuracy.models(runtime.folder), progress: Accuracy.tell)
            let folders = [specimens, labelled].map { $0.map { URL(fileURLWithPath: $0) } }
            print(try measure.report(specimens: folders[0], labelled: folders[1], drawn: drawn))
        }
    }

    struct Barcodes: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The reading of barcodes, beside the plain library.")

        @Option(help: "A folder with labels_barcode.json (type, text) and the pictures.")
        var specimens: String

        @OptionGroup var runtime: RuntimeOption

        func run() throws {
            let library = try BarcodeLibrary(libraryPath: "\(runtime.folder)/lib/libZXing.so")
            let measure = AccuracyBarcodes(library: library, progress: Accuracy.tell)
            print(try measure.report(specimens: URL(fileURLWithPath: specimens)))
        }
    }

    struct Liveness: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Active liveness, on turns that are drawn from photographs of faces.")

        @Option(help: "A folder with labels.json (file, identity) and the pictures.")
        var faces: String

        @Option(help: "How many faces are turned at most.")
        var limit = 40

        @Option(help: "A folder for the pictures of the first face, to be looked at.")
        var shots: String?

        @OptionGroup var runtime: RuntimeOption

        func run() throws {
            let measure = AccuracyActiveLiveness(
                models: try Accuracy.models(runtime.folder), progress: Accuracy.tell)
            print(
                try measure.report(
                    faces: URL(fileURLWithPath: faces), limit: limit, shots: shots.map { URL(fileURLWithPath: $0) }))
        }
    }

    struct Attacks: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Presentation attacks, injections and morphs, drawn from photographs of faces.")

        @Option(help: "A folder with labels.json (file, identity) and the pictures.")
        var faces: String

        @Option(help: "How many pictures attacks are drawn from at most.")
        var limit = 40

        @Option(help: "How often every species is drawn from one picture.")
        var seeds = 2

        @Option(help: "A folder for some of the pictures, to be looked at.")
        var shots: String?

        @OptionGroup var runtime: RuntimeOption

        func validate() throws {
            guard limit > 1, seeds > 0 else { throw ValidationError("--limit is 2 or more, --seeds 1 or more") }
        }

        func run() throws {
            let measure = AccuracyAttacks(
                models: try Accuracy.models(runtime.folder), seeds: seeds,
                shots: shots.map { URL(fileURLWithPath: $0) }, progress: Accuracy.tell)
            print(try measure.report(faces: URL(fileURLWithPath: faces), limit: limit))
        }
    }

    /// How far a measurement is, beside its report.
    static func tell(_ progress: String) {
        FileHandle.standardError.write(Data("\(progress)\n".utf8))
    }

    /// The models of the runtime folder, as the server's children open them.
    static func models(_ runtime: String) throws -> EvidenceModels {
        try EvidenceModels.opened(in: runtime)
    }
}
