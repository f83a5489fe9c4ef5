import Evidence

/// A picture in the making, in pixels: what light and lens do to it, one after another.
///
/// The loops over pixels are `while` loops over plain pointers: a frame has millions of pixels, and tests run without
/// optimisation, where ranges and arrays cost ten times as much.
struct Film {
    let width: Int
    let height: Int
    private(set) var pixels: [UInt8]

    init(_ picture: Picture) {
        precondition(picture.channels == 3, "film is in colour")
        (width, height, pixels) = (picture.width, picture.height, picture.pixels)
    }

    var picture: Picture { Picture(width: width, height: height, channels: 3, pixels: pixels) }

    /// Brightens or darkens: `exposure` all over, `gradient` along a direction of chance, and a lens's dark corners.
    /// - Parameter cast: as `Conditions` has it; 0 leaves the colours alone.
    mutating func light(exposure: Double, gradient: Double, cast: Double = 0, seed: UInt64) {
        var chance = SeededGenerator(seed: seed ^ 0x116_4715)
        let (towards, down) = (chance.number(in: -1...1), chance.number(in: -1...1))
        let (width, height) = (width, height)
        let (blue, red) = (1 - 0.24 * cast, 1 + 0.12 * cast)
        pixels.withUnsafeMutableBufferPointer { buffer in
            guard let pixel = buffer.baseAddress else { return }
            var (y, index) = (0, 0)
            while y < height {
                let v = Double(y) / Double(height) * 2 - 1
                var x = 0
                while x < width {
                    let u = Double(x) / Double(width) * 2 - 1
                    let gain = exposure * (1 + gradient * (towards * u + down * v)) * (1 - 0.05 * (u * u + v * v))
                    pixel[index] = Film.clamped(Double(pixel[index]) * gain * blue)
                    pixel[index + 1] = Film.clamped(Double(pixel[index + 1]) * gain)
                    pixel[index + 2] = Film.clamped(Double(pixel[index + 2]) * gain * red)
                    (x, index) = (x + 1, index + 3)
                }
                y += 1
            }
        }
    }

    /// A sensor's noise: mostly the same in all three colours, a little of its own in each.
    mutating func grain(sigma: Double, seed: UInt64) {
        guard sigma > 0 else { return }
        var chance = SeededGenerator(seed: seed ^ 0x6_4A15)
        // 4096 drawn numbers, read from ever new places, are noise enough and much quicker than drawing millions.
        let table = (0..<4096).map { _ in Int((chance.normal() * sigma).rounded()) }
        var state = UInt32(truncatingIfNeeded: chance.next()) | 1
        let count = width * height
        pixels.withUnsafeMutableBufferPointer { buffer in
            table.withUnsafeBufferPointer { table in
                guard let pixel = buffer.baseAddress, let noise = table.baseAddress else { return }
                var index = 0
                while index < count {
                    state ^= state << 13
                    state ^= state >> 17
                    state ^= state << 5
                    let own = Int(state >> 8 & 3) - 1
                    let shared = noise[Int(state >> 20)]
                    let at = index * 3
                    pixel[at] = Film.clamped(Int(pixel[at]) + shared + own)
                    pixel[at + 1] = Film.clamped(Int(pixel[at + 1]) + shared)
                    pixel[at + 2] = Film.clamped(Int(pixel[at + 2]) + shared - own)
                    index += 1
                }
            }
        }
    }

    static func clamped(_ value: Double) -> UInt8 {
        value <= 0 ? 0 : value >= 255 ? 255 : UInt8(value + 0.5)
    }

    static func clamped(_ value: Int) -> UInt8 {
        value <= 0 ? 0 : value >= 255 ? 255 : UInt8(value)
    }

    /// Replaces the pixels by what `body` writes into a fresh copy of the same size.
    mutating func rewrite(_ body: (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Void) {
        let before = pixels
        before.withUnsafeBufferPointer { source in
            pixels.withUnsafeMutableBufferPointer { target in
                guard let from = source.baseAddress, let to = target.baseAddress else { return }
                body(from, to)
            }
        }
    }

    mutating func edit(_ body: (UnsafeMutablePointer<UInt8>) -> Void) {
        pixels.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            body(start)
        }
    }
}
