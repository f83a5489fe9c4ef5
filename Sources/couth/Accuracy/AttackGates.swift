import Evidence
import Foundation
import Specimens

/// The gates of closed eyes and covered faces, on lids, glasses, masks and hands that are drawn onto photographs.
struct AttackGates {
    let models: EvidenceModels
    let shots: URL?
    let progress: (String) -> Void

    /// How far drawn lids are closed.
    private static let lids = [0.5, 0.8, 1]

    func report(_ subjects: [AttackSubject]) throws -> String {
        var found: [String: [[Finding]]] = [:]
        for (index, subject) in subjects.enumerated() {
            if index % 10 == 0 { progress("covering faces: \(index) of \(subjects.count)") }
            for (name, picture) in try shown(subject.source, seed: UInt64(index + 1)) {
                let jpeg = picture.jpeg(quality: 92)
                if let shots, index == 0 {
                    let file = "worn \(name).jpg".replacing(" ", with: "-").replacing("%", with: "")
                    try Data(jpeg).write(to: shots.appendingPathComponent(file))
                }
                let reading = try FaceReader(models: models).readSelfie(Picture.decode(jpeg).picture)
                found[name, default: []].append(reading.findings)
            }
        }
        let head = [
            "| shown (simulated) | n | eyes closed | eyes covered | mouth covered | any, 95 % | not judged |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
        return (head + Self.names.map { Self.row($0, found[$0, default: []]) }).joined(separator: "\n")
    }

    private static let names =
        ["nothing (bona fide)"] + FaceCovering.allCases.map(name(of:))
        + lids.map(name(ofLids:))

    private static func name(of covering: FaceCovering) -> String {
        covering.isHiding ? covering.rawValue : "\(covering.rawValue) (bona fide)"
    }

    private static func name(ofLids share: Double) -> String {
        "lids closed by \(Figures.text(100 * share, digits: 0)) %"
    }

    private func shown(_ source: AttackSource, seed: UInt64) throws -> [(String, Picture)] {
        var all = [(Self.names[0], source.photographed(seed: seed))]
        for covering in FaceCovering.allCases {
            all.append((Self.name(of: covering), try source.wearing(covering, seed: seed)))
        }
        return all + Self.lids.map { (Self.name(ofLids: $0), source.closingEyes($0, seed: seed)) }
    }

    private static func row(_ name: String, _ readings: [[Finding]]) -> String {
        func count(_ reasons: Set<Reason>) -> Int {
            readings.count { $0.contains { $0.outcome == .review && $0.reason.map(reasons.contains) == true } }
        }
        let reasons: [Reason] = [.eyesClosed, .eyesCovered, .mouthCovered]
        let interval = RateInterval(errors: count(Set(reasons)), of: max(1, readings.count))
        let range = "\(Figures.percent(interval.lower)) – \(Figures.percent(interval.upper))"
        let unjudged = readings.count { findings in
            findings.contains { $0.check == .selfieFaceUncovered && $0.outcome == .unavailable }
        }
        let counts = reasons.map { "\(count([$0]))" }.joined(separator: " | ")
        return "| \(name) | \(readings.count) | \(counts) | \(count(Set(reasons))) (\(range)) | \(unjudged) |"
    }
}
