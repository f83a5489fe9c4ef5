import Evidence
import Foundation
import Kernel
import Specimens

/// Measures active liveness on turns that are drawn from photographs of faces: nobody has turned before a camera for
/// it, so that the figures say what the evaluation does with such motions, and nothing about people.
struct AccuracyActiveLiveness {
    /// What is shown to the camera.
    private enum Presentation: String, CaseIterable {
        case head = "a head that turns as asked"
        case print = "a flat print that is swung as asked"
        case otherFace = "another person's turns after the first frames"
        case still = "one still for everything"
        case mirrored = "the right turns, mirrored"
        case otherOrder = "the right turns in another order"
    }

    /// One person's frame that looks straight ahead, with all that its turns need.
    private struct Subject {
        let identity: String
        let picture: Picture
        let mesh: FaceMesh.Points
    }

    let models: EvidenceModels
    let progress: (String) -> Void

    /// A Markdown table: how many of each presentation pass, go to a reviewer and fail, and for which reason.
    /// - Parameter shots: where some of the pictures are written, to be looked at.
    func report(faces folder: URL, limit: Int, shots: URL?) throws -> String {
        guard let mesh = models.faceMesh, let detector = models.faceDetector else {
            throw AccuracyFaces.Failure.noModels
        }
        let subjects = try subjects(in: folder, limit: limit, mesh: mesh, detector: detector)
        guard subjects.count > 1 else { throw AccuracyFaces.Failure.noPictures(folder.path) }
        var rows: [Presentation: [Outcome]] = [:]
        for (index, subject) in subjects.enumerated() {
            progress("turning faces: \(index) of \(subjects.count)")
            let other = subjects[(index + 1) % subjects.count]
            for presentation in Presentation.allCases {
                let shot = index == 0 ? shots : nil
                let found = try outcome(presentation, of: subject, other: other, shots: shot)
                rows[presentation, default: []].append(found)
            }
        }
        return [try seen(of: subjects), table(rows), measures(rows)].joined(separator: "\n\n")
    }

