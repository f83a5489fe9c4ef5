import Evidence
import Foundation
import Kernel
import Specimens

/// Drawn tables, each photographed several times under another document, in another light: what the prints of
/// backgrounds are measured on.
struct BackgroundScenes {
    /// How far the camera moved since the table's first picture.
    enum Shot: String, CaseIterable {
        /// The stand on which a programme or a gang photographs: all tables lie under the same camera, which makes
        /// two of them as like as they can be.
        case first
        case notMoved = "not moved"
        /// A stand that was touched: about a millimetre, a quarter of a degree, 0.4 % of the distance.
        case nudged = "moved a little"
        /// Taken again by hand.
        case handheld = "by hand"
    }

    /// How many tables have one model of cloth.
    static let tablesOfOneModel = 10

    /// Even numbers for choosing, odd ones for reporting.
    let isForChoosing: Bool

    func scene(_ kind: Tabletop.Kind, table: Int, _ shot: Shot) -> (scene: Scene, jpegQuality: Int) {
        let number = UInt64(2 * table + (isForChoosing ? 0 : 1)) &* 64 &+ Self.place(kind)
        let model = UInt64(2 * (table / Self.tablesOfOneModel) + (isForChoosing ? 0 : 1)) &* 64 &+ Self.place(kind)
        let picture = number &* 8 &+ Self.place(shot)
        var chance = SeededGenerator(seed: picture ^ 0xBAC6_9044)
        let side = chance.pick([SpecimenDocument.Kind.passport, .idCardFront, .idCardBack])
        let document = SpecimenDocument(side, of: .invented(seed: 20_000 + picture, today: QualityScenes.today))
        var scene = Scene(document, width: 960, height: 720, seed: picture)
        var table = TableView(
            Tabletop(kind, model: model ^ 0x30DE1, own: number ^ 0x7AB1E), camera: Self.camera(shot, &chance))
        table.place = Point(x: chance.number(in: -8...8), y: chance.number(in: -6...6))
        table.degrees = chance.number(in: -4...4)
        scene.table = table
        scene.conditions = Conditions(
            exposure: chance.number(in: 0.72...1.06), gradient: chance.number(in: 0...0.2),
            noise: chance.number(in: 1.5...4.5), blur: chance.number(in: 0.2...0.8))
        scene.conditions.cast = chance.number(in: -0.4...0.4)
        return (scene, chance.integer(in: 72...92))
    }

    private static func camera(_ shot: Shot, _ chance: inout SeededGenerator) -> Pose {
        var pose = Pose(tilt: 3, sway: -2, turn: 1, fill: 0.42)
        func around(_ most: Double) -> Double { chance.number(in: -most...most) }
        switch shot {
        case .first, .notMoved: break
        case .nudged:
            // The frame shows 204 × 153 mm.
            pose.offset = Point(x: around(1.5 / 204), y: around(1.5 / 153))
            pose.turn += around(0.4)
            pose.fill *= 1 + around(0.006)
        case .handheld:
            pose = Pose(
                tilt: around(7), sway: around(7), turn: around(5), fill: chance.number(in: 0.36...0.48),
                offset: Point(x: around(0.05), y: around(0.05)))
        }
        return pose
    }

    private static func place(_ kind: Tabletop.Kind) -> UInt64 {
        UInt64(Tabletop.Kind.allCases.firstIndex(of: kind) ?? 0)
    }

    private static func place(_ shot: Shot) -> UInt64 { UInt64(Shot.allCases.firstIndex(of: shot) ?? 0) }
}
