import Evidence
import Foundation

/// A document that was scanned and printed on paper: fine lines gone, pale inks, and the dots of the print.
struct PrintedCopy {
    enum Printer {
        /// Dots in a regular screen: laser and offset.
        case screened
        /// Dots strewn as error diffusion lays them, without a screen.
        case inkjet
    }

    /// The share of the colour that scanner and inks keep; 0 is a grey copy.
    private let colour: Double
    /// Of ink and of paper, 0…1.
    private let (ink, white): (Double, Double)
    /// Standard deviation of what scanner and paper blur, in millimetres.
    private let spread: Double
    private let dots: PrintDots
    private let drops: InkDrops?

    init(seed: UInt64, isGrey: Bool, printer: Printer = .screened) {
        var chance = SeededGenerator(seed: seed ^ 0x9C0_B1E)
        colour = isGrey ? 0 : chance.number(in: 0.6...0.9)
        (ink, white) = (chance.number(in: 0.1...0.2), chance.number(in: 0.86...0.95))
        spread = chance.number(in: 0.05...0.09)
        dots = PrintDots(isGrey: isGrey, chance: &chance)
        drops = printer == .inkjet ? InkDrops(chance: &chance) : nil
    }

    func copied(_ print: SpecimenPrint) -> SpecimenPrint {
        var film = Film(print.picture)
        film.blur(sigma: spread * print.pixelsPerMillimetre)
        let (count, colour) = (film.width * film.height, colour)
        let (ink, range) = (255 * ink, white - ink)
        film.edit { pixel in
            var at = 0
            while at < 3 * count {
                let (blue, green, red) = (Double(pixel[at]), Double(pixel[at + 1]), Double(pixel[at + 2]))
                let grey = 0.114 * blue + 0.587 * green + 0.299 * red
                pixel[at] = Film.clamped(ink + (grey + (blue - grey) * colour) * range)
                pixel[at + 1] = Film.clamped(ink + (grey + (green - grey) * colour) * range)
                pixel[at + 2] = Film.clamped(ink + (grey + (red - grey) * colour) * range)
                at += 3
            }
        }
        drops?.print(on: &film, from: ink, through: 255 * range, pixelsPerMillimetre: print.pixelsPerMillimetre)
        return print.showing(film.picture)
    }

    /// The dots as the lens and the sensor's pixels leave them.
    func screen(_ film: inout Film, by map: Homography, size: (width: Double, height: Double)) {
        guard drops == nil else { return }
        dots.print(on: &film, by: map, size: size)
    }
}

/// The regular dots of a laser or offset print: every ink its own angle.
private struct PrintDots {
    /// Dots to the millimetre: 100 to 150 to the inch.
    private let frequency: Double
    /// Blue, green and red are taken away by yellow, magenta and cyan, whose screens lie at 0°, 75° and 15°; black's at
    /// 45°.
    private let angles: [(cosine: Double, sine: Double)]
    /// Contrast of the dots in the middle tones, before the lens.
    private let strength: Double

    init(isGrey: Bool, chance: inout SeededGenerator) {
        frequency = chance.number(in: 100...150) / 25.4
        let degrees = isGrey ? [45.0, 45, 45] : [0.0, 75, 15]
        angles = degrees.map { (cos($0 * .pi / 180), sin($0 * .pi / 180)) }
        strength = chance.number(in: 0.5...0.8)
    }

    func print(on film: inout Film, by map: Homography, size: (width: Double, height: Double)) {
        let bounds = map.apply(Region(x: 0, y: 0, width: size.width, height: size.height)).bounds
        let (width, back) = (film.width, map.inverse.elements)
        let columns = max(0, Int(bounds.x))..<min(width, Int(bounds.x + bounds.width))
        let rows = max(0, Int(bounds.y))..<min(film.height, Int(bounds.y + bounds.height))
        // Cycles to the pixel of the sensor; a pixel averages over its own square, a sharp lens over a little more.
        let cycles = frequency * size.width / bounds.width
        let seen = strength * MTF.ofPixel(cycles) * MTF.ofPixel(cycles) * MTF.ofLens(cycles * 1.414)
        film.edit { pixel in
            for y in rows {
                for x in columns {
                    let (u, v) = (Double(x) + 0.5, Double(y) + 0.5)
                    let depth = back[6] * u + back[7] * v + back[8]
                    let across = (back[0] * u + back[1] * v + back[2]) / depth
                    let along = (back[3] * u + back[4] * v + back[5]) / depth
                    guard across > 0, along > 0, across < size.width, along < size.height else { continue }
                    dot(pixel + (y * width + x) * 3, 2 * .pi * frequency * across, 2 * .pi * frequency * along, seen)
                }
            }
        }
    }

    private func dot(_ pixel: UnsafeMutablePointer<UInt8>, _ across: Double, _ along: Double, _ seen: Double) {
        for channel in 0..<3 {
            let (cosine, sine) = angles[channel]
            let (u, v) = (across * cosine + along * sine, along * cosine - across * sine)
            let light = Double(pixel[channel]) / 255
            // Dots show in the middle tones; where all is ink or all paper there are none.
            let tone = max(0, 4 * light * (1 - light))
            pixel[channel] = Film.clamped(255 * (light + seen * tone * 0.25 * (cos(u) + cos(v))))
        }
    }
}

/// How much of a sine's contrast passes, 0…1, at `cycles` to the pixel.
enum MTF {
    /// The mean over the pixel's width.
    static func ofPixel(_ cycles: Double) -> Double {
        let angle = Double.pi * cycles
        return angle < 1e-6 ? 1 : abs(sin(angle) / angle)
    }

    /// A sharp lens: a spread of 0.35 pixels.
    static func ofLens(_ cycles: Double) -> Double { exp(-2 * Double.pi * Double.pi * 0.35 * 0.35 * cycles * cycles) }
}
