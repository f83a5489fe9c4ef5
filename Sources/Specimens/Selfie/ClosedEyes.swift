package import Evidence
import Foundation

extension AttackSource {
    /// The person with the lids of both eyes drawn down over them, photographed: the skin above each eye is stretched
    /// to its lower lid, where the lashes lie.
    /// - Parameters:
    ///   - share: how far the lids are closed: 0 changes nothing, 1 leaves no gap.
    ///   - seed: of the exposure.
    package func closingEyes(_ share: Double, seed: UInt64) -> Picture {
        precondition(mesh.count == 468, "lids are points of the face mesh")
        var film = Film(picture)
        for eye in [EyeLids.right, .left] { eye.close(share, on: self, film: &film) }
        film.expose(seed: seed)
        return film.picture
    }
}

/// The lids of one eye, from corner to corner. The numbering is MediaPipe's.
struct EyeLids {
    let upper: [Int]
    let lower: [Int]

    static let right = EyeLids(
        upper: [33, 246, 161, 160, 159, 158, 157, 173, 133], lower: [33, 7, 163, 144, 145, 153, 154, 155, 133])
    static let left = EyeLids(
        upper: [362, 398, 384, 385, 386, 387, 388, 466, 263], lower: [362, 382, 381, 380, 374, 373, 390, 249, 263])

    func close(_ share: Double, on source: AttackSource, film: inout Film) {
        let (from, to) = (source.mesh[upper[0]], source.mesh[upper[upper.count - 1]])
        let width = max(1, ((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y)).squareRoot())
        let before = film.picture
        let (columns, rows) = (film.width, film.height)
        film.edit { pixel in
            for x in max(0, Int(min(from.x, to.x)))...min(columns - 1, Int(max(from.x, to.x))) {
                let top = Self.height(of: upper.map { source.mesh[$0] }, at: Double(x))
                let bottom = Self.height(of: lower.map { source.mesh[$0] }, at: Double(x))
                guard bottom > top else { continue }
                // The lid's skin comes from as far above as the eye is high and a quarter of its width more.
                let start = top - (bottom - top) - 0.22 * width
                let lid = top + share * (bottom - top)
                for y in max(0, Int(start))...min(rows - 1, max(0, Int(bottom + 1))) {
                    let place = Double(y)
                    guard place < lid else { continue }
                    // Above the open lid's edge, where its lashes are, the skin ends.
                    let end = top - 0.06 * width
                    let taken = start + (place - start) / (lid - start) * (end - start)
                    Self.copy(before, x: x, y: taken, to: pixel + (y * columns + x) * 3)
                    let lash = exp(-pow((lid - place) / (0.035 * width), 2))
                    for channel in 0..<3 {
                        let at = (y * columns + x) * 3 + channel
                        pixel[at] = Film.clamped(Double(pixel[at]) * (1 - 0.65 * lash * share))
                    }
                }
            }
        }
    }

    private static func height(of line: [Point], at x: Double) -> Double {
        let sorted = line.sorted { $0.x < $1.x }
        for (one, next) in zip(sorted, sorted.dropFirst()) where x <= next.x && next.x > one.x {
            return one.y + (next.y - one.y) * max(0, x - one.x) / (next.x - one.x)
        }
        return sorted.last?.y ?? 0
    }

    private static func copy(_ picture: Picture, x: Int, y: Double, to pixel: UnsafeMutablePointer<UInt8>) {
        let row = min(max(0, Int(y)), picture.height - 2)
        let share = min(max(0, y - Double(row)), 1)
        for channel in 0..<3 {
            let above = Double(picture.pixels[(row * picture.width + x) * 3 + channel])
            let below = Double(picture.pixels[((row + 1) * picture.width + x) * 3 + channel])
            pixel[channel] = Film.clamped(above * (1 - share) + below * share)
        }
    }
}
