import Foundation

/// What one browser keeps for one verification, made up by its page: by it the browser is known again that sent the
/// pictures which are on their way. It opens nothing by itself.
struct DeviceKey: Sendable {
    /// SHA-256: the key itself is known to the browser alone.
    let digest: Data

    /// - Returns: nil for what cannot be one: too short to be chance, too long, or of other letters.
    init?(_ text: String) {
        guard Self.lengths.contains(text.utf8.count), text.utf8.allSatisfy(Self.isAccepted) else { return nil }
        digest = BearerSecret.digest(text)
    }

    private static let lengths = 32...128

    /// Base64url, RFC 4648 section 5.
    private static func isAccepted(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
