import Evidence
import Kernel

/// A frame as a camera sees it: a soft figure somewhere in a soft room, under a noise of its own.
struct DrawnFrame {
    private static let side = 240
    private let picture: Picture

    /// - Parameters:
    ///   - place: how far the figure stands from the middle, in pixels.
    ///   - noise: which one; the same number is the same noise.
    init(at place: Int, noise: Int, strength: Double = 1.5) {
        var chance = SplitMix64(seed: UInt64(noise) &* 977 &+ 5)
        var pixels: [UInt8] = []
        for y in 0..<Self.side {
            for x in 0..<Self.side {
                let (dx, dy) = (x - 120 - place, y - 120)
                let square = dx * dx + dy * dy
                let figure = square < 60 * 60 ? 70 + (3600 - square) / 60 + (dx & 16) : 20 + x / 8
                let grain = Double(Int(chance.next() >> 56) - 128) / 74 * strength
                pixels.append(UInt8(min(max(0, Double(40 + figure) + grain), 255)))
            }
        }
        picture = Picture(width: Self.side, height: Self.side, channels: 1, pixels: pixels)
    }

    /// Of the frame after it was a JPEG.
    func print(quality: Int) -> FramePrint? {
        (try? Picture.decode(picture.colour().jpeg(quality: quality))).map { FramePrint(of: $0.picture) }
    }
}
