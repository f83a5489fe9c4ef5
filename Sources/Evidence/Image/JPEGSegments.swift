/// The segments of a JPEG file up to the header of its first scan (ITU-T T.81, annex B), as far as they are whole. Fill
/// bytes between them are passed over.
struct JPEGSegments: Sequence, IteratorProtocol {
    private let reader: ByteReader
    private var position = 2
    private var left = ImageLimits.mostSegments

    init(_ reader: ByteReader) { self.reader = reader }

    mutating func next() -> (marker: UInt8, data: ArraySlice<UInt8>)? {
        while reader.byte(at: position) == 0xFF, reader.byte(at: position + 1) == 0xFF { position += 1 }
        guard left > 0, reader.byte(at: position) == 0xFF, let marker = reader.byte(at: position + 1),
            let length = reader.big16(at: position + 2), length >= 2,
            let data = reader.slice(from: position + 4, count: Int(length) - 2)
        else { return nil }
        position += 2 + Int(length)
        // The scan's data follow its header: no further segment is looked for in them.
        left = marker == Self.scan ? 0 : left - 1
        return (marker, data)
    }

    /// SOS.
    static let scan: UInt8 = 0xDA
}
