import Evidence

/// What an inkjet printer lays down: drops of few sizes in the places that error diffusion gives them (R. W. Floyd and
/// L. Steinberg, An Adaptive Algorithm for Spatial Grey Scale, 1976), which run a little. There is no regular screen.
struct InkDrops {
    /// Sizes of drops, none among them.
    private let sizes: Int
    /// Standard deviation of what the ink runs, in millimetres.
    private let run: Double
    /// By how much of a step chance moves each drop's threshold, so that no worms appear.
    private let unrest: Double
    private let seed: UInt64

    init(chance: inout SeededGenerator) {
        sizes = chance.integer(in: 2...4)
        run = chance.number(in: 0.015...0.035)
        unrest = chance.number(in: 0.1...0.5)
        seed = chance.next()
    }

    /// - Parameters:
    ///   - darkest: of the film's values, where ink lies on all of the paper.
    ///   - range: from there to the bare paper.
    func print(on film: inout Film, from darkest: Double, through range: Double, pixelsPerMillimetre: Double) {
        var chance = SeededGenerator(seed: seed)
        let (width, height, step) = (film.width, film.height, range / Double(sizes - 1))
        film.edit { pixel in
            for channel in 0..<3 {
                // What is left over from the row above, and what this one leaves; a place more at either end.
                var (owed, next) = ([Double](repeating: 0, count: width + 2), [Double](repeating: 0, count: width + 2))
                for y in 0..<height {
                    for x in 0..<width {
                        let at = (y * width + x) * 3 + channel
                        let wanted = Double(pixel[at]) - darkest + owed[x + 1]
                        let level = (wanted / step + chance.number(in: -0.5...0.5) * unrest).rounded()
                        let laid = min(Double(sizes - 1), max(0, level)) * step
                        pixel[at] = Film.clamped(darkest + laid)
                        let rest = wanted - laid
                        owed[x + 2] += rest * 7 / 16
                        next[x] += rest * 3 / 16
                        next[x + 1] += rest * 5 / 16
                        next[x + 2] += rest / 16
                    }
                    (owed, next) = (next, owed)
                    for x in next.indices { next[x] = 0 }
                }
            }
        }
        film.blur(sigma: run * pixelsPerMillimetre)
    }
}
