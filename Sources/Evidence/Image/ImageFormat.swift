/// What the first bytes of a file say it is.
package enum ImageFormat: String, Codable, Sendable, CaseIterable {
    case jpeg, png, webp, heic
    /// Decoded where its library is open: `PDFLibrary`.
    case pdf
    // Known, so that the refusal can name them, but not decoded.
    case gif, tiff, bmp, avif
    case unknown

    /// The registered media type, or nil for unknown bytes.
    package var mediaType: String? {
        switch self {
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        case .webp: "image/webp"
        case .heic: "image/heic"
        case .gif: "image/gif"
        case .tiff: "image/tiff"
        case .bmp: "image/bmp"
        case .avif: "image/avif"
        case .pdf: "application/pdf"
        case .unknown: nil
        }
    }

    /// Reads the format off the first bytes alone; names and declared media types are never trusted.
    package static func sniffed(from bytes: [UInt8]) -> ImageFormat {
        let reader = ByteReader(bytes)
        if reader.has([0xFF, 0xD8, 0xFF], at: 0) { return .jpeg }
        if reader.has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], at: 0) { return .png }
        if reader.has("RIFF", at: 0), reader.has("WEBP", at: 8) { return .webp }
        if reader.has("ftyp", at: 4) { return isoBaseMedia(reader) }
        if reader.has("GIF8", at: 0) { return .gif }
        if reader.has("II*\0", at: 0) || reader.has("MM\0*", at: 0) { return .tiff }
        if reader.has("BM", at: 0) { return .bmp }
        // Readers of PDF accept its mark anywhere in the first kilobyte, and so do those who hide one in another file.
        if (0..<min(1_024, bytes.count)).contains(where: { reader.has("%PDF-", at: $0) }) { return .pdf }
        return .unknown
    }

    /// ISO/IEC 14496-12 files name their brands in the first box: the major one at 8, the compatible ones from 16.
    private static func isoBaseMedia(_ reader: ByteReader) -> ImageFormat {
        let end = min(Int(reader.big32(at: 0) ?? 0), 256, reader.count)
        let places = [8] + Array(stride(from: 16, to: max(end - 3, 16), by: 4))
        let brands = places.compactMap { reader.text(at: $0, count: 4) }
        if brands.contains(where: { ["avif", "avis"].contains($0) }) { return .avif }
        if brands.contains(where: { ["heic", "heix", "heim", "heis", "mif1"].contains($0) }) { return .heic }
        return .unknown
    }
}
