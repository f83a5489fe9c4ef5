import Evidence
import Kernel
import Specimens

/// Drawn photographs by what makes a document's edges hard to see.
enum BoundaryScenes {
    enum Class: String, CaseIterable {
        case contrasting = "dark boards"
        case lowContrast = "white on white paper"
        case cluttered = "cluttered desk"
        case fingers = "fingers over edges"
        case perspective = "strong perspective"
        case dim = "dim"
    }

    static func scene(_ kind: Class, seed: Int) -> Scene {
        let number = UInt64(seed) &* 8 &+ UInt64(Class.allCases.firstIndex(of: kind) ?? 0)
        var chance = SeededGenerator(seed: number ^ 0xB0_4DE6)
        let side = SpecimenDocument.Kind.allCases[seed % 3]
        let document = SpecimenDocument(side, of: .invented(seed: 5_000 + number, today: QualityScenes.today))
        var scene = Scene(document, width: 1_280, height: 960, seed: number)
        scene.pose.fill = chance.number(in: 0.55...0.85)
        scene.pose.turn = chance.number(in: -12...12)
        scene.pose.offset = Point(x: chance.number(in: -0.05...0.05), y: chance.number(in: -0.04...0.04))
        switch kind {
        case .contrasting: break
        case .lowContrast: scene.desk = .sheet
        case .cluttered: scene.desk = .clutter
        case .fingers: scene.fingers = Finger.holding(seed: number)
        case .perspective:
            scene.pose = Pose(
                tilt: chance.number(in: 18...30) * (chance.unit() < 0.7 ? 1 : -1), sway: chance.number(in: -18...18),
                turn: chance.number(in: -15...15), fill: chance.number(in: 0.55...0.68))
        case .dim:
            scene.conditions.exposure = chance.number(in: 0.16...0.35)
            scene.conditions.noise = chance.number(in: 3...6)
        }
        return scene
    }
}
