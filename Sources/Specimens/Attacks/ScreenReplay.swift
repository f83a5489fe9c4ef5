package import Evidence
import Foundation

/// A photo or a film on a screen, as a camera sees it: the panel's grid of pixels against the sensor's (moiré), its
/// cast and glow, the bands of its refresh, a lamp in its glass.
package struct ScreenReplay: Sendable {
    private let seed: UInt64

    package init(seed: UInt64) {
        self.seed = seed
    }

    /// The whole frame filled by the screen, and photographed.
    /// - Parameter seed: of the camera's noise; the panel keeps its own.
    package func photographed(_ picture: Picture, seed exposure: UInt64) -> Picture {
        var film = Film(lit(picture.colour()))
        film.expose(seed: exposure)
        return film.picture
    }

    /// A phone held upright, with what its screen shows of the source.
    func phone(showing source: AttackSource) -> Picture {
        let (width, height) = (Double(source.picture.width), Double(source.picture.height))
        let shown = min(width, height * 0.68)
        let left = min(max(0, source.landmarks.nose.x - shown / 2), width - shown)
        let screen = lit(source.picture.cropped(to: Region(x: left, y: 0, width: shown, height: height)))
        let (side, end) = (max(2, screen.width / 28), max(3, screen.height / 14))
        var film = Film(
            Picture(width: screen.width + 2 * side, height: screen.height + 2 * end, colour: [24, 21, 20]))
        film.put(screen, x: side, y: end)
        return film.picture
    }

    private func lit(_ picture: Picture) -> Picture {
        var chance = SeededGenerator(seed: seed ^ 0x5C2EE4)
        let panel = Panel(width: Double(picture.width), height: Double(picture.height), chance: &chance)
        var film = Film(picture)
        film.edit { pixel in
            for index in 0..<picture.width * picture.height {
                panel.light(pixel + 3 * index, x: Double(index % picture.width), y: Double(index / picture.width))
            }
        }
        return film.picture
    }

    /// The screen's own traits.
    private struct Panel {
        let width: Double
        let height: Double
        /// From pixel to pixel of the panel, in pixels of the sensor: near 1 the two grids beat.
        let pitch: Double
        let turn: (cosine: Double, sine: Double)
        /// The lens bends the grid, and the bands of moiré with it.
        let curve: Double
        let depth: Double
        let bands: (count: Double, phase: Double, depth: Double)
        let lamp: (x: Double, y: Double, radius: Double, strength: Double)
        /// In blue, green and red.
        let cast: [Double]
        let glow: Double

        init(width: Double, height: Double, chance: inout SeededGenerator) {
            (self.width, self.height) = (width, height)
            pitch = chance.number(in: 1.02...1.12) * chance.pick([1, 1, 2])
            let angle = chance.number(in: -4...4) * .pi / 180
            turn = (cos(angle), sin(angle))
            curve = chance.number(in: 0.004...0.02)
            depth = chance.number(in: 0.03...0.1)
            bands = (chance.number(in: 1.5...4), chance.number(in: 0...6), chance.number(in: 0.01...0.04))
            lamp = (
                chance.number(in: 0.05...0.95), chance.number(in: 0.02...0.4), chance.number(in: 0.06...0.16),
                chance.number(in: 0.15...0.5)
            )
            cast = [chance.number(in: 1.02...1.14), 1, chance.number(in: 0.88...0.98)]
            glow = chance.number(in: 0.03...0.09)
        }

        func light(_ pixel: UnsafeMutablePointer<UInt8>, x: Double, y: Double) {
            let (u, v) = (x / width - 0.5, y / height - 0.5)
            let bent = 1 + curve * (u * u + v * v)
            let across = (x * turn.cosine + y * turn.sine) * bent
            let down = (y * turn.cosine - x * turn.sine) * bent
            let rows = cos(2 * .pi * down / pitch)
            let band = 1 + bands.depth * sin(2 * .pi * bands.count * v + bands.phase)
            let (dx, dy) = ((x / width - lamp.x) / lamp.radius, (y / height - lamp.y) / lamp.radius)
            let glare = lamp.strength * exp(-(dx * dx + dy * dy) / 2)
            for channel in 0..<3 {
                // Red, green and blue stripes lie beside each other: the moiré is coloured.
                let stripes = cos(2 * .pi * (across / pitch + Double(channel) / 3))
                let grid = 1 + depth * (stripes + 0.5 * rows)
                let shown = glow + (1 - glow) * Double(pixel[channel]) / 255 * cast[channel]
                pixel[channel] = Film.clamped(255 * (shown * grid * band * (1 - glare) + glare))
            }
        }
    }
}
