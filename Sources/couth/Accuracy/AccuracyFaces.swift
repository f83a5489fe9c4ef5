import Evidence
import Foundation

/// Measures face comparison over a folder of labelled pictures: every two pictures are a pair, genuine where the person
/// is the same (ISO/IEC 19795-1). The pictures and `labels.json` (file, identity) stay where they are.
struct AccuracyFaces {
    let models: EvidenceModels
    let reader: FaceReader
    /// Says what is being done, for whoever waits.
    let progress: (String) -> Void

    init(models: EvidenceModels, progress: @escaping (String) -> Void) {
        self.models = models
        reader = FaceReader(models: models)
        self.progress = progress
    }

    struct Image: Decodable {
        let file: String
        let identity: String
    }

    /// What `labels.json` of the folder names.
    static func images(in folder: URL) throws -> [Image] {
        try images(labels: folder.appendingPathComponent("labels.json"))
    }

    static func images(labels: URL) throws -> [Image] {
        struct Labels: Decodable {
            let images: [Image]
        }
        return try JSONDecoder().decode(Labels.self, from: Data(contentsOf: labels)).images
    }

    enum Failure: Error {
        case noModels
        case noPictures(String)
    }

    /// A Markdown report: one table of verification over the conditions, then what could not be read.
    func report(faces folder: URL) throws -> String {
        guard let scale = models.faceEmbedder?.scale, let digest = models.faceEmbedder?.digest else {
            throw Failure.noModels
        }
        let images = try Self.images(in: folder)
        guard images.count > 1 else { throw Failure.noPictures(folder.path) }
        var selfies: [FaceSample] = []
        var portraits: [PortraitPrint: [FaceSample]] = [:]
        for (index, image) in images.enumerated() {
            if index % 25 == 0 { progress("reading faces: \(index) of \(images.count)") }
            let picture = try picture(at: folder.appendingPathComponent(image.file))
            let reading = try reader.readSelfie(picture)
            selfies.append(FaceSample(identity: image.identity, template: reading.template, findings: reading.findings))
            guard let region = reading.region else { continue }
            for print in PortraitPrint.allCases {
                let printed = try print.applied(to: picture, face: region, seed: UInt64(index))
                let reading = try reader.readPortrait(printed, boundary: nil)
                portraits[print, default: []].append(
                    FaceSample(
                        identity: image.identity, source: index, template: reading.template,
                        softTemplate: reading.softTemplate, findings: []))
            }
        }
        let levels = "match \(scale.match), review \(scale.review)"
        var lines = ["model `\(digest.prefix(12))`, \(scale.measure.rawValue), \(levels)", ""] + FaceComparisons.header
        lines.append(FaceComparisons(condition: "selfie – selfie", scale: scale, within: selfies).row)
        for print in PortraitPrint.allCases {
            lines.append(
                FaceComparisons(
                    condition: "selfie – \(print.rawValue)", scale: scale, probes: selfies,
                    references: portraits[print, default: []]
                ).row)
        }
        lines += ["", "Selfie checks (outcome: pictures):", ""] + Self.outcomes(of: selfies)
        return lines.joined(separator: "\n")
    }

    /// A Markdown table of bona fide probabilities over a folder whose file names tell attacks from people.
    func report(liveness folder: URL) throws -> String {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jpg") }
        var lines = ["| file | truth | bona fide probability | outcome |", "| --- | --- | --- | --- |"]
        for file in files.sorted() {
            let isBonaFide = file.contains("true") || file.contains("_T")
            let reading = try reader.readSelfie(picture(at: folder.appendingPathComponent(file)))
            let finding = reading.findings.first { $0.check == .passivePresentationAttack }
            let measure = finding?.measure.map { Figures.text($0, digits: 3) } ?? "–"
            let truth = isBonaFide ? "bona fide" : "attack"
            lines.append("| \(file) | \(truth) | \(measure) | \(finding?.outcome.rawValue ?? "–") |")
        }
        return lines.joined(separator: "\n")
    }

    private func picture(at file: URL) throws -> Picture {
        try Picture.decode([UInt8](Data(contentsOf: file))).picture
    }

    private static func outcomes(of samples: [FaceSample]) -> [String] {
        let findings = samples.flatMap(\.findings)
        let checks = Check.allCases.filter { check in findings.contains { $0.check == check } }
        return checks.map { check in
            let counts = Finding.Outcome.allCases.compactMap { outcome -> String? in
                let count = findings.count { $0.check == check && $0.outcome == outcome }
                return count > 0 ? "\(outcome.rawValue) \(count)" : nil
            }
            return "- \(check.rawValue): \(counts.joined(separator: ", "))"
        }
    }
}
