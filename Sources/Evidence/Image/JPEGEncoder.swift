/// What a JPEG file tells of the program that wrote it: its tables, its sampling and the order of its segments.
///
/// Two files of one program at one setting share it, whatever they show. It is a digest: it tells files apart and names
/// nobody.
enum JPEGEncoder {
    /// FNV-1a (64 bits) over the quantisation tables, the frame's sampling and the segments' kinds; nil where there is
    /// no frame. Huffman tables are left out: some programs fit them to each picture.
    static func trace(of reader: ByteReader) -> String? {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        var (position, hasFrame) = (2, false)
        for _ in 0..<ImageLimits.mostSegments {
            guard reader.byte(at: position) == 0xFF, let marker = reader.byte(at: position + 1),
                let length = reader.big16(at: position + 2), length >= 2,
                let segment = reader.slice(from: position + 4, count: Int(length) - 2)
            else { return nil }
            // Thumbnails and dates of an EXIF segment differ from picture to picture: its kind alone counts.
            add(marker)
            switch marker {
            case 0xDB: segment.forEach(add)
            case 0xC0...0xC2:
                hasFrame = true
                // After the bits, the height and the width.
                segment.dropFirst(5).forEach(add)
            case 0xDA: return hasFrame ? String(hash, radix: 16) : nil
            default: break
            }
            position += 2 + Int(length)
        }
        return nil
    }
}
