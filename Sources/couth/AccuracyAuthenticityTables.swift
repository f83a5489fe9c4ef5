import Evidence
import Foundation
import Specimens

/// The tables of what the signals said.
struct AccuracyAuthenticityTables {
    typealias Seen = AccuracyAuthenticity.Seen

    let groups: [String: [Seen]]
    /// Pictures of published specimens.
    let published: [Seen]
    /// Distances of prints of one background under two documents.
    let sameBackground: [Double]

    static let caveat = "simulated; not certified"

    func report(order: [(name: String, check: Check?)]) -> String {
        let attacks = order.compactMap { name, check in check.map { (name, $0, groups[name] ?? []) } }
        let bonaFide = groups[AccuracyAuthenticityDrawing.bonaFide] ?? []
        let all = groups.values.flatMap { $0 } + published
        let times = all.map(\.milliseconds).sorted()
        let middle = times.isEmpty ? 0 : times[times.count / 2]
        return [
            "### Attacks (\(Self.caveat))", attackTable(attacks.filter { !$0.2.isEmpty }),
            "### False alarms (drawn scenes: \(Self.caveat))", falseAlarms(bonaFide),
            "Processor time of all signals together: median \(Figures.text(middle, digits: 0)) ms a side, at most "
                + "\(Figures.text(times.last ?? 0, digits: 0)) ms.",
            backgrounds(bonaFide),
        ].joined(separator: "\n\n")
    }

    private func attackTable(_ attacks: [(name: String, check: Check, seen: [Seen])]) -> String {
        let rows = attacks.map { name, check, seen -> String in
            let own = seen.count { $0.signal(check)?.isRaised ?? false }
            let missing = seen.count { $0.signal(check)?.measure == nil }
            let cells = [
                name, check.rawValue, "\(seen.count)", "\(missing)", Self.rate(own, of: seen.count),
                Self.rate(seen.count(where: \.isRaised), of: seen.count),
                Self.rate(seen.count { $0.outcome == .review }, of: seen.count),
            ]
            return "| " + cells.joined(separator: " | ") + " |"
        }
        let header = [
            "| drawn attack | its own signal | n | not measured | raised by its own signal | by any "
                + "| a person has to look |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]
        return (header + rows).joined(separator: "\n")
    }

    private func falseAlarms(_ bonaFide: [Seen]) -> String {
        let checks = (bonaFide.first ?? published.first)?.signals.map(\.check) ?? []
        var rows = checks.map { check in
            "| \(check.rawValue) | "
                + [bonaFide, published].map { seen in
                    let measured = seen.compactMap { $0.signal(check) }.filter { $0.measure != nil }
                    return Self.rate(measured.count(where: \.isRaised), of: measured.count)
                }.joined(separator: " | ") + " |"
        }
        rows.append(
            "| a person has to look | "
                + [bonaFide, published].map { seen in
                    Self.rate(seen.count { $0.outcome == .review }, of: seen.count)
                }.joined(separator: " | ") + " |")
        let header = ["| signal | drawn bona fide scenes | pictures of specimens |", "| --- | --- | --- |"]
        return (header + rows).joined(separator: "\n")
    }

    /// Two desks are drawn with the same woods and hands: no two of them are the same.
    private func backgrounds(_ bonaFide: [Seen]) -> String {
        let prints = bonaFide.compactMap(\.background)
        var distances: [Double] = []
        for first in prints.indices {
            for second in prints.indices where second > first {
                if let distance = prints[first].distance(to: prints[second]) { distances.append(distance) }
            }
        }
        let limit = BackgroundPrint.Limits.same
        let (taken, known) = (distances.count { $0 <= limit }, sameBackground.count { $0 <= limit })
        func text(_ distance: Double?) -> String { distance.map { Figures.text($0, digits: 3) } ?? "–" }
        return "Backgrounds: \(prints.count) of \(bonaFide.count) scenes have a print. Of \(distances.count) pairs of "
            + "different desks \(taken) are taken for one (nearest \(text(distances.min()))); of \(sameBackground.count) "
            + "pairs of one desk with two documents \(known) are known again (farthest \(text(sameBackground.max())))."
    }

    private static func rate(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return "–" }
        let interval = RateInterval(errors: count, of: total)
        func percent(_ share: Double) -> String { Figures.text(share * 100, digits: 1) }
        return "\(count)/\(total) = \(percent(Double(count) / Double(total))) % "
            + "(\(percent(interval.lower))–\(percent(interval.upper)) %)"
    }
}
