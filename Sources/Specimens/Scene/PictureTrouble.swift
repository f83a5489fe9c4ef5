package import Evidence
import Foundation

/// What can spoil a picture of a document, done to a picture that is there: the same trouble as drawn scenes have, for
/// published specimens as well. The same seed spoils it in the same way.
package enum PictureTrouble: String, CaseIterable, Sendable {
    case quarterTurn = "quarter turn"
    case upsideDownAndSoft = "upside down, soft"
    case turnAndCompression = "turned by degrees, JPEG 35"
    case tiltAndNoise = "tilted, noise"
    case tiltGlareAndCompression = "tilted, glare, JPEG 50"
    case glare
    case dark
    case movement
    case fewPixels = "few pixels"

    package func spoiled(_ picture: Picture, seed: UInt64) -> Picture {
        let kind = UInt64(Self.allCases.firstIndex(of: self) ?? 0)
        var chance = SeededGenerator(seed: seed &* 0x9E37_79B9 ^ kind << 40)
        let colour = picture.colour()
        switch self {
        case .quarterTurn:
            return colour.rotated(quarterTurns: chance.pick([1, 3]))
        case .upsideDownAndSoft:
            return Self.filmed(colour.rotated(quarterTurns: 2)) { $0.blur(sigma: chance.number(in: 0.9...1.3)) }
        case .turnAndCompression:
            return Self.compressed(Self.turned(colour, &chance), quality: 35)
        case .tiltAndNoise:
            let sigma = chance.number(in: 8...14)
            return Self.filmed(Self.tilted(colour, by: 10, &chance)) { $0.grain(sigma: sigma, seed: seed) }
        case .tiltGlareAndCompression:
            let lit = Self.lit(Self.tilted(colour, by: 6, &chance), strength: 90...150, &chance)
            return Self.compressed(lit, quality: 50)
        case .glare:
            return Self.lit(colour, strength: 160...160, &chance)
        case .dark:
            let (exposure, sigma) = (chance.number(in: 0.22...0.35), chance.number(in: 3...6))
            return Self.filmed(colour) {
                $0.light(exposure: exposure, gradient: 0, seed: seed)
                $0.grain(sigma: sigma, seed: seed)
            }
        case .movement:
            // A share of a character's width, which is one forty-fourth of the zone: as long on every picture.
            let pixels = chance.number(in: 0.20...0.45) * Double(colour.width) / 48
            return Self.filmed(colour) { $0.smear(pixels: max(2, Int(pixels.rounded()))) }
        case .fewPixels:
            let scale = min(1, chance.number(in: 440...540) / Double(colour.width))
            let (width, height) = (Double(colour.width) * scale, Double(colour.height) * scale)
            let small = colour.resized(width: Int(width.rounded()), height: Int(height.rounded()))
            return Self.filmed(small) { $0.blur(sigma: 0.6) }
        }
    }

    private static func filmed(_ picture: Picture, _ change: (inout Film) -> Void) -> Picture {
        var film = Film(picture)
        change(&film)
        return film.picture
    }

    private static func compressed(_ picture: Picture, quality: Int) -> Picture {
        // What was just encoded can be decoded; were it not so, the picture without this trouble is still one.
        (try? Picture.decode(picture.jpeg(quality: quality)).picture.colour()) ?? picture
    }

    /// By 4 to 10 degrees, on grey.
    private static func turned(_ picture: Picture, _ chance: inout SeededGenerator) -> Picture {
        let angle = chance.number(in: 4...10) * chance.pick([-1, 1]) * .pi / 180
        let (cosine, sine) = (cos(angle), sin(angle))
        let (width, height) = (Double(picture.width), Double(picture.height))
        let (wide, high) = (width * cosine + height * abs(sine), width * abs(sine) + height * cosine)
        let map = Affine(
            a: cosine, b: -sine, c: wide / 2 - cosine * width / 2 + sine * height / 2,
            d: sine, e: cosine, f: high / 2 - sine * width / 2 - cosine * height / 2)
        return picture.warped(by: map, width: Int(wide.rounded(.up)), height: Int(high.rounded(.up)))
    }

    /// As by a camera that looks aslant: two opposite sides become of unlike length.
    private static func tilted(_ picture: Picture, by degrees: Double, _ chance: inout SeededGenerator) -> Picture {
        let (width, height) = (Double(picture.width), Double(picture.height))
        let lean = tan(degrees * .pi / 180) * chance.number(in: 0.5...1)
        let (left, right) = (lean * chance.number(in: 0.2...0.5), lean * chance.number(in: 0...0.3))
        // The quad reaches beyond the picture, so that what it shows is narrower above.
        let quad = Quad(
            topLeft: Point(x: -left * width, y: -0.08 * height),
            topRight: Point(x: (1 + right) * width, y: (-0.08 - lean * 0.3) * height),
            bottomRight: Point(x: 1.06 * width, y: 1.08 * height),
            bottomLeft: Point(x: -0.06 * width, y: 1.08 * height))
        return picture.rectified(
            quad, width: Int((width * 1.12).rounded()), height: Int((height * 1.16).rounded()))
    }

    /// A soft light of a fifth of the picture's width, mostly on its lower half, where zones are.
    private static func lit(
        _ picture: Picture, strength: ClosedRange<Double>, _ chance: inout SeededGenerator
    ) -> Picture {
        let (width, height) = (Double(picture.width), Double(picture.height))
        let glare = (
            x: chance.number(in: 0.2...0.8) * width, y: chance.number(in: 0.5...0.95) * height,
            spread: chance.number(in: 0.1...0.22) * width, strength: chance.number(in: strength)
        )
        return filmed(picture) { film in
            let (columns, rows) = (film.width, film.height)
            film.edit { pixel in
                var (y, index) = (0, 0)
                while y < rows {
                    var x = 0
                    while x < columns {
                        let (dx, dy) = (Double(x) - glare.x, Double(y) - glare.y)
                        let light = glare.strength * exp(-(dx * dx + dy * dy) / (2 * glare.spread * glare.spread))
                        for channel in 0..<3 {
                            pixel[index + channel] = Film.clamped(Double(pixel[index + channel]) + light)
                        }
                        (x, index) = (x + 1, index + 3)
                    }
                    y += 1
                }
            }
        }
    }
}
