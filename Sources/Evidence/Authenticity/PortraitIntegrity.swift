import Foundation

/// A portrait that was laid over the document's own in an editor: it has been through another camera and another file,
/// and its noise is not that of the picture around it.
///
/// A photograph of a document has one noise, that of its own camera, on the portrait as beside it. Compared are the
/// smoothest places of both, so that neither hair nor guilloches count.
enum PortraitIntegrity {
    enum Limits {
        /// Doublings between the noise of the portrait and that of the rest: docs/accuracy.md.
        static let differs = 0.8
        /// Never strong alone: prints of portraits have a texture of their own.
        static let strong = Double.infinity
        /// Pixels of the document's width. In smaller pictures the ground's fine lines look like noise: of 41 portraits
        /// of published specimens, most 600 pixels wide, ten differed.
        static let width = 1_000.0
        /// Blocks that either part needs.
        static let fewestBlocks = 60
        /// Blocks looked at: a large document is not looked at everywhere.
        static let mostBlocks = 12_000
        /// Widths of the face that no document's photograph reaches beyond its middle.
        static let photograph = 1.4
        /// Of the face's half width and height, what surely lies on the photograph.
        static let face = 1.15
        /// The document's rim, as a share, that is left out: its edge is no noise.
        static let rim = 0.05
        /// Where noise is neither crushed nor burnt out.
        static let tones = 30.0...235.0
        /// Rounding to whole grey values hides less.
        static let leastNoise = 0.25
    }

    static func signal(_ surface: DocumentSurface) -> AuthenticitySignal {
        let isLarge = surface.outline.width >= Limits.width
        let measure = isLarge ? surface.face.flatMap { doublings(in: surface, face: $0) } : nil
        return AuthenticitySignal(
            .portraitIntegrity, measure, limits: (Limits.differs, Limits.strong), unit: .doublings,
            seen: (surface.face, surface.face == nil ? .notFound : measure == nil ? .tooSmall : .portraitDiffers))
    }

    /// How many times the one noise is double the other, 0…
    private static func doublings(in surface: DocumentSurface, face: Region) -> Double? {
        let document = surface.outline.grown(by: -2 * Limits.rim)
        let middle = face.centre
        let (own, photograph) = (
            (x: face.width / 2 * Limits.face, y: face.height / 2 * Limits.face),
            (x: face.width * Limits.photograph, y: face.height * Limits.photograph)
        )
        var (inside, outside): ([Double], [Double]) = ([], [])
        for block in NoiseBlock.all(of: surface.picture, in: document.bounds, most: Limits.mostBlocks) {
            let away = (x: abs(block.centre.x - middle.x), y: abs(block.centre.y - middle.y))
            let isOwn = away.x < own.x && away.y < own.y
            let isBeside = away.x > photograph.x || away.y > photograph.y
            guard isOwn || isBeside, document.contains(block.centre),
                let noise = block.noise(of: surface.picture, tones: Limits.tones)
            else { continue }
            if isOwn { inside.append(noise) } else { outside.append(noise) }
        }
        guard min(inside.count, outside.count) >= Limits.fewestBlocks else { return nil }
        inside.sort()
        outside.sort()
        let ratios = [0.1, 0.25].map { share in
            log2(max(Limits.leastNoise, quantile(inside, share)) / max(Limits.leastNoise, quantile(outside, share)))
        }
        // Both must say the same: texture moves the one more than the other.
        return ratios[0] * ratios[1] > 0 ? min(abs(ratios[0]), abs(ratios[1])) : 0
    }

    private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
        sorted[Int(Double(sorted.count - 1) * share)]
    }
}

/// Eight by eight pixels, whose noise is looked at.
private struct NoiseBlock {
    let x: Int
    let y: Int
    static let side = 8

    var centre: Point { Point(x: Double(x) + 4, y: Double(y) + 4) }

    /// Blocks side by side over a region, or fewer with gaps between them; a pixel of the picture lies around each.
    static func all(of picture: Picture, in region: Region, most: Int) -> [NoiseBlock] {
        let (left, top) = (max(1, Int(region.x)), max(1, Int(region.y)))
        let right = min(picture.width - side - 1, Int(region.x + region.width) - side)
        let bottom = min(picture.height - side - 1, Int(region.y + region.height) - side)
        guard right > left, bottom > top else { return [] }
        let count = Double((right - left) * (bottom - top)) / Double(side * side)
        let step = max(side, Int((Double(side) * (count / Double(most)).squareRoot()).rounded(.up)))
        return stride(from: top, through: bottom, by: step).flatMap { y in
            stride(from: left, through: right, by: step).map { NoiseBlock(x: $0, y: y) }
        }
    }

    /// J. Immerkær's estimate (Fast Noise Variance Estimation, 1996): the mean of a mask that neither planes nor
    /// straight edges move. In grey values; nil where the block is too dark or too light.
    func noise(of picture: Picture, tones: ClosedRange<Double>) -> Double? {
        let wide = Self.side + 2
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: wide * wide) { grey in
            var sum = 0
            picture.pixels.withUnsafeBufferPointer { pixels in
                for row in 0..<wide {
                    var from = ((y - 1 + row) * picture.width + x - 1) * 3
                    for column in 0..<wide {
                        let value = 29 * Int(pixels[from]) + 150 * Int(pixels[from + 1]) + 77 * Int(pixels[from + 2])
                        grey[row * wide + column] = value
                        sum += value
                        from += 3
                    }
                }
            }
            guard tones.contains(Double(sum) / Double(256 * wide * wide)) else { return nil }
            var total = 0
            for row in 1..<wide - 1 {
                for at in row * wide + 1..<row * wide + wide - 1 {
                    let corners = grey[at - wide - 1] + grey[at - wide + 1] + grey[at + wide - 1] + grey[at + wide + 1]
                    let sides = grey[at - wide] + grey[at - 1] + grey[at + 1] + grey[at + wide]
                    total += abs(corners - 2 * sides + 4 * grey[at])
                }
            }
            return (Double.pi / 2).squareRoot() * Double(total) / Double(6 * 256 * Self.side * Self.side)
        }
    }
}
