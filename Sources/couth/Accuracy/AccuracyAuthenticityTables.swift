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
    /// Prints of desks, each under two documents.
    let desks: [(first: BackgroundPrint?, second: BackgroundPrint?)]

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
            backgrounds(bonaFide),
        ].joined(separator: "\n\n")
    }

    private func attackTable(_ attacks: [(name: String, checks: [Check], seen: [Seen])]) -> String {
        let rows = attacks.map { name, checks, seen -> String in
            let own = seen.count { seen in checks.contains { seen.signal($0)?.isRaised ?? false } }
            let missing = seen.count { seen in checks.allSatisfy { seen.signal($0)?.measure == nil } }
            let cells = [
                name, checks.map(\.rawValue).joined(separator: ", "), "\(seen.count)", "\(missing)",
                Self.rate(own, of: seen.count),
                Self.rate(seen.count(where: \.isRaised), of: seen.count),
                Self.rate(seen.count { $0.outcome == .review }, of: seen.count),
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

    /// Desks of the same woods, but no two of them the same.
    private func backgrounds(_ bonaFide: [Seen]) -> String {
        let limit = BackgroundPrint.Limits.same
        let same = desks.compactMap { desk in desk.first.flatMap { first in desk.second?.distance(to: first) } }
        let prints = desks.compactMap(\.first)
        let others = prints.indices.flatMap { index in
            prints[(index + 1)...].map { $0.distance(to: prints[index]) }
        }
        let compared = others.compactMap(\.self)
        let taken = compared.count { $0 <= limit }
        let most = others.isEmpty ? 1 : RateInterval(errors: taken, of: others.count).upper
        func text(_ distance: Double?) -> String { distance.map { Figures.text($0, digits: 3) } ?? "–" }
        let search = prints.first.map { Self.seconds(of: $0, among: prints) * 1_000 }
        return "Backgrounds: \(bonaFide.count { $0.background != nil }) of the \(bonaFide.count) scenes above have a "
            + "print, and \(prints.count) of \(desks.count) in which the document fills half of the frame. Of "
            + "\(others.count) pairs of different desks, of which \(compared.count) know enough in common, "
            + "taken for one: \(taken) (at most \(Figures.text(most * 100, digits: 3)) %; nearest "
            + "\(text(compared.min()))); of \(same.count) desks with two documents in two lights "
            + "\(same.count { $0 <= limit }) are known again (farthest "
            + "\(text(same.max()))). One print against \(Self.many) in memory: "
            + "\(search.map { Figures.text($0, digits: 0) } ?? "–") ms of one core."
    }

    /// As many as an application's newest that one is held against.
    private static let many = 100_000

    /// Processor time of one search among many prints: the measured ones over and over.
    private static func seconds(of print: BackgroundPrint, among prints: [BackgroundPrint]) -> Double {
        var gallery = BackgroundGallery(capacity: many)
        for index in 0..<many { gallery.add(prints[index % prints.count], as: UUID()) }
        return ProcessorTime.of { gallery.nearest(to: [print], limit: 1, excluding: UUID()) }.seconds
    }

    private static func rate(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return "–" }
        let interval = RateInterval(errors: count, of: total)
        func percent(_ share: Double) -> String { Figures.text(share * 100, digits: 1) }
        return "\(count)/\(total) = \(percent(Double(count) / Double(total))) % "
            + "(\(percent(interval.lower))–\(percent(interval.upper)) %)"
    }
}
