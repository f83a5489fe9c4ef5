/// A symbol that was read: its error correction held.
package struct Barcode: Codable, Equatable, Sendable {
    package let format: BarcodeFormat
    /// What the symbol holds, byte for byte.
    package let bytes: [UInt8]
    /// The same as text, by the encoding that the symbol names or else the one it most likely means.
    package let text: String
    /// As the symbol reads, in pixels of the picture.
    package let corners: Quad
    /// Whether the symbol names the encoding of its text.
    package let namesEncoding: Bool
    /// Whether not all of it is text.
    package let isBinary: Bool
    /// Whether the picture shows it as a mirror does. PDF417 reads the same either way and never says so.
    package let isMirrored: Bool

    package init(
        format: BarcodeFormat, bytes: [UInt8], text: String, corners: Quad,
        _ traits: (namesEncoding: Bool, isBinary: Bool, isMirrored: Bool) = (false, false, false)
    ) {
        self.format = format
        self.bytes = bytes
        self.text = text
        self.corners = corners
        (namesEncoding, isBinary, isMirrored) = traits
    }

    /// The same symbol in another picture's coordinates.
    func moved(_ map: (Point) -> Point) -> Barcode {
        Barcode(
            format: format, bytes: bytes, text: text, corners: corners.mapped(map),
            (namesEncoding, isBinary, isMirrored))
    }

    /// The card data of North America that the symbol holds.
    package func aamvaCard() throws(AAMVAError) -> AAMVACard { try AAMVACard(bytes) }
}
