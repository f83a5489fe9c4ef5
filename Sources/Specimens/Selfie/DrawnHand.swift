import Evidence
import Foundation

/// Four fingers of the person's own skin before their mouth.
struct DrawnHand {
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    func put(on source: AttackSource, film: inout Film) throws(SpecimenError) {
        var chance = SeededGenerator(seed: seed ^ 0x4A4D)
        let angle = chance.number(in: -40...40) * .pi / 180
        let (cosine, sine) = (cos(angle), sin(angle))
        let tone = chance.number(in: 0.85...1.05)
        let skin = source.skin.map { $0 * tone }
        // From the side of one cheek to beyond the mouth's other corner.
        let side = chance.pick([-1.0, 1])
        let (middle, width) = (source.mesh[13], source.faceWidth)
        let (reach, thick) = (chance.number(in: 0.28...0.4), chance.number(in: 0.1...0.125))
        let (columns, rows) = (film.width, film.height)
        film.edit { pixel in
            for index in 0..<columns * rows {
                let (dx, dy) = (
                    (Double(index % columns) - middle.x) / width, (Double(index / columns) - middle.y) / width
                )
                let (u, v) = (side * (dx * cosine + dy * sine), dy * cosine - dx * sine)
                guard abs(v) < 2 * thick, u < reach else { continue }
                let place = (v / thick + 2)
                let within = place - place.rounded(.down) - 0.5
                // A finger's end is round; each is a little longer or shorter than the next.
                let end = reach - 0.03 * abs(place.rounded(.down) - 1.4) - 0.25 * thick * (4 * within * within)
                let share = min(max(0, (end - u) * width + 0.5), 1)
                let round = 1 - 0.9 * pow(abs(2 * within), 6) * 0.55 - 0.25 * within
                let knuckle = 1 - 0.08 * exp(-pow((u - 0.02) / 0.02, 2))
                for channel in 0..<3 {
                    let own = Double(pixel[3 * index + channel])
                    let seen = skin[channel] * round * knuckle
                    pixel[3 * index + channel] = Film.clamped(own + (seen - own) * share)
                }
            }
        }
    }
}
