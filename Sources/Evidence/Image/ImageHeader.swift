/// What a file says about its picture before anything is decoded: read by own code that only looks and never allocates.
package struct ImageHeader: Equatable {
    /// As stored, before any orientation.
    package let width: Int
    package let height: Int
    /// 1…8, of EXIF.
    package var orientation: Int32 = 1
    var hasAlpha = false

    package static func read(_ bytes: [UInt8], as format: ImageFormat) throws(ImageError) -> ImageHeader {
        let header: ImageHeader
        switch format {
        case .jpeg: header = try JPEGHeader.read(ByteReader(bytes))
        case .png: header = try PNGHeader.read(ByteReader(bytes))
        case .webp: header = try WebPHeader.read(ByteReader(bytes))
        case .heic: header = try Picture.heicHeader(bytes)
        case .gif, .tiff, .bmp, .avif, .pdf, .unknown: throw .unsupportedFormat(format)
        }
        return try header.withinLimits()
    }

    private func withinLimits() throws(ImageError) -> ImageHeader {
        guard max(width, height) <= ImageLimits.longestSidePixels, width * height <= ImageLimits.mostPixels else {
            throw .tooLarge(widthPixels: width, heightPixels: height)
        }
        guard min(width, height) >= ImageLimits.shortestSidePixels else {
            throw .tooSmall(widthPixels: width, heightPixels: height)
        }
        return self
    }
}
