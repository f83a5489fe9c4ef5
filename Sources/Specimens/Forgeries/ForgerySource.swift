import Evidence
package import Kernel

/// A drawn document on a desk, from which attacks are drawn: itself the bona fide presentation.
package struct ForgerySource: Sendable {
    package private(set) var scene: Scene
    /// How far the camera's white is off.
    let cast: LightCast
    /// 0…100, of the camera's file.
    let quality: Int

    /// - Parameters:
    ///   - portrait: on the document; nil leaves a drawn head and shoulders.
    ///   - seed: of holder, pose, desk, light and camera; another one makes another of each.
    package init(
        _ kind: SpecimenDocument.Kind, portrait: Portrait?, today: CalendarDate, seed: UInt64,
        frame: (width: Int, height: Int) = (1920, 1440)
    ) {
        var chance = SeededGenerator(seed: seed ^ 0xF0_46E2)
        var holder = SpecimenHolder.invented(seed: seed, today: today)
        holder.portrait = portrait
        scene = Scene(
            SpecimenDocument(kind, of: holder), width: frame.width, height: frame.height,
            conditions: .varied(&chance), seed: seed)
        cast = LightCast(&chance)
        quality = chance.integer(in: 88...96)
    }

    /// The same in a layout with a ghost portrait.
    /// - Returns: itself where the kind has none.
    package func withGhost(seed: UInt64) -> ForgerySource {
        let layouts = scene.document.kind.layoutsWithGhost
        guard !layouts.isEmpty else { return self }
        var (other, chance) = (self, SeededGenerator(seed: seed ^ 0x6_057))
        other.scene.document = SpecimenDocument(
            scene.document.kind, of: scene.document.holder, layout: chance.pick(layouts))
        return other
    }

    /// The main portrait was scraped off and another one put there, and nobody thought of the ghost.
    func swapped(_ portrait: Portrait) -> ForgerySource {
        var (other, holder) = (self, scene.document.holder)
        (holder.ghost, holder.portrait) = (holder.portrait, portrait)
        other.scene.document = SpecimenDocument(scene.document.kind, of: holder, layout: scene.document.layout)
        return other
    }

    /// The document itself, photographed.
    package func photographed() throws(SpecimenError) -> PresentedDocument {
        taken(try scene.photographed(printed: { $0 }, finished: { film, _ in film.tint(cast) }))
    }

    /// The document itself, and its file saved again: turned or cut, as people do.
    package func savedAgain(seed: UInt64) throws(SpecimenError) -> PresentedDocument {
        let (photograph, save) = (try photographed().photograph, SecondSave(camera: quality, seed: seed))
        return PresentedDocument(photograph: photograph, file: save.saved(save.opened(photograph.picture)))
    }

    /// The file of a camera that photographed it.
    func taken(_ photograph: Photograph) -> PresentedDocument {
        PresentedDocument(photograph: photograph, file: photograph.picture.jpeg(quality: quality))
    }
}

/// What was handed in, and the truth about it.
package struct PresentedDocument: Sendable {
    package let photograph: Photograph
    package let file: [UInt8]
}

/// A camera's white that is off, and differently so from one end of the frame to the other: a window and a lamp.
struct LightCast {
    /// Gains of blue, green and red at the frame's left and right end.
    let left: [Double]
    let right: [Double]

    init(_ chance: inout SeededGenerator) {
        func gains(_ warmth: Double, _ tint: Double) -> [Double] { [1 - warmth, 1 + tint, 1 + warmth] }
        let warmth = chance.number(in: -0.14...0.18)
        left = gains(warmth, chance.number(in: -0.03...0.03))
        right = gains(warmth + chance.number(in: -0.1...0.1), chance.number(in: -0.03...0.03))
    }
}

extension Film {
    mutating func tint(_ cast: LightCast) {
        let (width, height) = (width, height)
        edit { pixel in
            var x = 0
            while x < width {
                let share = Double(x) / Double(width)
                let gains = (0..<3).map { cast.left[$0] + (cast.right[$0] - cast.left[$0]) * share }
                let (blue, green, red) = (gains[0], gains[1], gains[2])
                var y = 0
                while y < height {
                    let at = (y * width + x) * 3
                    pixel[at] = Film.clamped(Double(pixel[at]) * blue)
                    pixel[at + 1] = Film.clamped(Double(pixel[at + 1]) * green)
                    pixel[at + 2] = Film.clamped(Double(pixel[at + 2]) * red)
                    y += 1
                }
                x += 1
            }
        }
    }
}

extension Conditions {
    /// As people photograph documents: mostly well, some of them in a dim room, with a reflection or an unsteady hand.
    static func varied(_ chance: inout SeededGenerator) -> Conditions {
        var conditions = Conditions(
            exposure: chance.number(in: 0.62...1.05), gradient: chance.number(in: 0...0.28),
            noise: chance.number(in: 1.2...4.5), blur: chance.number(in: 0.3...1.1),
            motion: chance.integer(in: 0...5) == 0 ? 3 : 0)
        if chance.integer(in: 0...4) == 0 {
            conditions.glare = Conditions.Glare(
                centre: Point(x: chance.number(in: 0.2...0.9), y: chance.number(in: 0.1...0.6)),
                radius: chance.number(in: 5...12), strength: chance.number(in: 60...200))
        }
        return conditions
    }
}
