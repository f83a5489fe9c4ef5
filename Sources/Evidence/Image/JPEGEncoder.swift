import Kernel

/// What a JPEG file tells of the program that wrote it: its tables, its sampling and the order of its segments.
///
/// Two files of one program at one setting share it, whatever they show. It is a digest: it tells files apart and names
/// nobody.
enum JPEGEncoder {
    /// A digest of the quantisation tables, the frame's sampling and the segments' kinds; nil where there is
    /// no frame. Huffman tables are left out: some programs fit them to each picture.
    static func trace(of reader: ByteReader) -> String? {
        var (hash, hasFrame) = (FNV1a(), false)
        for (marker, segment) in JPEGSegments(reader) {
            // Thumbnails and dates of an EXIF segment differ from picture to picture: its kind alone counts.
            hash.add(marker)
            switch marker {
            case 0xDB: hash.add(segment)
            case 0xC0...0xC2:
                hasFrame = true
                // After the bits, the height and the width.
                hash.add(segment.dropFirst(5))
            case JPEGSegments.scan: return hasFrame ? hash.digest : nil
            default: break
            }
        }
        return nil
    }
}
