import Evidence
import Foundation
import Kernel
import Specimens

/// The tables of what prints of backgrounds tell.
struct AccuracyBackgroundsTables {
    typealias Table = AccuracyBackgrounds.Table
    typealias Shot = BackgroundScenes.Shot

    let kinds: [Tabletop.Kind]
    let tables: [Table]

    /// Pairs of pictures of two tables.
    private struct Pairs {
        var count = 0
        var taken = 0
        var nearest: Double?

        mutating func add(_ first: BackgroundPrint?, _ second: BackgroundPrint?) {
            count += 1
            guard let first, let distance = second?.distance(to: first) else { return }
            if distance <= BackgroundPrint.Limits.same { taken += 1 }
            nearest = min(distance, nearest ?? 1)
        }

        var cells: [String] {
            [
                "\(count)", count == 0 ? "–" : AccuracyBackgroundsTables.rate(taken, of: count),
                nearest.map { Figures.text($0, digits: 3) } ?? "–",
            ]
        }
    }

    func report() -> String {
        ["### Known again", knownAgain, "### Two taken for one", takenForOne, "### Search", search]
            .joined(separator: "\n\n")
    }

    private var knownAgain: String {
        let header = [
            "| table | pictures | give a print | known again, camera not moved | moved a little | by hand |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        let rows = kinds.map { kind in
            let own = tables.filter { $0.kind == kind }
            let pictures = own.count * Shot.allCases.count
            let known = [Shot.notMoved, .nudged, .handheld].map { shot in
                Self.rate(own.count { Self.isSame($0.prints[.first], $0.prints[shot]) }, of: own.count)
            }
            let given = Self.rate(own.map(\.prints.count).reduce(0, +), of: pictures)
            return Self.row([kind.rawValue, "\(pictures)", given] + known)
        }
        return (header + rows).joined(separator: "\n")
    }

    private var takenForOne: String {
        let header = [
            "| two tables of | camera | pairs | taken for one | nearest |", "| --- | --- | --- | --- | --- |",
        ]
        var rows: [String] = []
        for (camera, shot) in [("the same", Shot.first), ("by hand", .handheld)] {
            var across = Pairs()
            for kind in kinds {
                var (within, ofOneModel) = (Pairs(), Pairs())
                let own = tables.filter { $0.kind == kind }
                for (index, first) in own.enumerated() {
                    for second in own[(index + 1)...] {
                        if kind.isManufactured, first.model == second.model {
                            ofOneModel.add(first.prints[shot], second.prints[shot])
                        } else {
                            within.add(first.prints[shot], second.prints[shot])
                        }
                    }
                    for second in tables where Self.comes(second.kind, after: kind) {
                        across.add(first.prints[shot], second.prints[shot])
                    }
                }
                if kind.isManufactured {
                    rows.append(Self.row(["\(kind.rawValue), one model", camera] + ofOneModel.cells))
                }
                rows.append(
                    Self.row([kind.rawValue + (kind.isManufactured ? ", two models" : ""), camera] + within.cells))
            }
            rows.append(Self.row(["two kinds", camera] + across.cells))
        }
        return (header + rows).joined(separator: "\n")
    }

    /// As many as an application's newest that one is held against.
    private static let many = 100_000

    /// The measured prints over and over, each looked for by the second picture of its own table.
    private var search: String {
        let prints = tables.compactMap { $0.prints[.first] }
        let probes = tables.compactMap { $0.prints[.notMoved] }.prefix(200)
        guard !prints.isEmpty, !probes.isEmpty else { return "No prints." }
        var gallery = BackgroundGallery(capacity: Self.many)
        for index in 0..<Self.many { gallery.add(prints[index % prints.count], as: UUID()) }
        let times = probes.map { probe in
            ProcessorTime.of { gallery.nearest(to: [probe], limit: 5, excluding: UUID()) }.seconds * 1_000
        }
        return "\(Self.many) prints in memory, \(probes.count) probes, of one core: median "
            + "\(Figures.text(times.upperMedian ?? 0, digits: 1)) ms a probe, longest "
            + "\(Figures.text(times.max() ?? 0, digits: 1)) ms; together "
            + "\(Figures.text(times.reduce(0, +) / 1_000, digits: 2)) s of processor time."
    }

    private static func isSame(_ first: BackgroundPrint?, _ second: BackgroundPrint?) -> Bool {
        guard let first, let distance = second?.distance(to: first) else { return false }
        return distance <= BackgroundPrint.Limits.same
    }

    private static func comes(_ second: Tabletop.Kind, after first: Tabletop.Kind) -> Bool {
        let all = Tabletop.Kind.allCases
        return (all.firstIndex(of: second) ?? 0) > (all.firstIndex(of: first) ?? 0)
    }

    private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private static func rate(_ count: Int, of total: Int) -> String {
        // Of many pairs the bound is small: as many digits as tell it.
        Figures.share(count, of: total, digits: total > 500 ? 3 : 1)
    }
}
