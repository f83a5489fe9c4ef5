/// The symbologies that documents carry, each with its small variants.
package enum BarcodeFormat: String, Codable, Sendable, CaseIterable {
    /// ISO/IEC 15438: the back of cards of North America.
    case pdf417
    /// ISO/IEC 18004.
    case qrCode
    /// ISO/IEC 16022: visas and residence permits (ICAO 9303 part 13), postal marks.
    case dataMatrix
    /// ISO/IEC 24778.
    case aztec
}
