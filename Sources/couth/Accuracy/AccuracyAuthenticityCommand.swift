import ArgumentParser
import Evidence
import Foundation
import Specimens

extension Accuracy {
    struct Authenticity: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Signals of copied, recaptured and changed documents, on drawn attacks.")

        @Option(help: "A folder with labels.json and pictures of specimens, for false alarms.")
        var specimens: String?

        @Option(help: "A folder with labels.json and pictures of faces, for portraits and their ghosts.")
        var faces: String?

        @Option(help: "How often every species is drawn.")
        var count = 40

        @Option(help: "How many bona fide scenes are drawn.")
        var bonaFide = 80

        @Flag(help: "The half on which the limits were chosen, not the one that is reported.")
        var choosing = false

        @Option(help: "Only the presentations whose name begins so.")
        var only = ""

        @Option(help: "A folder for the drawn files, to be looked at.")
        var shots: String?

        @OptionGroup var runtime: RuntimeOption

        func run() throws {
            let models = try Accuracy.models(runtime.folder)
            let people = try faces.map { try Self.people(in: URL(fileURLWithPath: $0), models) } ?? []
            let measure = AccuracyAuthenticity(
                engine: EvidenceEngine(models: models),
                drawing: try AccuracyAuthenticityDrawing(runtime: runtime.folder, people: people),
                shots: shots.map { URL(fileURLWithPath: $0) }, progress: Accuracy.tell)
            let all = AccuracyAuthenticityDrawing.presentations(
                count: count, bonaFide: bonaFide, isForChoosing: choosing)
            print(
                try measure.report(
                    all.filter { only.isEmpty || $0.name.hasPrefix(only) },
                    specimens: specimens.map { URL(fileURLWithPath: $0) }))
        }

        /// Everybody whose picture shows one face.
        private static func people(
            in folder: URL, _ models: EvidenceModels
        ) throws -> [AccuracyAuthenticityDrawing.Person] {
            try AccuracyFaces.images(in: folder).compactMap { image in
                let file = folder.appendingPathComponent(image.file)
                let picture = try Picture.decode([UInt8](Data(contentsOf: file))).picture
                let faces = try models.faceDetector?.faces(in: picture) ?? []
                guard faces.count == 1, let face = faces.first else { return nil }
                return AccuracyAuthenticityDrawing.Person(
                    identity: image.identity, portrait: Portrait(picture: picture, face: face.region))
            }
        }
    }
}
