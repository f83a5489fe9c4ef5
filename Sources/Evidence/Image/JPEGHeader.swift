/// Walks the markers of a JPEG file (ITU-T T.81, annex B) from its start to the end of its picture.
///
/// The decoder only warns where data is missing and paints grey; so the end is looked for here.
enum JPEGHeader {
    static func read(_ reader: ByteReader) throws(ImageError) -> ImageHeader {
        var header: ImageHeader?
        var orientation: Int32 = 1
        var position = 2
        for _ in 0..<ImageLimits.mostSegments {
            let (marker, start) = try nextMarker(reader, from: position)
            if marker == 0xD9 {
                guard var found = header else { throw .corrupt }
                found.orientation = orientation
                return found
            }
            guard let length = reader.big16(at: start), length >= 2 else { throw .truncated }
            guard let segment = reader.slice(from: start + 2, count: Int(length) - 2) else { throw .truncated }
            position = start + Int(length)
            if isFrame(marker) {
                guard header == nil else { throw .corrupt }
                header = try frame(ByteReader(segment))
            } else if marker == 0xE1, orientation == 1 {
                orientation = ExifOrientation.inSegment(ByteReader(segment)) ?? 1
            } else if marker == 0xDA {
                // A header too large for us is refused before the scan through its data.
                position = endOfScan(reader, from: position)
            }
        }
        throw .corrupt
    }

    /// The next marker and where its segment starts; fill bytes and stray bytes between segments are passed over.
    private static func nextMarker(_ reader: ByteReader, from position: Int) throws(ImageError) -> (UInt8, Int) {
        var at = position
        while let byte = reader.byte(at: at) {
            if byte == 0xFF, let marker = reader.byte(at: at + 1), marker != 0xFF, marker != 0, !isLone(marker) {
                return (marker, at + 2)
            }
            at += 1
        }
        throw .truncated
    }

    /// Where the entropy-coded data ends: at the next marker that is no restart and no stuffed byte.
    private static func endOfScan(_ reader: ByteReader, from position: Int) -> Int {
        reader.bytes.withUnsafeBufferPointer { bytes in
            var at = position
            while at + 1 < bytes.count {
                if bytes[at] == 0xFF, bytes[at + 1] != 0, bytes[at + 1] != 0xFF, !isLone(bytes[at + 1]) { return at }
                at += 1
            }
            return bytes.count
        }
    }

    /// Markers without a segment: restarts and TEM.
    private static func isLone(_ marker: UInt8) -> Bool { (0xD0...0xD7).contains(marker) || marker == 0x01 }

    /// SOF0…SOF15 without the tables DHT, JPG and DAC that share their range.
    private static func isFrame(_ marker: UInt8) -> Bool {
        (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
    }

    private static func frame(_ segment: ByteReader) throws(ImageError) -> ImageHeader {
        guard let bits = segment.byte(at: 0), let height = segment.big16(at: 1), let width = segment.big16(at: 3),
            let components = segment.byte(at: 5)
        else { throw .truncated }
        guard width > 0, height > 0, bits == 8 else { throw .corrupt }
        guard components == 1 || components == 3 else { throw .unsupportedColours }
        return ImageHeader(width: Int(width), height: Int(height))
    }
}
