import Evidence
import Foundation
import Kernel
import Specimens

/// Drawn photographs from easy to hopeless: one trouble each, its strength from chance over the range in which reading
/// breaks.
enum QualityScenes {
    enum Trouble: String, CaseIterable {
        case small, blurred, moved, dark, glare, cut, covered, mixed
    }

    /// Limits were chosen while looking at pictures of smaller seeds.
    static let firstUnseen = 300

    /// 26 November 2026, in the place of the day on which it is drawn: the same pictures always.
    static let today = CalendarDate(Date(timeIntervalSince1970: 1_795_651_200))

    static func trouble(seed: Int) -> Trouble { Trouble.allCases[seed / 2 % Trouble.allCases.count] }

    static func scene(seed: Int) -> Scene {
        var chance = SeededGenerator(seed: UInt64(seed) ^ 0x0AC1_D1FF)
        let trouble = trouble(seed: seed)
        let kind: SpecimenDocument.Kind = chance.unit() < 0.6 ? .passport : .idCardBack
        let holder = SpecimenHolder.invented(seed: UInt64(9_000 + seed), today: today)
        let document = SpecimenDocument(kind, of: holder)
        let isSmall = trouble == .small || trouble == .mixed
        let height = chance.number(in: isSmall ? 5...13 : 11...24)
        var scene = Scene(document, seed: UInt64(seed))
        size(&scene, zoneCharacterHeight: height)
        if chance.unit() < 0.3 { scene.desk = chance.pick([.sheet, .clutter]) }
        apply(trouble, to: &scene, characterHeight: height, &chance)
        return scene
    }

    /// Sets the frame so that the zone's capitals, printed 2.4 mm high, are so many pixels high.
    private static func size(_ scene: inout Scene, zoneCharacterHeight height: Double) {
        let whole = scene.pixelsPerMillimetre
        let scale = height / 2.4 / whole
        scene.width = Int((Double(scene.width) * scale).rounded())
        scene.height = Int((Double(scene.height) * scale).rounded())
    }

    private static func apply(
        _ trouble: Trouble, to scene: inout Scene, characterHeight: Double, _ chance: inout SeededGenerator
    ) {
        switch trouble {
        case .small: break
        case .blurred: scene.conditions.blur = characterHeight * chance.number(in: 0.02...0.32)
        case .moved: scene.conditions.motion = Int((characterHeight * chance.number(in: 0.1...1)).rounded())
        case .dark:
            scene.conditions.exposure = chance.number(in: 0.06...0.5)
            scene.conditions.noise = chance.number(in: 2...8)
        case .glare: scene.conditions.glare = glare(on: scene.document, &chance)
        case .cut: scene.pose.offset = offset(&chance)
        case .covered: scene.fingers = fingers(on: scene.document, &chance)
        case .mixed:
            scene.conditions.blur = characterHeight * chance.number(in: 0...0.14)
            scene.conditions.motion = Int((characterHeight * chance.number(in: 0...0.4)).rounded())
            scene.conditions.exposure = chance.number(in: 0.3...1.1)
            scene.conditions.noise = chance.number(in: 2...6)
            scene.pose = Pose(
                tilt: chance.number(in: -20...20), sway: chance.number(in: -14...14), turn: chance.number(in: -12...12),
                fill: 0.75)
        }
    }

    /// A lamp's reflection somewhere on the document, as often as not over the zone.
    private static func glare(
        on document: SpecimenDocument, _ chance: inout SeededGenerator
    ) -> Conditions.Glare {
        let y = chance.unit() < 0.6 ? chance.number(in: 0.78...0.95) : chance.number(in: 0.1...0.7)
        return Conditions.Glare(
            centre: Point(x: chance.unit(), y: y), radius: chance.number(in: 4...22),
            strength: chance.number(in: 90...420))
    }

    /// Out of the frame by up to a quarter, to any side.
    private static func offset(_ chance: inout SeededGenerator) -> Point {
        let shift = chance.number(in: 0.02...0.25)
        return switch chance.integer(in: 0...3) {
        case 0: Point(x: shift, y: 0)
        case 1: Point(x: -shift, y: 0)
        case 2: Point(x: 0, y: shift)
        default: Point(x: 0, y: -shift)
        }
    }

    /// Over the edges as they come, or over the zone from below or the side.
    private static func fingers(on document: SpecimenDocument, _ chance: inout SeededGenerator) -> [Finger] {
        let held = Finger.holding(seed: chance.next())
        guard chance.unit() < 0.6 else { return held }
        let reach = chance.number(in: 0.0...0.2)
        let finger =
            chance.unit() < 0.5
            ? Finger(tip: Point(x: chance.unit(), y: 1 - reach), degrees: 90, tone: held[0].tone)
            : Finger(tip: Point(x: 1 - reach, y: chance.number(in: 0.75...0.95)), degrees: 0, tone: held[0].tone)
        return [finger]
    }
}
