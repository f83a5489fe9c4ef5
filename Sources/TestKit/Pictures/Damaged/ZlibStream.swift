/// Data as zlib packs them.
enum ZlibStream {
    /// Data that unpack to nothing but zeros, 158 times as many as are packed: what a bomb is filled with.
    ///
    /// A zlib stream (RFC 1950) of one block with fixed codes (RFC 1951, section 3.2.6): a zero, then repeats of it,
    /// 258 bytes each.
    static func zeros(repeats: Int) -> [UInt8] {
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

    /// Any bytes as a zlib stream of blocks that are not packed (RFC 1951, section 3.2.4).
    static func stored(_ data: [UInt8]) -> [UInt8] {
        let starts = Array(stride(from: 0, to: max(1, data.count), by: 65_535))
        let blocks = starts.flatMap { start in
            let block = data[start..<min(start + 65_535, data.count)]
            return [start == starts.last ? 1 : 0] + little(block.count, 2) + little(~block.count, 2) + block
        }
        let (first, second) = data.reduce((1, 0)) { sums, byte in
            let next = (sums.0 + Int(byte)) % 65_521
            return (next, (sums.1 + next) % 65_521)
        }
        return [0x78, 0x01] + blocks + big(second << 16 | first, 4)
    }

    /// The Adler-32 of so many zeros: the first sum stays 1, the second counts.
    private static func adler(zeros: Int) -> [UInt8] {
        let count = zeros % 65_521
        return [UInt8(count >> 8), UInt8(count & 255), 0, 1]
    }
}
