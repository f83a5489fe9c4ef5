import CVision

extension Picture {
    /// Decodes a JPEG, PNG, WebP or HEIC file of nobody's trust into an upright picture of three channels.
    ///
    /// The format is read off the first bytes, the size off the header before anything is decoded (`ImageLimits`), the
    /// orientation by an own reader that applies it once; HEIC carries its own and its EXIF copy is ignored.
    /// - Parameter pdf: what draws PDF files; nil refuses them like any other format that is not decoded.
    package static func decode(_ bytes: [UInt8], pdf: PDFLibrary? = nil) throws(ImageError) -> DecodedImage {
        let format = ImageFormat.sniffed(from: bytes)
        if format == .pdf, let pdf { return try pdf.decode(bytes) }
        let header = try ImageHeader.read(bytes, as: format)
        let (stored, status) = filled(width: header.width, height: header.height, channels: 3) { target in
            decode(bytes, as: format, into: target)
        }
        guard let stored else { throw ImageError(status, format: format) }
        let upright = stored.oriented(by: header.orientation)
        var facts = ImageFacts(
            format: format, widthPixels: upright.width, heightPixels: upright.height,
            orientation: Int(header.orientation), hasAlpha: header.hasAlpha)
        if format == .jpeg { facts.encoder = JPEGEncoder.trace(of: ByteReader(bytes)) }
        let traces = ImageTraces.read(
            bytes, as: format, size: (header.width, header.height), isUpright: header.orientation == 1)
        return DecodedImage(picture: upright, facts: facts, traces: traces)
    }

    private static func decode(
        _ bytes: [UInt8], as format: ImageFormat, into target: cvision_target
    ) -> cvision_status {
        let count = Int64(bytes.count)
        return switch format {
        case .jpeg: cvision_jpeg_decode(bytes, count, target)
        case .png: cvision_png_decode(bytes, count, target)
        case .webp: cvision_webp_decode(bytes, count, target)
        case .heic: cvision_heic_decode(bytes, count, target)
        case .gif, .tiff, .bmp, .avif, .pdf, .unknown: cvision_status(CVISION_UNSUPPORTED)
        }
    }

    /// The header of a HEIC file, by the library that will decode it: its boxes say too little without their relations.
    static func heicHeader(_ bytes: [UInt8]) throws(ImageError) -> ImageHeader {
        var (width, height, hasAlpha): (Int32, Int32, Int32) = (0, 0, 0)
        let status = cvision_heic_size(bytes, Int64(bytes.count), &width, &height, &hasAlpha)
        guard status == CVISION_OK else { throw ImageError(status, format: .heic) }
        return ImageHeader(width: Int(width), height: Int(height), hasAlpha: hasAlpha != 0)
    }
}

extension ImageError {
    fileprivate init(_ status: cvision_status, format: ImageFormat) {
        switch Int(status) {
        case CVISION_UNSUPPORTED: self = .unsupportedFormat(format)
        case CVISION_TRUNCATED: self = .truncated
        default: self = .corrupt
        }
    }
}
