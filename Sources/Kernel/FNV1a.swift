/// A digest of bytes by which equal ones are known again (FNV-1a of 64 bits, G. Fowler and others). Quick, and no
/// secret: other bytes of the same digest are easily made.
package struct FNV1a: Sendable {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    package init() {}

    package mutating func add(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
    }

    /// In hexadecimal digits, without leading zeros.
    package var digest: String { String(hash, radix: 16) }
}
