import Evidence
import Kernel

/// Pictures without structure, whose files do not shrink to nothing.
enum Noise {
    static func picture(width: Int, height: Int, seed: UInt64) -> Picture {
        var random = SplitMix64(seed: seed)
        let pixels = (0..<width * height * 3).map { _ in UInt8.random(in: 0...255, using: &random) }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }
}
