/// A digest of bytes by which equal ones are known again (FNV-1a of 64 bits, G. Fowler and others). Quick, and no
/// secret: other bytes of the same digest are easily made. It goes over every pixel of a picture: hence inlinable.
package struct FNV1a: Sendable {
    @usableFromInline var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    @inlinable package init() {}

    @inlinable package mutating func add(_ byte: UInt8) {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    @inlinable package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
    }

    /// In hexadecimal digits, without leading zeros.
    package var digest: String { String(hash, radix: 16) }
}
