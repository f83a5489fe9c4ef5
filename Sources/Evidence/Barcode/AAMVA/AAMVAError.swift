/// Why bytes are no card data at all. Everything less is read, and listed as an `AAMVADeviation`.
package enum AAMVAError: Error, Codable, Equatable, Sendable {
    /// Neither `ANSI ` nor `AAMVA` stands near the beginning.
    case notCardData
    /// More bytes than a PDF417 symbol holds.
    case tooLarge(bytes: Int)
    /// The issuer's number or the version is not made of digits, or the data end before them.
    case headerUnreadable
    /// There is a header, and no subfile behind it.
    case noSubfile
}
