package import Foundation

/// The identity of one `Kind` of thing: a UUID that cannot be mistaken for another kind's.
///
/// On the wire it is a bare UUID in lower case; it is read in either case. New ones are version 7 (RFC 9562),
/// so that rows written one after another lie one after another in an index.
package struct ID<Kind>: Hashable, Sendable {
    package let uuid: UUID

    package init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads 8-4-4-4-12 hexadecimal digits in either case; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let found =
            text.utf8.withContiguousStorageIfAvailable(UUIDText.uuid)
            ?? Array(text.utf8).withUnsafeBufferPointer(UUIDText.uuid)
        guard let found else { return nil }
        uuid = found
    }

    /// A new version 7 UUID: 48 bits of Unix milliseconds, then 74 random bits from the system's secure generator.
    package static func new(at now: Date) -> ID {
        var generator = SystemRandomNumberGenerator()
        let milliseconds = UInt64(max(0, (now.timeIntervalSince1970 * 1000).rounded()))
        let (high, low) = (generator.next(), generator.next())
        func byte(_ value: UInt64, _ shift: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift) }
        return ID(
            UUID(
                uuid: (
                    byte(milliseconds, 40), byte(milliseconds, 32), byte(milliseconds, 24),
                    byte(milliseconds, 16), byte(milliseconds, 8), byte(milliseconds, 0),
                    byte(high, 0) & 0x0F | 0x70, byte(high, 8),
                    byte(low, 0) & 0x3F | 0x80, byte(low, 8), byte(low, 16), byte(low, 24),
                    byte(low, 32), byte(low, 40), byte(low, 48), byte(low, 56)
                )))
    }
}

extension ID: CustomStringConvertible {
    /// The form on the wire and in the database: lower case with hyphens.
    package var description: String { UUIDText.text(of: uuid) }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = ID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a UUID")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
