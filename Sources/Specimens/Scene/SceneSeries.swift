import Evidence
package import Kernel

/// Scenes one after another, every one from a seed of its own: kinds and layouts in turn, all else left to chance.
package struct SceneSeries: Sendable {
    /// One scene and how its picture is stored.
    package struct Shot: Sendable {
        package let scene: Scene
        package let jpegQuality: Int
    }

    /// Sides with their layouts, in the order in which they come.
    package let sides: [(kind: SpecimenDocument.Kind, layout: SpecimenLayout)]
    package let difficulty: SceneDifficulty
    package let seed: UInt64
    /// The day on which the documents are valid.
    package let today: CalendarDate
    /// Printed in turn; without any, drawn heads.
    package var portraits: [Portrait] = []
    /// Shown in turn in place of documents; none is all bona fide.
    package var attacks: [DocumentAttack] = []

    /// The share of TD1 and TD3 zones with a false check digit.
    private static let misprints = 0.05

    package init(
        kinds: [SpecimenDocument.Kind] = SpecimenDocument.Kind.allCases, layouts: [SpecimenLayout] = [],
        difficulty: SceneDifficulty = .moderate, seed: UInt64, today: CalendarDate
    ) {
        sides = kinds.flatMap { kind in
            kind.layouts.filter { layouts.isEmpty || layouts.contains($0) }.map { (kind, $0) }
        }
        self.difficulty = difficulty
        self.seed = seed
        self.today = today
    }

    /// - Parameter index: 0…; `sides` is not empty.
    package func shot(_ index: Int) -> Shot {
        var chance = SeededGenerator(seed: (seed &* 0x9E37_79B9) &+ UInt64(index))
        let (kind, layout) = sides[index % sides.count]
        let own = chance.next()
        var scene = Scene(document(kind, layout, own, &chance), seed: own)
        let ranges = difficulty.ranges(for: kind)
        (scene.width, scene.height) = ranges.frame
        scene.pose = pose(ranges, &chance)
        scene.conditions = conditions(ranges, kind, &chance)
        scene.desk = chance.pick(DeskMaterial.plain)
        if chance.unit() < ranges.share { scene.hand = hand(kind, &chance) }
        if !attacks.isEmpty { scene.attack = attacks[index / sides.count % attacks.count] }
        return Shot(scene: scene, jpegQuality: chance.integer(in: ranges.jpegQuality))
    }

    private func document(
        _ kind: SpecimenDocument.Kind, _ layout: SpecimenLayout, _ own: UInt64, _ chance: inout SeededGenerator
    ) -> SpecimenDocument {
        var holder = SpecimenHolder.varied(seed: own, today: today, ownScript: layout.printsOwnScript)
        let state = chance.pick(layout.issuingStates)
        let isVisa = kind == .visaA || kind == .visaB
        holder.nationality = isVisa ? chance.pick(["UTO", "IND", "BRA", "D", "KEN", "NZL"]) : state
        if !portraits.isEmpty { holder.portrait = chance.pick(portraits) }
        let canMisprint = kind.mrzFormat == .td1 || kind.mrzFormat == .td3
        let isMisprint = chance.unit() < Self.misprints && canMisprint
        let field = chance.pick([MRZField.documentNumber, .dateOfBirth, .dateOfExpiry, .composite])
        return SpecimenDocument(
            kind, of: holder, layout: layout, issuingState: state, wrongCheckDigit: isMisprint ? field : nil)
    }

    private func pose(_ ranges: SceneDifficulty.Ranges, _ chance: inout SeededGenerator) -> Pose {
        func around(_ most: Double) -> Double { chance.number(in: -most...most) }
        return Pose(
            tilt: around(ranges.lean), sway: around(ranges.lean), turn: around(ranges.turn),
            fill: chance.number(in: ranges.fill), offset: Point(x: around(0.03), y: around(0.03)))
    }

    private func conditions(
        _ ranges: SceneDifficulty.Ranges, _ kind: SpecimenDocument.Kind, _ chance: inout SeededGenerator
    ) -> Conditions {
        var conditions = Conditions(
            exposure: chance.number(in: ranges.exposure), gradient: chance.number(in: ranges.gradient),
            noise: chance.number(in: ranges.noise), blur: chance.number(in: ranges.blur),
            motion: chance.integer(in: 0...ranges.motion))
        conditions.cast = chance.number(in: -ranges.cast...ranges.cast)
        func happens() -> Bool { chance.unit() < ranges.share }
        if happens() {
            var glare = Conditions.Glare(
                centre: Point(x: chance.unit(), y: chance.number(in: 0...0.6)), radius: chance.number(in: 5...13),
                strength: chance.number(in: ranges.glare))
            glare.stretch = chance.number(in: 1...2.2)
            glare.degrees = chance.number(in: -90...90)
            conditions.glare = glare
        }
        if happens() {
            var streak = Conditions.Glare(
                centre: Point(x: chance.unit(), y: chance.unit()), radius: chance.number(in: 1.5...4),
                strength: chance.number(in: ranges.glare) * 0.5)
            streak.stretch = chance.number(in: 8...20)
            streak.degrees = chance.number(in: -90...90)
            conditions.streak = streak
        }
        if happens() {
            conditions.shadow = Conditions.HardShadow(
                through: Point(x: chance.number(in: 0.2...0.8), y: chance.number(in: 0.2...0.8)),
                degrees: chance.number(in: 0...360), depth: chance.number(in: ranges.shadow),
                softness: chance.number(in: 0.004...0.05))
        }
        // A card is stiff; pages and stickers are not.
        let isSheet = kind == .passport || kind == .visaA || kind == .visaB
        if happens(), isSheet { conditions.bend = chance.number(in: -1.2...1.6) }
        return conditions
    }

    /// By an edge, clear of the zone.
    private func hand(_ kind: SpecimenDocument.Kind, _ chance: inout SeededGenerator) -> HoldingHand {
        HoldingHand(
            edge: chance.pick([.left, .right, .right, .top]), along: chance.number(in: 0.16...0.36),
            reach: chance.number(in: 3...5.5), tone: chance.integer(in: 0...5))
    }
}
