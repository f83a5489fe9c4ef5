import ArgumentParser
import Evidence
import Foundation
import Kernel
import Onboarding

extension Accuracy {
    struct Calibrate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Error rates and thresholds of face comparison, from labelled pairs.",
            discussion: """
                Writes det.svg, roc.svg, report.md and, where the sample carries both rates, thresholds.json. Its \
                member `calibration` takes the place of the model's one in models/manifest.json.
                """)

        @Option(help: "A table of pairs (CSV): score,genuine or score,genuine,left,right.")
        var pairs: String?

        @Option(help: "With --pairs: the file name of the model that made the scores, as models/manifest.json has it.")
        var model: String?

        @Option(help: "A folder of pictures: every two are a pair, compared by the installed models.")
        var faces: String?

        @Option(help: "With --faces: who is in which picture (default: labels.json of that folder).")
        var labels: String?

        @Option(help: "The folder for the results.")
        var out: String

        @Option(help: "The FMR of a match.")
        var matchFmr = 1e-4

        @Option(help: "The FMR from which a person has to look.")
        var reviewFmr = 1e-2

        @Option(help: "What the pairs are, for the threshold file.")
        var source: String?

        @Option(help: "The version that the results of checks will name (default: the date).")
        var calibrationVersion: String?

        @Option(help: "The day of the measurement, YYYY-MM-DD (default: today, UTC).")
        var date: String?

        @Option(help: "Bootstrap draws of people.")
        var replicates = 1000

        @Option(help: "Of the bootstrap: the same seed gives the same intervals.")
        var seed: UInt64 = 1

        @OptionGroup var runtime: RuntimeOption

        func validate() throws {
            guard (pairs == nil) != (faces == nil) else { throw ValidationError("either --pairs or --faces") }
            guard (pairs == nil) == (model == nil) else {
                throw ValidationError("--pairs and --model go together: a threshold holds for one model only")
            }
            guard labels == nil || faces != nil else { throw ValidationError("--labels goes with --faces") }
            guard matchFmr > 0, matchFmr <= reviewFmr, reviewFmr <= 0.5 else {
                throw ValidationError("0 < --match-fmr ≤ --review-fmr ≤ 0.5")
            }
            guard CalibrationLimits.replicates.contains(replicates) else {
                let (least, most) = (CalibrationLimits.replicates.lowerBound, CalibrationLimits.replicates.upperBound)
                throw ValidationError("--replicates is \(least) to \(most)")
            }
            if let date, CalendarDate(date) == nil { throw ValidationError("\(date) is no day of the form YYYY-MM-DD") }
            guard (source ?? "").count <= CalibrationLimits.sourceCharacters else {
                throw ValidationError("--source has at most \(CalibrationLimits.sourceCharacters) characters")
            }
        }

        func run() throws {
            let results = CalibrationResults(folder: URL(fileURLWithPath: out, isDirectory: true))
            try results.prepare()
            let manifest = try ModelFolder(folder: "\(runtime.folder)/models").manifest
            let material = try pairs.map { try table($0, manifest) } ?? pictures(manifest)
            let measure = material.measure
            let thresholds = [measure.match, measure.review].compactMap { material.entry.calibration?.thresholds[$0] }
            let question = FaceCalibration.Question(
                rates: Set([1e-2, 1e-3, 1e-4, 1e-5, matchFmr, reviewFmr]).sorted(by: >), thresholds: thresholds,
                replicates: replicates, seed: seed)
            let calibration = FaceCalibration(
                try CalibrationSample(pairs: material.pairs, measure: measure), question)
            guard calibration.equalError.rate <= 0.5 else { throw Failure.turnedRound(measure) }
            let day = date.flatMap { CalendarDate($0) } ?? CalendarDate(Date())
            let heading = ThresholdFile.Heading(
                version: calibrationVersion ?? "\(day)", date: day,
                model: ThresholdFile.Model(file: material.entry.file, sha256: material.entry.sha256),
                source: source ?? material.source)
            let report = CalibrationReport(
                calibration: calibration, heading: heading, question: question, match: matchFmr, review: reviewFmr,
                remarks: material.remarks)
            print(report.text)
            try results.write(report)
        }
    }
}

extension Accuracy.Calibrate {
    enum Failure: Error, CustomStringConvertible {
        case unknownModel(String)
        case noEmbedding(String)
        case unreadableTable(String)
        case wrongTable(String, CalibrationError)
        case turnedRound(FaceComparisonScale.Measure)

        var description: String {
            switch self {
            case .unknownModel(let file): "models/manifest.json has no model \(file)"
            case .noEmbedding(let file): "the model \(file) makes no face templates"
            case .unreadableTable(let path): "\(path) cannot be read"
            case .wrongTable(let path, let error): "\(path), \(error)"
            case .turnedRound(let measure):
                "taken as a \(measure.rawValue), impostor pairs are more alike than genuine ones: "
                    + "are these the model's scores?"
            }
        }
    }

    /// The pairs, and what is known of them.
    private struct Material {
        let pairs: [ScoredPair]
        /// Of the model that made the scores.
        let entry: ModelManifest.Entry
        let measure: FaceComparisonScale.Measure
        let source: String
        let remarks: [String]
    }

    private func table(_ path: String, _ manifest: ModelManifest) throws -> Material {
        guard let entry = manifest.models.first(where: { $0.file == model }) else {
            throw Failure.unknownModel(model ?? "")
        }
        guard let measure = entry.recipe.measure else { throw Failure.noEmbedding(entry.file) }
        // The size is asked first, so that a file beyond the limit is never in memory.
        let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        guard size ?? 0 <= CalibrationLimits.tableBytes else {
            throw Failure.wrongTable(path, .tableTooLarge(limitBytes: CalibrationLimits.tableBytes))
        }
        guard let data = FileManager.default.contents(atPath: path) else { throw Failure.unreadableTable(path) }
        do throws(CalibrationError) {
            return Material(
                pairs: try ScoredPairTable.pairs([UInt8](data), measure: measure), entry: entry, measure: measure,
                source: URL(fileURLWithPath: path).lastPathComponent, remarks: [])
        } catch {
            throw Failure.wrongTable(path, error)
        }
    }

    private func pictures(_ manifest: ModelManifest) throws -> Material {
        let models = try Accuracy.models(runtime.folder)
        guard let digest = models.faceEmbedder?.digest,
            let entry = manifest.models.first(where: { $0.sha256 == digest }), let measure = entry.recipe.measure
        else { throw FacePairs.Failure.noEmbedder }
        let folder = URL(fileURLWithPath: faces ?? "", isDirectory: true)
        let faces = try FacePairs(
            faces: folder,
            labels: labels.map { URL(fileURLWithPath: $0) } ?? folder.appendingPathComponent("labels.json"),
            models: models, progress: Accuracy.tell)
        return Material(
            pairs: faces.pairs, entry: entry, measure: measure,
            source: "\(faces.pictures) pictures, every two a pair",
            remarks: ["not read: \(faces.unread) of \(faces.pictures) pictures (no face found), in no pair"])
    }
}
