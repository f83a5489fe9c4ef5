/// A document's side, straightened and very small: enough to tell whether two pictures show the same side, too little
/// to read or to know a face by.
package struct SideThumbnail: Codable, Equatable, Sendable {
    /// Grey values, row by row: `width` × `height` bytes.
    package let pixels: [UInt8]

    package static let width = 32
    package static let height = 20

    /// - Parameter boundary: the document, which may stand on its head.
    package init(of picture: Picture, boundary: Boundary) {
        pixels =
            picture.rectified(boundary.quad, width: 4 * Self.width, height: 4 * Self.height)
            .resized(width: Self.width, height: Self.height).grey().pixels
    }

    /// Correlation of the two, without the light that falls across them: -1…1, 1 is the same. The better of both ways
    /// up, each moved by a pixel at most, since corners are found a little apart.
    package func likeness(to other: SideThumbnail) -> Double {
        guard pixels.count == Self.count, other.pixels.count == Self.count else { return 0 }
        let (own, theirs) = (Self.level(pixels), Self.level(other.pixels))
        let turned = Array(theirs.reversed())
        return [theirs, turned].map { Self.correlation(own, $0) }.max() ?? 0
    }

    private static let count = width * height

    /// The values less the plane that fits them best: what remains is print, not light.
    private static func level(_ pixels: [UInt8]) -> [Double] {
        var (mean, across, down) = (0.0, 0.0, 0.0)
        var (acrossNorm, downNorm) = (0.0, 0.0)
        for index in 0..<count {
            let (x, y) = place(index)
            let value = Double(pixels[index])
            mean += value / Double(count)
            across += value * x
            down += value * y
            acrossNorm += x * x
            downNorm += y * y
        }
        return (0..<count).map { index in
            let (x, y) = place(index)
            return Double(pixels[index]) - mean - across / acrossNorm * x - down / downNorm * y
        }
    }

    /// From the middle, in pixels.
    private static func place(_ index: Int) -> (x: Double, y: Double) {
        (Double(index % width) - Double(width - 1) / 2, Double(index / width) - Double(height - 1) / 2)
    }

    private static func correlation(_ own: [Double], _ theirs: [Double]) -> Double {
        var best = -1.0
        for down in -1...1 {
            for across in -1...1 {
                var (product, ownNorm, theirNorm) = (0.0, 0.0, 0.0)
                for y in 1..<(height - 1) {
                    for x in 1..<(width - 1) {
                        let (a, b) = (own[y * width + x], theirs[(y + down) * width + x + across])
                        product += a * b
                        ownNorm += a * a
                        theirNorm += b * b
                    }
                }
                let norm = (ownNorm * theirNorm).squareRoot()
                if norm > 0 { best = max(best, product / norm) }
            }
        }
        return best
    }
}
