/// The orientation tag (0x0112) of EXIF 2.32, section 4.6.4: how a stored picture has to be turned to stand upright.
///
/// Only the first directory is read, since that is the one which speaks of the picture and not of its thumbnail.
enum ExifOrientation {
    /// The payload of a JPEG APP1 segment or a WebP EXIF chunk that begins with the mark of EXIF.
    static func inSegment(_ segment: ByteReader) -> Int32? {
        guard segment.has("Exif\0", at: 0), segment.count > 6 else { return nil }
        return inTIFF(ByteReader(segment.bytes.dropFirst(6)))
    }

    /// A TIFF header and what follows it.
    static func inTIFF(_ tiff: ByteReader) -> Int32? {
        let littleEndian = tiff.has("II*\0", at: 0)
        guard littleEndian || tiff.has("MM\0*", at: 0) else { return nil }
        func number(at offset: Int, _ count: Int) -> Int? {
            tiff.number(at: offset, count: count, littleEndian: littleEndian).map(Int.init)
        }
        guard let directory = number(at: 4, 4), let entries = number(at: directory, 2) else { return nil }
        for entry in 0..<entries {
            let place = directory + 2 + 12 * entry
            guard let tag = number(at: place, 2) else { return nil }
            guard tag == 0x0112 else { continue }
            // One SHORT: type 3, count 1, the value in the first two bytes of the field.
            guard number(at: place + 2, 2) == 3, number(at: place + 4, 4) == 1, let value = number(at: place + 8, 2),
                (1...8).contains(value)
            else { return nil }
            return Int32(value)
        }
        return nil
    }
}
