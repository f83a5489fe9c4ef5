import Foundation

/// UUIDs as text, by hand: every answer holds several, and Foundation's way takes microseconds for each.
enum UUIDText {
    private static let length = 36

    /// Lower case, with hyphens.
    static func text(of uuid: UUID) -> String {
        withUnsafeBytes(of: uuid.uuid) { bytes in
            String(unsafeUninitializedCapacity: length) { text in
                var place = 0
                for (index, byte) in bytes.enumerated() {
                    if index == 4 || index == 6 || index == 8 || index == 10 {
                        text[place] = UInt8(ascii: "-")
                        place += 1
                    }
                    text[place] = digit(byte >> 4)
                    text[place + 1] = digit(byte & 0x0F)
                    place += 2
                }
                return place
            }
        }
    }

    /// Reads 8-4-4-4-12 hexadecimal digits in either case; nil for anything else.
    static func uuid(_ text: UnsafeBufferPointer<UInt8>) -> UUID? {
        guard text.count == length else { return nil }
        var uuid: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let isSound = withUnsafeMutableBytes(of: &uuid) { bytes in
            var nibbles = 0
            for (place, unit) in text.enumerated() {
                if place == 8 || place == 13 || place == 18 || place == 23 {
                    guard unit == UInt8(ascii: "-") else { return false }
                    continue
                }
                guard let value = value(unit) else { return false }
                bytes[nibbles / 2] = bytes[nibbles / 2] << 4 | value
                nibbles += 1
            }
            return true
        }
        return isSound ? UUID(uuid: uuid) : nil
    }

    private static func digit(_ nibble: UInt8) -> UInt8 {
        nibble + (nibble < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
    }

    private static func value(_ unit: UInt8) -> UInt8? {
        switch unit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): unit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): unit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): unit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
