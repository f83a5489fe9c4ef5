/// Reads numbers and words from bytes that nobody vouches for: what lies outside is nil, never a trap.
struct ByteReader {
    let bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { self.bytes = bytes[...] }
    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var count: Int { bytes.count }

    func byte(at offset: Int) -> UInt8? {
        offset >= 0 && offset < count ? bytes[bytes.startIndex + offset] : nil
    }

    func has(_ expected: [UInt8], at offset: Int) -> Bool {
        slice(from: offset, count: expected.count).map { $0.elementsEqual(expected) } ?? false
    }

    func has(_ expected: String, at offset: Int) -> Bool { has(Array(expected.utf8), at: offset) }

    func slice(from offset: Int, count length: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, length >= 0, offset <= count - length else { return nil }
        return bytes[bytes.startIndex + offset..<bytes.startIndex + offset + length]
    }

    func text(at offset: Int, count length: Int) -> String? {
        slice(from: offset, count: length).map { String(decoding: $0, as: UTF8.self) }
    }

    func big16(at offset: Int) -> UInt32? { number(at: offset, count: 2, littleEndian: false) }
    func big32(at offset: Int) -> UInt32? { number(at: offset, count: 4, littleEndian: false) }
    func little16(at offset: Int) -> UInt32? { number(at: offset, count: 2, littleEndian: true) }
    func little24(at offset: Int) -> UInt32? { number(at: offset, count: 3, littleEndian: true) }
    func little32(at offset: Int) -> UInt32? { number(at: offset, count: 4, littleEndian: true) }

    func number(at offset: Int, count length: Int, littleEndian: Bool) -> UInt32? {
        guard let digits = slice(from: offset, count: length) else { return nil }
        return littleEndian
            ? digits.reversed().reduce(0) { $0 << 8 | UInt32($1) }
            : digits.reduce(0) { $0 << 8 | UInt32($1) }
    }
}
