package import Evidence
import Foundation

/// A photo on paper: soft, pale inks, dots in four directions, a grain of fibres, a white margin.
package struct PrintedPhoto: Sendable {
    private let seed: UInt64

    package init(seed: UInt64) {
        self.seed = seed
    }

    /// The margin's width in pixels, the same on all sides.
    func margin(of picture: Picture) -> Int { picture.shortSide / 24 }

    /// The printed photo within its margin.
    func sheet(of picture: Picture) -> Picture {
        let margin = margin(of: picture)
        let sheet = Picture(
            width: picture.width + 2 * margin, height: picture.height + 2 * margin, colour: [255, 255, 255])
        var film = Film(sheet)
        film.put(picture, x: margin, y: margin)
        return printed(film.picture)
    }

    /// The photo on paper, without a margin.
    package func printed(_ picture: Picture) -> Picture {
        var chance = SeededGenerator(seed: seed ^ 0x9A9E7)
        var film = Film(picture.colour())
        film.blur(sigma: chance.number(in: 0.6...1.2))
        let screen = Screen(chance: &chance)
        let width = picture.width
        film.edit { pixel in
            for index in 0..<picture.width * picture.height {
                screen.print(pixel + 3 * index, x: Double(index % width), y: Double(index / width))
            }
        }
        // Fibres: coarser than a sensor's noise.
        film.grain(sigma: chance.number(in: 3...5), seed: seed ^ 0xF1B2E)
        film.blur(sigma: 0.6)
        return film.picture
    }

    /// The inks and their dots.
    private struct Screen {
        /// The share of the colour that the inks keep.
        let colour: Double
        /// Of the darkest and of the lightest, in blue, green and red, 0…1: ink is never black, nor paper white.
        let dark: [Double]
        let paper: [Double]
        /// From dot to dot, in pixels.
        let pitch: Double
        let strength: Double

        /// The inks lie at the angles of offset print: yellow 0°, magenta 75°, cyan 15°.
        private static let angles = [0.0, 75, 15].map { $0 * .pi / 180 }
        private static let turns = angles.map { (cosine: cos($0), sine: sin($0)) }

        init(chance: inout SeededGenerator) {
            colour = chance.number(in: 0.55...0.85)
            let (ink, white) = (chance.number(in: 0.12...0.2), chance.number(in: 0.86...0.94))
            dark = [ink * 1.05, ink, ink]
            paper = [white * 0.97, white, white]
            pitch = chance.number(in: 2.3...3.6)
            strength = chance.number(in: 0.08...0.16)
        }

        func print(_ pixel: UnsafeMutablePointer<UInt8>, x: Double, y: Double) {
            let grey = 0.114 * Double(pixel[0]) + 0.587 * Double(pixel[1]) + 0.299 * Double(pixel[2])
            for channel in 0..<3 {
                let light = (grey + (Double(pixel[channel]) - grey) * colour) / 255
                let (cosine, sine) = Self.turns[channel]
                let (u, v) = (x * cosine + y * sine, y * cosine - x * sine)
                let dots = sin(2 * .pi * u / pitch) * sin(2 * .pi * v / pitch)
                // Dots show in the middle tones; where all is ink or all paper there are none.
                let shown = min(max(0, light + strength * dots * 4 * light * (1 - light)), 1)
                pixel[channel] = Film.clamped(255 * (dark[channel] + (paper[channel] - dark[channel]) * shown))
            }
        }
    }
}

extension Film {
    /// Copies a picture to a place where it fits.
    mutating func put(_ picture: Picture, x left: Int, y top: Int) {
        let width = width
        edit { pixel in
            for row in 0..<picture.height {
                for byte in 0..<3 * picture.width {
                    pixel[((top + row) * width + left) * 3 + byte] = picture.pixels[row * picture.width * 3 + byte]
                }
            }
        }
    }
}
