import Evidence
import Foundation
import Specimens

/// Measures presentation attack detection on attacks that are drawn from photographs of faces: no paper, no screen and
/// no camera had a part in them, so that the figures tell regressions, and next to nothing about real attacks.
struct AccuracyAttacks {
    let models: EvidenceModels
    /// Presentations of every species that are drawn from one face.
    let seeds: Int
    /// Where pictures of the first face are written, to be looked at.
    let shots: URL?
    let progress: (String) -> Void

    /// What stands over every table.
    static let caveat = "simulated; not certified; no figure under ISO/IEC 30107-3"

    func report(faces folder: URL, limit: Int) throws -> String {
        guard models.faceDetector != nil, models.faceMesh != nil else { throw AccuracyFaces.Failure.noModels }
        let subjects = try AttackSubject.read(from: folder, models: models, limit: limit, progress: progress)
        guard Set(subjects.map(\.identity)).count > 1 else { throw AccuracyFaces.Failure.noPictures(folder.path) }
        let people = Set(subjects.map(\.identity)).count
        let passive = try passive(subjects)
        let challenges = AttackChallenges(models: models, shots: shots, progress: progress)
        let morphs = AttackMorphs(models: models, shots: shots, progress: progress)
        let gates = AttackGates(models: models, shots: shots, progress: progress)
        return [
            "Drawn from \(subjects.count) pictures of \(people) persons, \(seeds) seeds each.",
            "### Passive check (\(Self.caveat))", passive,
            "### Active challenge (\(Self.caveat))", try challenges.report(subjects),
            "### Closed eyes and covered faces (\(Self.caveat))", try gates.report(subjects),
            "### Morphs in the document (\(Self.caveat))", try morphs.report(subjects),
        ].joined(separator: "\n\n")
    }

    /// The next picture of somebody else.
    static func other(than index: Int, of subjects: [AttackSubject]) -> AttackSubject {
        let own = subjects[index]
        let following = subjects[(index + 1)...] + subjects[..<index]
        return following.first { $0.identity != own.identity } ?? own
    }

    private func passive(_ subjects: [AttackSubject]) throws -> String {
        var bonaFide: [AttackOutcome] = []
        var attacks: [AttackSpecies: [AttackOutcome]] = [:]
        for (index, subject) in subjects.enumerated() {
            progress("drawing attacks: \(index) of \(subjects.count)")
            let other = Self.other(than: index, of: subjects)
            for turn in 0..<seeds {
                let seed = UInt64(index * seeds + turn + 1)
                let isShown = index == 0 || (index == 1 && turn == 0)
                let person = subject.source.photographed(seed: seed)
                bonaFide.append(try outcome(person, name: isShown ? "bona fide \(seed)" : nil))
                for species in AttackSpecies.allCases {
                    let picture = try species.presented(subject.source, other: other.source, seed: seed)
                    let name = isShown ? "\(species.rawValue) \(seed)" : nil
                    attacks[species, default: []].append(try outcome(picture, name: name))
                }
            }
        }
        let rows = AttackSpecies.allCases.map { species in
            PresentationOutcomes(
                species.rawValue, species.isInjection ? .injection : .attack,
                outcomes: attacks[species, default: []].map(\.passive))
        }
        let people = PresentationOutcomes("bona fide", .bonaFide, outcomes: bonaFide.map(\.passive))
        let presented = rows.filter { $0.kind == .attack }.reduce(0) { $0 + $1.answered + $1.count(.unavailable) }
        let lines = PresentationOutcomes.header + ([people] + rows).map(\.row)
        let species = rows.count { $0.kind == .attack }
        var shown: [(name: String, outcomes: [AttackOutcome])] = [("bona fide", bonaFide)]
        for species in AttackSpecies.allCases { shown.append((species.rawValue, attacks[species, default: []])) }
        return [
            lines.joined(separator: "\n"), "\(presented) simulated attack presentations of \(species) species.",
            "### Screens by their grid (\(Self.caveat))", AttackRecaptures.table(shown),
        ].joined(separator: "\n\n")
    }

    /// What the checks of one frame say of a picture after it was a JPEG, as every upload is.
    private func outcome(_ picture: Picture, name: String?) throws -> AttackOutcome {
        let jpeg = picture.jpeg(quality: 92)
        if let shots, let name {
            try Data(jpeg).write(to: shots.appendingPathComponent("\(name).jpg".replacing(" ", with: "-")))
        }
        let reading = try FaceReader(models: models).readSelfie(Picture.decode(jpeg).picture)
        func outcome(_ check: Check) -> Finding.Outcome {
            reading.findings.first { $0.check == check }?.outcome ?? .unavailable
        }
        return AttackOutcome(
            passive: outcome(.passivePresentationAttack), recapture: outcome(.selfieRecapture))
    }
}