    /// What the models see of drawn motions of several sizes, in the median over all faces.
    private func seen(of subjects: [Subject]) throws -> String {
        let columns = DrawnChallenge.asked.map { "\($0.rawValue): pose, mesh" }
        var lines = ["| drawn | \(columns.joined(separator: " | ")) |"]
        lines.append("| --- " + String(repeating: "| --- ", count: DrawnChallenge.asked.count) + "|")
        let reader = FaceReader(models: models)
        let heads = subjects.map { TurningHead(of: $0.picture, mesh: $0.mesh, as: .head) }
        let neutral = try heads.map {
            try reader.readLiveness($0.turned(0, towards: .neutral, seed: 1))
        }
        for degrees in [10.0, 20, 30, 40, 50] {
            progress("drawing turns of \(degrees) degrees")
            let cells = try DrawnChallenge.asked.map { prompt in
                let turned = try heads.map {
                    try reader.readLiveness($0.turned(degrees, towards: prompt, seed: 2))
                }
                let poses = zip(neutral, turned).compactMap { prompt.motion(from: $0.pose, to: $1.pose) }
                let meshes = zip(neutral, turned).compactMap { prompt.motion(from: $0.meshPose, to: $1.meshPose) }
                return "\(Self.median(poses)), \(Self.median(meshes))"
            }
            lines.append("| \(Figures.text(degrees, digits: 0)) | \(cells.joined(separator: " | ")) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func median(_ values: [Double]) -> String {
        values.upperMedian.map { Figures.text($0, digits: 1) } ?? "–"
    }

    private struct Outcome {
        let findings: [Finding]
        let residuals: [Double]
    }

    private func outcome(
        _ presentation: Presentation, of subject: Subject, other: Subject, shots: URL?
    ) throws -> Outcome {
        let body: TurningHead.Body = presentation == .print ? .print : .head
        let own = TurningHead(of: subject.picture, mesh: subject.mesh, as: body)
        let theirs = TurningHead(of: other.picture, mesh: other.mesh, as: .head)
        var frames: [LivenessSequence.Frame] = []
        for (index, step) in DrawnChallenge.steps.enumerated() {
            let isOther = presentation == .otherFace && step.prompt != .neutral
            let shown = Self.shown(presentation, for: step.prompt)
            var picture = (isOther ? theirs : own).turned(
                step.share * DrawnChallenge.degrees(shown), towards: shown,
                seed: presentation == .still ? 1 : UInt64(index + 1))
            if presentation == .mirrored { picture = picture.mirrored() }
            let jpeg = picture.jpeg(quality: 90)
            if let shots {
                let name = "\(presentation)-\(index)-\(step.prompt.rawValue).jpg"
                try Data(jpeg).write(to: shots.appendingPathComponent(name))
            }
            let image = try Picture.decode(jpeg)
            let reading = try FaceReader(models: models).readLiveness(image.picture)
            frames.append(
                .init(
                    prompt: step.prompt, milliseconds: 320 * index, reading: reading, encoder: image.facts.encoder))
        }
        let sequence = LivenessSequence(asked: DrawnChallenge.asked, frames: frames, scale: models.faceEmbedder?.scale)
        return Outcome(findings: sequence.findings, residuals: sequence.residuals)
    }

    /// The motion that is made where one is asked for.
    private static func shown(_ presentation: Presentation, for prompt: LivenessPrompt) -> LivenessPrompt {
        guard let place = DrawnChallenge.asked.firstIndex(of: prompt) else { return prompt }
        return switch presentation {
        case .still: .neutral
        case .otherOrder: DrawnChallenge.asked[(place + 1) % DrawnChallenge.asked.count]
        default: prompt
        }
    }

    private func table(_ rows: [Presentation: [Outcome]]) -> String {
        var lines = ["| shown | n | pass | review | fail | reasons |", "| --- | --- | --- | --- | --- | --- |"]
        for presentation in Presentation.allCases {
            let found = rows[presentation, default: []].map(\.findings)
            let failed = found.count { $0.contains { $0.outcome == .fail } }
            let passed = found.count { $0.allSatisfy { $0.outcome == .success } }
            lines.append(
                "| \(presentation.rawValue) | \(found.count) | \(passed) | \(found.count - failed - passed) | "
                    + "\(failed) | \(DrawnChallenge.reasons(found)) |")
        }
        return lines.joined(separator: "\n")
    }

    /// The spread of each measure, least to greatest by tenths, from which the limits were taken.
    private func measures(_ rows: [Presentation: [Outcome]]) -> String {
        var lines = ["| measure | shown | least | 10 % | median | 90 % | greatest |"]
        lines.append("| --- | --- | --- | --- | --- | --- | --- |")
        for presentation in Presentation.allCases {
            let outcomes = rows[presentation, default: []]
            lines.append(row("depth, every motion", presentation, outcomes.flatMap(\.residuals)))
            for check in [Check.activeLivenessFace, .activeLivenessMotion] {
                let values = outcomes.flatMap(\.findings)
                    .filter { $0.check == check && $0.reason != .jumped && $0.reason != .differs }
                    .compactMap(\.measure)
                lines.append(row(check.rawValue, presentation, values))
            }
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ measure: String, _ presentation: Presentation, _ values: [Double]) -> String {
        let sorted = values.sorted()
        let quantiles = [0, 0.1, 0.5, 0.9, 1].map { share in
            sorted.isEmpty ? "–" : Figures.text(sorted[Int(share * Double(sorted.count - 1))], digits: 3)
        }
        return "| \(measure) | \(presentation.rawValue) | \(quantiles.joined(separator: " | ")) |"
    }

    /// The pictures of the folder that show one face, large and looking ahead, at most two of a person.
    private func subjects(
        in folder: URL, limit: Int, mesh: FaceMesh, detector: any FaceDetector
    ) throws -> [Subject] {
        var found: [Subject] = []
        for image in try AccuracyFaces.images(in: folder) where found.count < limit {
            let picture = try Picture.decode([UInt8](Data(contentsOf: folder.appendingPathComponent(image.file))))
                .picture.reduced(toLongSide: 1000)
            let faces = try detector.faces(in: picture)
            guard faces.count == 1, let face = faces.first, face.landmarks.eyeDistance >= 35 else { continue }
            let pose = try models.headPoseEstimator?.pose(of: face, in: picture)
            guard let pose, abs(pose.yaw) < 8, abs(pose.pitch) < 10, abs(pose.roll) < 10 else { continue }
            guard found.count(where: { $0.identity == image.identity }) < 2 else { continue }
            let points = try mesh.points(
                in: picture, region: face.region, rightEye: face.landmarks.rightEye, leftEye: face.landmarks.leftEye)
            found.append(Subject(identity: image.identity, picture: picture, mesh: points))
        }
        // One after another of different persons: the next one is the other face.
        return found.enumerated().sorted { ($0.offset % 2, $0.offset) < ($1.offset % 2, $1.offset) }.map(\.element)
    }
}
