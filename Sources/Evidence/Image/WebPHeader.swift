/// Walks the chunks of a WebP file (RFC 9649): VP8 is lossy, VP8L lossless, VP8X announces what else there is.
enum WebPHeader {
    static func read(_ reader: ByteReader) throws(ImageError) -> ImageHeader {
        guard let size = reader.little32(at: 4) else { throw .truncated }
        guard Int(size) + 8 <= reader.count else { throw .truncated }
        var header: ImageHeader?
        var hasPicture = false
        var orientation: Int32 = 1
        var position = 12
        for _ in 0..<ImageLimits.mostSegments where position < Int(size) + 8 {
            guard let name = reader.text(at: position, count: 4), let length = reader.little32(at: position + 4),
                let data = reader.slice(from: position + 8, count: Int(length))
            else { throw .truncated }
            let chunk = ByteReader(data)
            switch name {
            case "VP8X": header = try extended(chunk)
            case "VP8 ", "VP8L":
                let picture = name == "VP8 " ? try lossy(chunk) : try lossless(chunk)
                guard !hasPicture, header.map({ $0.sameSize(as: picture) }) ?? true else { throw .corrupt }
                hasPicture = true
                header = header ?? picture
            case "ANIM", "ANMF": throw .animated
            case "ALPH": header?.hasAlpha = true
            case "EXIF": orientation = ExifOrientation.inSegment(chunk) ?? ExifOrientation.inTIFF(chunk) ?? 1
            default: break
            }
            // Chunks are padded to an even length.
            position += 8 + Int(length) + Int(length & 1)
        }
        guard hasPicture, var found = header else { throw .corrupt }
        found.orientation = orientation
        return found
    }

    private static func extended(_ chunk: ByteReader) throws(ImageError) -> ImageHeader {
        guard let flags = chunk.byte(at: 0), let width = chunk.little24(at: 4), let height = chunk.little24(at: 7)
        else { throw .truncated }
        guard flags & 0x02 == 0 else { throw .animated }
        return ImageHeader(width: Int(width) + 1, height: Int(height) + 1, hasAlpha: flags & 0x10 != 0)
    }

    private static func lossy(_ chunk: ByteReader) throws(ImageError) -> ImageHeader {
        guard chunk.has([0x9D, 0x01, 0x2A], at: 3), let width = chunk.little16(at: 6),
            let height = chunk.little16(at: 8)
        else { throw chunk.count < 10 ? .truncated : .corrupt }
        guard width & 0x3FFF > 0, height & 0x3FFF > 0 else { throw .corrupt }
        return ImageHeader(width: Int(width & 0x3FFF), height: Int(height & 0x3FFF))
    }

    private static func lossless(_ chunk: ByteReader) throws(ImageError) -> ImageHeader {
        guard chunk.byte(at: 0) == 0x2F, let bits = chunk.little32(at: 1) else {
            throw chunk.count < 5 ? .truncated : .corrupt
        }
        let (width, height) = (Int(bits & 0x3FFF) + 1, Int(bits >> 14 & 0x3FFF) + 1)
        return ImageHeader(width: width, height: height, hasAlpha: bits >> 28 & 1 == 1)
    }
}

extension ImageHeader {
    fileprivate func sameSize(as other: ImageHeader) -> Bool { width == other.width && height == other.height }
}
