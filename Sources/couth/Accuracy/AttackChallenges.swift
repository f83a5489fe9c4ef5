import Evidence
import Foundation
import Specimens

/// Active liveness against frames that are drawn: people who turn, and attacks that answer the same challenge.
struct AttackChallenges {
    /// What answers the challenge.
    private enum Answer: String, CaseIterable {
        case head = "bona fide: a head that turns as asked"
        case swungPrint = "a print, swung as asked"
        case warpedPhoto = "a photo, stretched as if it turned"
        case stretchedPhoto = "the same, stretched half as far again"
        case replay = "a film of the right turns, replayed on a tablet"
        case copies = "injection: the same bytes for every frame"
        case constantNoise = "injection: one still and one noise, packed anew for every frame"
        case stillPerMotion = "injection: one still for every motion, packed anew for every frame"
    }

    let models: EvidenceModels
    let shots: URL?
    let progress: (String) -> Void

    /// Nineteen frames an answer are slow to draw and to read.
    private static let mostSubjects = 12

    func report(_ subjects: [AttackSubject]) throws -> String {
        var found: [Answer: [Outcome]] = [:]
        for (index, subject) in subjects.prefix(Self.mostSubjects).enumerated() {
            progress("answering challenges: \(index) of \(min(subjects.count, Self.mostSubjects))")
            for answer in Answer.allCases {
                let name = index == 0 ? answer.rawValue : nil
                found[answer, default: []].append(try outcome(answer, of: subject, index: index, name: name))
            }
        }
        let rows = Answer.allCases.map { row($0, found[$0, default: []]) }
        let head = [
            "| answered by (simulated) | n | pass | review | fail | passed, 95 % | passed, and the passive check too "
                + "| reasons |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
        ]
        return (head + rows).joined(separator: "\n")
    }

    /// What the check of the frames says, and what the passive check says of the first one as if it were the selfie.
    private struct Outcome {
        let findings: [Finding]
        let passive: Finding.Outcome?

        var isPassed: Bool { findings.allSatisfy { $0.outcome == .success } }
        var isFailed: Bool { findings.contains { $0.outcome == .fail } }
    }

    private func outcome(
        _ answer: Answer, of subject: AttackSubject, index: Int, name: String?
    ) throws -> Outcome {
        let pictures = frames(of: answer, subject, seed: UInt64(index + 1))
        let reader = FaceReader(models: models)
        let frames = try pictures.enumerated().map { place, frame in
            if let shots, let name {
                let file = "active \(name) \(place).jpg".replacing(" ", with: "-").replacing(":", with: "")
                try Data(frame.jpeg).write(to: shots.appendingPathComponent(file))
            }
            let image = try Picture.decode(frame.jpeg)
            let reading = try reader.readLiveness(image.picture)
            return LivenessSequence.Frame(
                prompt: frame.prompt, milliseconds: 320 * place, reading: reading, encoder: image.facts.encoder)
        }
        let sequence = LivenessSequence(asked: DrawnChallenge.asked, frames: frames, scale: models.faceEmbedder?.scale)
        let selfie = try pictures.first.map { try reader.readSelfie(Picture.decode($0.jpeg).picture) }
        let passive = selfie?.findings.first { $0.check == .passivePresentationAttack }
        return Outcome(findings: sequence.findings, passive: passive?.outcome)
    }

    private struct Frame {
        let prompt: LivenessPrompt
        let jpeg: [UInt8]
    }

    private func frames(of answer: Answer, _ subject: AttackSubject, seed: UInt64) -> [Frame] {
        let draw = drawing(answer, subject, seed: seed)
        return DrawnChallenge.steps.enumerated().map { place, step in
            let degrees = step.share * DrawnChallenge.degrees(step.prompt)
            // The same picture in files of other bytes, where an injector packs one still anew.
            let quality = answer == .constantNoise || answer == .stillPerMotion ? 78 + place : 90
            let drawn = draw(step.prompt, degrees, UInt64(place + 1))
            return Frame(prompt: step.prompt, jpeg: drawn.jpeg(quality: quality))
        }
    }

    /// How one answer draws a frame: prompt, degrees, seed of the exposure.
    private func drawing(
        _ answer: Answer, _ subject: AttackSubject, seed: UInt64
    ) -> (LivenessPrompt, Double, UInt64) -> Picture {
        let source = subject.source
        switch answer {
        case .head:
            let head = TurningHead(of: source.picture, mesh: subject.mesh, as: .head)
            return { head.turned($1, towards: $0, seed: $2) }
        case .swungPrint:
            let print = PrintedPhoto(seed: seed).printed(source.picture)
            let sheet = TurningHead(of: print, mesh: subject.mesh, as: .print)
            return { sheet.turned($1, towards: $0, seed: $2) }
        case .warpedPhoto: return { source.warped($1, towards: $0, seed: $2) }
        case .stretchedPhoto: return { source.warped(1.5 * $1, towards: $0, seed: $2) }
        case .replay:
            let head = TurningHead(of: source.picture, mesh: subject.mesh, as: .head)
            let screen = ScreenReplay(seed: seed)
            return { screen.photographed(head.turned($1, towards: $0, seed: 1), seed: $2) }
        case .stillPerMotion:
            let head = TurningHead(of: source.picture, mesh: subject.mesh, as: .head)
            return { prompt, _, _ in head.turned(DrawnChallenge.degrees(prompt), towards: prompt, seed: seed) }
        case .copies, .constantNoise:
            let still = source.photographed(seed: seed)
            return { _, _, _ in still }
        }
    }

    private func row(_ answer: Answer, _ found: [Outcome]) -> String {
        let (failed, passed) = (found.count(where: \.isFailed), found.count(where: \.isPassed))
        let both = found.count { $0.isPassed && $0.passive == .success }
        let interval = RateInterval(errors: passed, of: max(1, found.count))
        let range = "\(Figures.percent(interval.lower)) – \(Figures.percent(interval.upper))"
        let reasons = DrawnChallenge.reasons(found.map(\.findings))
        return "| \(answer.rawValue) | \(found.count) | \(passed) | \(found.count - failed - passed) | \(failed) "
            + "| \(range) | \(both) | \(reasons) |"
    }
}
