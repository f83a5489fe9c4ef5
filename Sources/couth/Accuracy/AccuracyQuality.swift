import Evidence
import Foundation
import Specimens

/// Measures whether the quality verdict on a picture predicts that its machine-readable zone is read: over a folder of
/// labelled pictures, or over drawn ones from easy to hopeless.
struct AccuracyQuality {
    let engine: EvidenceEngine
    /// Says what is being done, for whoever waits.
    let progress: (String) -> Void

    enum Failure: Error {
        case noPictures(String)
    }

    private struct Label: Decodable {
        /// As printed, right or wrong; none on a picture without a zone.
        let mrz: [String]?
        let kind: String
    }

    func judged(specimens folder: URL) throws -> [JudgedPicture] {
        let labels = try JSONDecoder().decode(
            [String: Label].self, from: Data(contentsOf: folder.appendingPathComponent("labels.json")))
        let files = labels.filter { $0.value.mrz != nil }.sorted { $0.key < $1.key }
        guard !files.isEmpty else { throw Failure.noPictures(folder.path) }
        return try files.enumerated().map { index, file in
            if index % 20 == 0 { progress("judging pictures: \(index) of \(files.count)") }
            let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(file.key)))
            let reading = try engine.read(try Picture.decode(bytes), as: .dataPage)
            return JudgedPicture(name: file.key, kind: file.value.kind, printed: file.value.mrz ?? [], reading)
        }
    }

    /// - Parameter seeds: one a picture.
    func judged(drawn seeds: [Int]) throws -> [JudgedPicture] {
        try seeds.map { seed in
            if seed % 10 == 0 { progress("judging drawn pictures: seed \(seed)") }
            let trouble = QualityScenes.trouble(seed: seed)
            let photograph = try QualityScenes.scene(seed: seed).photographed()
            let image = try Picture.decode(photograph.picture.jpeg(quality: 90))
            let role: EvidenceRequest.Role = photograph.document.kind == .passport ? .dataPage : .cardBack
            let reading = try engine.read(image, as: role)
            return JudgedPicture(name: "\(seed)", kind: trouble.rawValue, printed: photograph.mrzLines, reading)
        }
    }

    /// Markdown: the tables by kind, then what each finding refuses.
    static func report(_ pictures: [JudgedPicture]) -> String {
        let kinds = Set(pictures.map(\.kind)).sorted()
        let groups = kinds.map { kind in (kind, pictures.filter { $0.kind == kind }) } + [("all", pictures)]
        var lines: [String] = []
        for truth in JudgedPicture.Truth.allCases {
            lines += ["Read: \(truth.rawValue).", ""] + QualityTable.header
            lines += groups.map { QualityTable.row($0.0, $0.1, truth) } + [""]
        }
        return (lines + refusals(pictures)).joined(separator: "\n")
    }

    /// Which pictures each finding refuses, and which of them would have been read.
    private static func refusals(_ pictures: [JudgedPicture]) -> [String] {
        let words = Set(pictures.flatMap { $0.refusals.map(\.word) }).sorted()
        return ["Refused, by finding (in brackets: would have been read):", ""]
            + words.map { word in
                let names = pictures.filter { picture in picture.refusals.contains { $0.word == word } }
                    .map { $0.holds(.exact) ? "(\($0.name))" : $0.name }
                return "- \(word): \(names.joined(separator: ", "))"
            }
    }
}
