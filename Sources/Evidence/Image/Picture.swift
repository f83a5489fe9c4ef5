/// An 8-bit picture: interleaved blue, green, red (3 channels) or grey (1), row-major, no padding, upright.
package struct Picture: Equatable, Sendable {
    package let width: Int
    package let height: Int
    /// 3 or 1.
    package let channels: Int
    /// height × width × channels bytes.
    package let pixels: [UInt8]

    package init(width: Int, height: Int, channels: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && (channels == 1 || channels == 3), "a picture has pixels")
        precondition(pixels.count == width * height * channels, "a picture has a byte for every channel of every pixel")
        self.width = width
        self.height = height
        self.channels = channels
        self.pixels = pixels
    }

    /// One colour all over: blue, green, red, or one grey value.
    package init(width: Int, height: Int, colour: [UInt8]) {
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * colour.count) { buffer, written in
            for index in 0..<buffer.count { buffer.initializeElement(at: index, to: colour[index % colour.count]) }
            written = buffer.count
        }
        self.init(width: width, height: height, channels: colour.count, pixels: pixels)
    }

    package var region: Region { Region(x: 0, y: 0, width: Double(width), height: Double(height)) }
    package var longSide: Int { max(width, height) }
    package var shortSide: Int { min(width, height) }
}

extension Picture {
    /// The part of the picture inside `region`, whole pixels, clamped to the picture; at least one pixel.
    package func cropped(to region: Region) -> Picture {
        let (left, right) = Self.span(from: region.x, length: region.width, limit: width)
        let (top, bottom) = Self.span(from: region.y, length: region.height, limit: height)
        var part: [UInt8] = []
        part.reserveCapacity((right - left) * (bottom - top) * channels)
        for row in top..<bottom {
            let start = (row * width + left) * channels
            part.append(contentsOf: pixels[start..<start + (right - left) * channels])
        }
        return Picture(width: right - left, height: bottom - top, channels: channels, pixels: part)
    }

    private static func span(from start: Double, length: Double, limit: Int) -> (Int, Int) {
        let bound = Double(limit)
        let first = Int(min(max(start.rounded(), 0), bound - 1))
        let last = Int(min(max((start + length).rounded(), Double(first + 1)), bound))
        return (first, last)
    }

    /// The picture at a scale at which its longer side is at most `longSide` pixels; itself where it is no longer.
    package func reduced(toLongSide limit: Int) -> Picture {
        guard longSide > limit else { return self }
        let scale = Double(limit) / Double(longSide)
        let (newWidth, newHeight) = (Double(width) * scale, Double(height) * scale)
        return resized(width: max(1, Int(newWidth.rounded())), height: max(1, Int(newHeight.rounded())))
    }
}
