import Evidence
import Foundation
import Kernel
import Specimens

/// The tables of what the signals said.
struct AccuracyAuthenticityTables {
    typealias Seen = AccuracyAuthenticity.Seen

    let groups: [String: [Seen]]
    /// Pictures of published specimens.
    let published: [Seen]

    static let caveat = "simulated; not certified"

    func report(order: [(name: String, checks: [Check])]) -> String {
        let attacks = order.filter { !$0.checks.isEmpty }.map { ($0.name, $0.checks, groups[$0.name] ?? []) }
        let bonaFide = AccuracyAuthenticityDrawing.Genuine.allCases.flatMap { groups[$0.rawValue] ?? [] }
        let all = groups.values.flatMap { $0 } + published
        let times = all.map(\.milliseconds)
        return [
            "### Attacks (\(Self.caveat))", attackTable(attacks.filter { !$0.2.isEmpty }),
            "### False alarms (drawn scenes: \(Self.caveat))", falseAlarms(bonaFide),
            "Processor time of all: median \(Figures.text(times.upperMedian ?? 0, digits: 0)) ms a side, at most "
                + "\(Figures.text(times.max() ?? 0, digits: 0)) ms.",
        ].joined(separator: "\n\n")
    }

    private func attackTable(_ attacks: [(name: String, checks: [Check], seen: [Seen])]) -> String {
        let rows = attacks.map { name, checks, seen -> String in
            let own = seen.count { seen in checks.contains { seen.signal($0)?.isRaised ?? false } }
            let missing = seen.count { seen in checks.allSatisfy { seen.signal($0)?.measure == nil } }
            let cells = [
                name, checks.map(\.rawValue).joined(separator: ", "), "\(seen.count)", "\(missing)",
                Figures.share(own, of: seen.count),
                Figures.share(seen.count(where: \.isRaised), of: seen.count),
                Figures.share(seen.count { $0.outcome == .review }, of: seen.count),
            ]
            return "| " + cells.joined(separator: " | ") + " |"
        }
        let header = [
            "| drawn attack | its own signals | n | not measured | raised by its own signals | by any "
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
                    return Figures.share(measured.count(where: \.isRaised), of: measured.count)
                }.joined(separator: " | ") + " |"
        }
        rows.append(
            "| a person has to look | "
                + [bonaFide, published].map { seen in
                    Figures.share(seen.count { $0.outcome == .review }, of: seen.count)
                }.joined(separator: " | ") + " |")
        let header = ["| signal | drawn bona fide scenes | pictures of specimens |", "| --- | --- | --- |"]
        return (header + rows).joined(separator: "\n")
    }
}
