import Evidence
import Foundation
import Kernel
import Specimens

/// Measures whether the same side photographed twice is noticed: drawn cards, each side twice on other desks and in
/// other poses, and the two sides of one card.
struct AccuracySides {
    let measure: AccuracyBoundary

    private struct Pair {
        let kind: String
        /// Nil where the edges of either were not found.
        let likeness: Double?
    }

    /// A Markdown table.
    /// - Parameters:
    ///   - count: cards.
    ///   - skip: how many are passed over first.
    func report(cards count: Int, skip: Int) throws -> String {
        var pairs: [Pair] = []
        for card in skip..<skip + count {
            if card % 10 == 0 { measure.progress("comparing sides: \(card - skip) of \(count)") }
            let fronts = try [0, 1].map { try thumbnail(.idCardFront, card, $0) }
            let backs = try [0, 1].map { try thumbnail(.idCardBack, card, $0) }
            pairs.append(pair("front twice", fronts[0], fronts[1]))
            pairs.append(pair("back twice", backs[0], backs[1]))
            pairs.append(pair("front and back", fronts[0], backs[0]))
            pairs.append(pair("front and back", fronts[1], backs[1]))
        }
        let kinds = ["front twice", "back twice", "front and back"]
        return (Self.header + kinds.map { kind in Self.row(kind, pairs.filter { $0.kind == kind }) })
            .joined(separator: "\n")
    }

    private func pair(_ kind: String, _ one: SideThumbnail?, _ other: SideThumbnail?) -> Pair {
        Pair(kind: kind, likeness: one.flatMap { one in other.map { one.likeness(to: $0) } })
    }

    private func thumbnail(_ side: SpecimenDocument.Kind, _ card: Int, _ take: Int) throws -> SideThumbnail? {
        let holder = SpecimenHolder.invented(seed: UInt64(7_000 + card), today: QualityScenes.today)
        let number = UInt64(4 * card + 2 * take + (side == .idCardBack ? 1 : 0))
        var chance = SeededGenerator(seed: number ^ 0x51_DE5)
        var scene = Scene(SpecimenDocument(side, of: holder), width: 1_024, height: 768, seed: 31_000 + number)
        scene.pose = Pose(
            tilt: chance.number(in: -14...14), sway: chance.number(in: -12...12), turn: chance.number(in: -15...15),
            fill: chance.number(in: 0.6...0.85))
        scene.conditions.exposure = chance.number(in: 0.5...1.1)
        scene.conditions.gradient = chance.number(in: 0...0.3)
        scene.desk = chance.pick([.boards, .boards, .clutter])
        let photograph = try scene.photographed()
        let boundary = try measure.boundary(of: photograph)
        return boundary.map { SideThumbnail(of: photograph.picture, boundary: $0) }
    }

    private static let header = [
        "| pair | pairs | alike: the same side | in between: a look | unlike: two sides | not compared "
            + "| correlation, lowest – median – highest |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]

    private static func row(_ kind: String, _ pairs: [Pair]) -> String {
        let values = pairs.compactMap(\.likeness).sorted()
        let same = values.count { $0 >= DocumentSideSeen.Limits.same }
        let different = values.count { $0 < DocumentSideSeen.Limits.different }
        let figures =
            values.isEmpty
            ? "–"
            : [values[0], values[values.count / 2], values[values.count - 1]].map { Figures.text($0, digits: 2) }
                .joined(separator: " – ")
        let cells = [
            kind, "\(pairs.count)", QualityTable.rate(same, of: values.count), "\(values.count - same - different)",
            QualityTable.rate(different, of: values.count), "\(pairs.count - values.count)", figures,
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
