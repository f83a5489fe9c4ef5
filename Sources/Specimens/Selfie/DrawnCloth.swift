import Evidence
import Foundation

/// A mask or a scarf over the lower face, in the light that falls on the face.
struct DrawnCloth {
    private let covering: FaceCovering
    private let seed: UInt64

    init(_ covering: FaceCovering, seed: UInt64) {
        self.covering = covering
        self.seed = seed
    }

    func put(on source: AttackSource, film: inout Film) throws(SpecimenError) {
        var chance = SeededGenerator(seed: seed ^ 0xC107)
        let canvas = try Canvas(width: film.width, height: film.height)
        canvas.fill(outline(on: source, lift: chance.number(in: -0.3...0.3)), Colour(1, 1, 1))
        let cut = try Self.softened(canvas.picture(), sigma: source.faceWidth / 260)
        let light = try Self.light(on: source)
        let weave = Weave(covering, skin: source.skin, chance: &chance)
        let (middle, width) = (source.mesh[13], source.faceWidth)
        let columns = film.width
        film.edit { pixel in
            for index in 0..<cut.width * cut.height where cut.pixels[3 * index] > 0 {
                let share = Double(cut.pixels[3 * index]) / 255
                let across = (Double(index % columns) - middle.x) / width
                let down = (Double(index / columns) - middle.y) / width
                for channel in 0..<3 {
                    let own = Double(pixel[3 * index + channel])
                    let cloth = weave.colour(across, down)[channel] * light(index)
                    pixel[3 * index + channel] = Film.clamped(own + (cloth - own) * share)
                }
            }
        }
    }

    private static func softened(_ picture: Picture, sigma: Double) -> Picture {
        var film = Film(picture)
        film.blur(sigma: max(0.6, sigma))
        return film.picture
    }

    /// How bright the face is about a pixel, as a share of its mean: what shades the cloth too.
    private static func light(on source: AttackSource) throws(SpecimenError) -> (Int) -> Double {
        let blurred = softened(source.picture, sigma: source.faceWidth / 9).grey()
        let skin = source.skin
        let mean = max(20, 0.114 * skin[0] + 0.587 * skin[1] + 0.299 * skin[2])
        return { index in
            let share = Double(blurred.pixels[index]) / mean
            return min(max(0.45, 0.5 + 0.5 * share), 1.15)
        }
    }

    /// The cloth's edge, from the points of the mesh's outline, a little wider than the jaw.
    private func outline(on source: AttackSource, lift: Double) -> [Point] {
        let jaw = [
            93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323,
        ].map { source.mesh[$0] }
        let top: [Int] =
            switch covering {
            case .lowMask: [426, 327, 2, 98, 206]
            case .scarf: lift > 0 ? [425, 4, 205] : [426, 327, 2, 98, 206]
            default: lift > 0 ? [280, 277, 195, 47, 50] : [280, 279, 5, 49, 50]
            }
        let middle = source.mesh[0]
        let grown = jaw.map { Point(x: middle.x + 1.07 * ($0.x - middle.x), y: middle.y + 1.07 * ($0.y - middle.y)) }
        guard covering == .scarf else { return grown + top.map { source.mesh[$0] } }
        // A scarf hangs over the neck as well.
        let bottom = Double(source.picture.height)
        let (right, left) = (grown[0], grown[grown.count - 1])
        let away = 0.25 * source.faceWidth
        return [
            right, Point(x: right.x - away, y: bottom), Point(x: left.x + away, y: bottom), left,
        ] + top.map { source.mesh[$0] }
    }
}

/// What a cloth looks like at a place, before light falls on it.
private struct Weave {
    private let covering: FaceCovering
    private let base: [Double]
    private let second: [Double]
    private let period: Double
    private let turn: (cosine: Double, sine: Double)

    init(_ covering: FaceCovering, skin: [Double], chance: inout SeededGenerator) {
        self.covering = covering
        let surgical: [[Double]] = [[225, 205, 165], [232, 230, 226], [190, 210, 160], [205, 185, 225]]
        let scarves: [[Double]] = [[60, 50, 50], [70, 70, 130], [120, 90, 60], [90, 130, 150], [180, 180, 185]]
        let tone = chance.number(in: 0.9...1.05)
        switch covering {
        case .surgicalMask, .lowMask: base = chance.pick(surgical)
        case .respirator: base = [238, 237, 235]
        case .blackMask: base = [38, 35, 34]
        case .skinMask: base = skin.map { $0 * tone }
        case .scarf: base = chance.pick(scarves)
        default: base = chance.pick([[150, 60, 50], [60, 60, 170], [90, 140, 70], [200, 200, 205]])
        }
        second = chance.pick([[230, 230, 230], [40, 40, 45], [80, 180, 220]])
        period = chance.number(in: 0.05...0.16)
        let angle = chance.number(in: 0...1.5)
        turn = (cos(angle), sin(angle))
    }

    /// - Parameters:
    ///   - across: from the mouth, in widths of the face.
    ///   - down: the same downwards.
    func colour(_ across: Double, _ down: Double) -> [Double] {
        let (u, v) = (across * turn.cosine + down * turn.sine, down * turn.cosine - across * turn.sine)
        switch covering {
        case .surgicalMask, .lowMask:
            // Three pleats throw a line of shade each.
            let pleat = [-0.12, 0, 0.12].reduce(0.0) { $0 + exp(-pow((down - $1) / 0.012, 2)) }
            return base.map { $0 * (1 - 0.12 * pleat) }
        case .respirator:
            let seam = exp(-pow(across / 0.01, 2))
            return base.map { $0 * (1 - 0.1 * seam - 0.25 * min(1, abs(across) * abs(across) * 3)) }
        case .patternedMask:
            let share = sin(2 * .pi * u / period) * sin(2 * .pi * v / period) > 0.1 ? 0.85 : 0
            return zip(base, second).map { $0 + ($1 - $0) * share }
        case .scarf:
            let fold = 0.5 + 0.5 * sin(2 * .pi * (down * 1.2 + 0.3 * across) / (2 * period))
            let knit = 0.5 + 0.5 * sin(2 * .pi * u / 0.03) * sin(2 * .pi * v / 0.03)
            return base.map { $0 * (0.7 + 0.3 * fold + 0.1 * knit) }
        default: return base.map { $0 * (1 - 0.2 * min(1, across * across * 3)) }
        }
    }
}
