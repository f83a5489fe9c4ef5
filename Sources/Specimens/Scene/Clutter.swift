import Evidence
import Foundation

/// What else lies on a desk: sheets with print, pens, a cable and the edge of a keyboard, each from chance. Some of it
/// reaches under the document. All have straight edges as a document has, or cross its own.
struct Clutter {
    let canvas: Canvas
    private let width: Double
    private let height: Double
    private var chance: SeededGenerator

    init(canvas: Canvas, seed: UInt64) {
        self.canvas = canvas
        (width, height) = (Double(canvas.width), Double(canvas.height))
        chance = SeededGenerator(seed: seed ^ 0xC1_0773)
    }

    mutating func draw() {
        for _ in 0..<chance.integer(in: 2...3) { sheet() }
        if chance.unit() < 0.6 { keyboard() }
        for _ in 0..<chance.integer(in: 1...3) { pen() }
        cable()
    }

    /// A printed sheet, mostly beyond the frame.
    private mutating func sheet() {
        let (across, down) = (width * chance.number(in: 0.35...0.7), width * chance.number(in: 0.3...0.6))
        let side = chance.integer(in: 0...3)
        let along = chance.number(in: -0.1...0.8)
        let deep = chance.number(in: 0.16...0.42)
        let origin: Point =
            switch side {
            case 0: Point(x: along * width, y: deep * height - down)
            case 1: Point(x: along * width, y: (1 - deep) * height)
            case 2: Point(x: deep * width - across, y: along * height)
            default: Point(x: (1 - deep) * width, y: along * height)
            }
        let degrees = chance.number(in: -25...25)
        let tone = chance.pick([Colour(0xE9E6DC), Colour(0xF1F0EC), Colour(0xD9D2B8), Colour(0xC9D6DE)])
        let page = Region(x: 0, y: 0, width: across, height: down)
        let size = height / chance.number(in: 38...60)
        let words = (0..<Int(down / size)).map { _ in word() }
        canvas.within {
            canvas.turn(about: origin, degrees: degrees)
            canvas.fill(Region(x: 3, y: 4, width: across, height: down), Colour(0, 0, 0, opacity: 0.25))
            canvas.fill(page, tone)
            for (index, line) in words.enumerated() where index % 5 != 4 {
                let baseline = Point(x: across * 0.06, y: size * (1.4 * Double(index) + 2))
                guard baseline.y < down - size else { break }
                canvas.text(line, at: baseline, .serif, size: size, Colour(0x333333))
            }
        }
    }

    /// A line of invented words.
    private mutating func word() -> String {
        let syllables = ["ra", "mon", "tel", "u", "vis", "do", "per", "lin", "ach", "so", "ben", "ti"]
        return (0..<chance.integer(in: 3...7))
            .map { _ in (0..<chance.integer(in: 1...3)).map { _ in chance.pick(syllables) }.joined() }
            .joined(separator: " ")
    }

    private mutating func pen() {
        let from = Point(x: chance.number(in: 0...1) * width, y: chance.number(in: 0...1) * height)
        let angle = chance.number(in: 0...(2 * .pi))
        let (length, thick) = (width * chance.number(in: 0.3...0.5), height / chance.number(in: 34...50))
        let to = Point(x: from.x + length * cos(angle), y: from.y + length * sin(angle))
        let tone = chance.pick([Colour(0x1D3E7A), Colour(0x8A1F24), Colour(0xD8B23A), Colour(0x20262A)])
        let shade = [from, to].map { Point(x: $0.x + thick * 0.3, y: $0.y + thick * 0.4) }
        canvas.stroke(shade, width: thick, Colour(0, 0, 0, opacity: 0.3))
        canvas.stroke([from, to], width: thick, tone)
        let light = [from, to].map { Point(x: $0.x - thick * 0.15, y: $0.y - thick * 0.15) }
        canvas.stroke(light, width: thick * 0.22, Colour(1, 1, 1, opacity: 0.35))
    }

    private mutating func cable() {
        let (start, swing) = (chance.number(in: 0...1) * height, height * chance.number(in: 0.05...0.25))
        let (phase, turns) = (chance.number(in: 0...6), chance.number(in: 2...5))
        let points = stride(from: -10, through: width + 10, by: width / 60).map { x in
            Point(x: x, y: start + swing * sin(phase + x / width * turns))
        }
        canvas.stroke(points, width: height / 75, Colour(0.07, 0.07, 0.08))
        canvas.stroke(points, width: height / 260, Colour(0.5, 0.5, 0.5, opacity: 0.5))
    }

    /// The lower rows of a keyboard that reaches into the frame from above.
    private mutating func keyboard() {
        let key = width / chance.number(in: 13...18)
        let (depth, tilt) = (key * chance.number(in: 0.8...2.2), chance.number(in: -6...6))
        let gap = key * 0.1
        canvas.within {
            canvas.turn(about: Point(x: width / 2, y: 0), degrees: tilt)
            // After the turn the origin is the point itself.
            canvas.fill(Region(x: -width, y: -depth, width: 2 * width, height: 2 * depth), Colour(0x2A2D30))
            var top = depth - key
            while top > -depth {
                var left = -width
                while left < width {
                    canvas.fill(
                        Region(x: left + gap, y: top + gap, width: key - 2 * gap, height: key - 2 * gap),
                        Colour(0x45494D))
                    left += key
                }
                top -= key
            }
        }
    }
}
