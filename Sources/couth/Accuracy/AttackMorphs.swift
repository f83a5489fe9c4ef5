import Evidence
import Foundation
import Specimens

/// Morphs of two persons in the place of a document's portrait: whether the selfies of both match it.
struct AttackMorphs {
    let models: EvidenceModels
    let shots: URL?
    let progress: (String) -> Void

    /// Whose faces are blended.
    private enum Partner: String, CaseIterable {
        case next = "anybody"
        case alike = "the most alike"
    }

    /// How the morph comes onto the document.
    private enum Carrier: String, CaseIterable {
        case file = "as a file"
        case light = "light document portrait"
        case medium = "medium document portrait"
    }

    /// The comparison scores of one morph, higher is more alike; with the base, whose hair it has, and with the donor.
    private struct Scores {
        let base: FaceComparison
        let donor: FaceComparison

        /// The morph is worth no more than the donor it matches less.
        func matchesBoth(_ levels: Set<FaceComparison.Level>) -> Bool {
            levels.contains(base.level) && levels.contains(donor.level)
        }
    }

    func report(_ subjects: [AttackSubject]) throws -> String {
        guard let scale = models.faceEmbedder?.scale else { return "No model compares faces." }
        var lines = [
            "| donors (simulated) | portrait | n | not read | score with base: mean, least | with donor: mean, least "
                + "| match both | 95 % | match or review both | 95 % |",
            "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        ]
        for partner in Partner.allCases {
            progress("morphing with \(partner.rawValue)")
            let pairs = pairs(of: subjects, partner, scale)
            var scores: [Carrier: [Scores?]] = [:]
            for (place, pair) in pairs.enumerated() {
                let morph = try FaceBlend(base: pair.base.source, donor: pair.donor.source).morphed()
                if let shots, place < 3 {
                    let file = "morph \(partner.rawValue) \(place).jpg".replacing(" ", with: "-")
                    try Data(morph.jpeg(quality: 92)).write(to: shots.appendingPathComponent(file))
                }
                for carrier in Carrier.allCases {
                    let found = try self.scores(morph, carrier, pair, subjects, scale)
                    scores[carrier, default: []].append(found)
                }
            }
            lines += Carrier.allCases.map { row(partner, $0, scores[$0, default: []]) }
        }
        return lines.joined(separator: "\n") + "\n\nMatch \(scale.match), review \(scale.review), "
            + "\(scale.measure.rawValue). A morph counts where both of its donors, each by another of their own "
            + "pictures, reach the level."
    }

    private typealias Pair = (base: AttackSubject, donor: AttackSubject)

    /// One pair for every person who has two pictures, of their first; the donor has two as well.
    private func pairs(of subjects: [AttackSubject], _ partner: Partner, _ scale: FaceComparisonScale) -> [Pair] {
        let usable = subjects.filter { probe(of: $0, in: subjects) != nil }
        return usable.indices.compactMap { index -> Pair? in
            let own = usable[index]
            switch partner {
            case .next:
                let other = AccuracyAttacks.other(than: index, of: usable)
                return other.identity == own.identity ? nil : (own, other)
            case .alike:
                let scored = usable.filter { $0.identity != own.identity }
                    .compactMap { other in compared(own.template, other.template, scale).map { (other, $0.score) } }
                return scored.max { $0.1 < $1.1 }.map { (own, $0.0) }
            }
        }
    }

    /// The next other picture of the same person: the selfie that is held against the document.
    private func probe(of subject: AttackSubject, in subjects: [AttackSubject]) -> AttackSubject? {
        let others = subjects.filter {
            $0.identity == subject.identity && $0.index != subject.index && $0.template != nil
        }
        return others.first { $0.index > subject.index } ?? others.first
    }

    private func compared(
        _ one: FaceTemplate?, _ other: FaceTemplate?, _ scale: FaceComparisonScale
    ) -> FaceComparison? {
        guard let one, let other else { return nil }
        return FaceComparison(probe: one, reference: other, scale: scale)
    }

    private func scores(
        _ morph: Picture, _ carrier: Carrier, _ pair: Pair, _ subjects: [AttackSubject], _ scale: FaceComparisonScale
    ) throws -> Scores? {
        guard let region = try models.faceDetector?.faces(in: morph).largest?.region else { return nil }
        let portrait =
            switch carrier {
            case .file: morph
            case .light: try PortraitPrint.light.applied(to: morph, face: region, seed: UInt64(pair.base.index))
            case .medium: try PortraitPrint.medium.applied(to: morph, face: region, seed: UInt64(pair.base.index))
            }
        let reading = try FaceReader(models: models).readPortrait(portrait, boundary: nil)
        let found = [pair.base, pair.donor].map { donor in
            probe(of: donor, in: subjects)?.template.flatMap { reading.comparison(with: $0, scale: scale) }
        }
        guard let base = found[0], let donor = found[1] else { return nil }
        return Scores(base: base, donor: donor)
    }

    private func row(_ partner: Partner, _ carrier: Carrier, _ all: [Scores?]) -> String {
        let scores = all.compactMap(\.self)
        let spreads = [scores.map(\.base.score), scores.map(\.donor.score)].map { values in
            "\(Figures.text(Figures.meanAndDeviation(values).mean, digits: 3)), "
                + Figures.text(values.min() ?? .nan, digits: 3)
        }
        let levels: [Set<FaceComparison.Level>] = [[.match], [.match, .review]]
        let rates = levels.flatMap { levels -> [String] in
            let both = scores.count { $0.matchesBoth(levels) }
            guard !scores.isEmpty else { return ["–", "–"] }
            let interval = RateInterval(errors: both, of: scores.count)
            return [
                "\(both) (\(Figures.percent(Double(both) / Double(scores.count))))",
                "\(Figures.percent(interval.lower)) – \(Figures.percent(interval.upper))",
            ]
        }
        let cells = [partner.rawValue, carrier.rawValue, "\(all.count)", "\(all.count - scores.count)"]
        return "| " + (cells + spreads + rates).joined(separator: " | ") + " |"
    }
}
