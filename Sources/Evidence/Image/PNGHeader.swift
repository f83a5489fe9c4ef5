/// Walks the chunks of a PNG file (W3C PNG, section 5) from its signature to IEND.
enum PNGHeader {
    static func read(_ reader: ByteReader) throws(ImageError) -> ImageHeader {
        guard reader.has("IHDR", at: 12) else { throw reader.count < 16 ? .truncated : .corrupt }
        guard let width = reader.big32(at: 16), let height = reader.big32(at: 20), let colour = reader.byte(at: 25)
        else { throw .truncated }
        guard width > 0, height > 0 else { throw .corrupt }
        // Colour types 4 and 6 carry an alpha channel; tRNS adds one to the others.
        var header = ImageHeader(width: Int(width), height: Int(height), hasAlpha: colour == 4 || colour == 6)
        var position = 8
        for _ in 0..<ImageLimits.mostSegments {
            guard let length = reader.big32(at: position), let name = reader.text(at: position + 4, count: 4),
                let data = reader.slice(from: position + 8, count: Int(length)),
                reader.slice(from: position + 8 + Int(length), count: 4) != nil
            else { throw .truncated }
            switch name {
            case "IEND": return header
            case "acTL": throw .animated
            case "tRNS": header.hasAlpha = true
            case "eXIf": header.orientation = ExifOrientation.inTIFF(ByteReader(data)) ?? 1
            default: break
            }
            position += 12 + Int(length)
        }
        throw .corrupt
    }
}
