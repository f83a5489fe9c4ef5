/// Data that unpack to nothing but zeros, 158 times as many as are packed: what a bomb is filled with.
enum ZeroStream {
    /// A zlib stream (RFC 1950) of one block with fixed codes (RFC 1951, section 3.2.6): a zero, then repeats of it,
    /// 258 bytes each.
    static func zlib(repeats: Int) -> [UInt8] {
        var bytes: [UInt8] = [0x78, 0x01]
        var (pending, pendingBits) = (0, 0)
        func add(_ bits: Int, _ count: Int) {
            pending |= bits << pendingBits
            pendingBits += count
            while pendingBits >= 8 {
                bytes.append(UInt8(pending & 255))
                (pending, pendingBits) = (pending >> 8, pendingBits - 8)
            }
        }
        // The last block, of fixed codes, and the literal 0: codes stand in the stream with their highest bit first.
        add(0b000_0110_0011, 11)
        // Length 258 is the code 11000101, distance 1 is 00000.
        for _ in 0..<repeats { add(0b1010_0011, 13) }
        // The block's end is the code 0000000; what is left of the last byte is filled up.
        add(0, 7)
        add(0, (8 - pendingBits) % 8)
        return bytes + adler(zeros: 1 + 258 * repeats)
    }

    /// The Adler-32 of so many zeros: the first sum stays 1, the second counts.
    private static func adler(zeros: Int) -> [UInt8] {
        let count = zeros % 65_521
        return [UInt8(count >> 8), UInt8(count & 255), 0, 1]
    }
}
