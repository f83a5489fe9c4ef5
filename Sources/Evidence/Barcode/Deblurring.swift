import Foundation

/// Undoes a known blur along the rows of a grey picture, by the regularised inverse filter of N. Wiener (1949): where
/// the blur left a frequency, it is raised again; where it took one away, what is left is noise and stays low.
struct Deblurring: Sendable {
    /// The filter from its centre outwards; it is symmetric, and its sum is 1.
    private let taps: [Float]

    /// Share of noise in the power of the signal: pictures after JPEG compression have about this much. Larger values
    /// leave more blur, smaller ones bring up noise.
    private static let noise = 0.01
    /// Points of the frequency axis, and the filter's reach in pixels: three times a usual blur, after which nothing
    /// is.
    private static let (points, reach) = (128, 24)

    /// A steady movement over so many pixels: the mean of as many neighbours, whose response is the Dirichlet kernel.
    init(motion length: Int) {
        precondition(length > 0, "a movement has a length")
        self.init { frequency in
            let divisor = Double(length) * sin(.pi * frequency)
            return abs(divisor) < 1e-9 ? 1 : sin(.pi * frequency * Double(length)) / divisor
        }
    }

    /// A lens out of focus, as a Gaussian of this standard deviation in pixels.
    init(gaussian deviation: Double) {
        self.init { frequency in exp(-2 * (.pi * frequency * deviation) * (.pi * frequency * deviation)) }
    }

    /// - Parameter response: what the blur leaves of each frequency, in waves a pixel, −0.5…0.5.
    private init(_ response: (Double) -> Double) {
        let gains = (0..<Self.points).map { index in
            let wave = Double(index <= Self.points / 2 ? index : index - Self.points) / Double(Self.points)
            let left = response(wave)
            return left / (left * left + Self.noise)
        }
        let filter = (0...Self.reach).map { offset in
            gains.enumerated().reduce(0.0) { sum, gain in
                sum + gain.element * cos(2 * .pi * Double(gain.offset * offset) / Double(Self.points))
            }
        }
        let sum = filter[0] + 2 * filter.dropFirst().reduce(0, +)
        taps = filter.map { Float($0 / sum) }
    }

    /// Each row filtered; beyond its ends it goes on as it ends.
    func applied(to picture: Picture) -> Picture {
        precondition(picture.channels == 1, "one grey value a pixel")
        let (width, height, reach) = (picture.width, picture.height, Self.reach)
        var row = [Float](repeating: 0, count: width + 2 * reach)
        var sums = [Float](repeating: 0, count: width)
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, written in
            for y in 0..<height {
                let start = y * width
                for x in row.indices {
                    row[x] = Float(picture.pixels[start + min(max(x - reach, 0), width - 1)])
                }
                filter(row, into: &sums)
                for x in 0..<width { buffer[start + x] = UInt8(min(max(sums[x].rounded(), 0), 255)) }
            }
            written = width * height
        }
        return Picture(width: width, height: height, channels: 1, pixels: pixels)
    }

    /// Tap by tap over the whole row, which the compiler turns into vector instructions.
    private func filter(_ row: [Float], into sums: inout [Float]) {
        row.withUnsafeBufferPointer { row in
            sums.withUnsafeMutableBufferPointer { sums in
                for x in sums.indices { sums[x] = taps[0] * row[x + Self.reach] }
                for offset in 1...Self.reach {
                    let tap = taps[offset]
                    for x in sums.indices {
                        sums[x] += tap * (row[x + Self.reach - offset] + row[x + Self.reach + offset])
                    }
                }
            }
        }
    }
}
