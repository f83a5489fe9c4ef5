/// Why an upload is no usable picture. Each is the sender's to mend, and says what is wrong with the file.
package enum ImageError: Error, Codable, Equatable, Sendable {
    /// The bytes are of a kind that is not decoded, or of none that is known.
    case unsupportedFormat(ImageFormat)
    /// A side is longer, or the picture has more pixels, than `ImageLimits` allow. Nothing was decoded.
    case tooLarge(widthPixels: Int, heightPixels: Int)
    /// A side is shorter than `ImageLimits` allow.
    case tooSmall(widthPixels: Int, heightPixels: Int)
    /// The file ends before its picture does.
    case truncated
    /// The file holds several frames.
    case animated
    /// The colours are made for print: CMYK or YCCK.
    case unsupportedColours
    /// The file breaks its format's rules.
    case corrupt
    /// The file, a PDF, opens with a password only.
    case encrypted
    /// The file, a PDF, has this many pages, and not one.
    case pageCount(Int)
    /// The page of a PDF is larger than `PDFLimits` allow, in points of 1/72 inch. Nothing was drawn.
    case pageTooLarge(widthPoints: Int, heightPoints: Int)
    /// A PDF has more bytes, objects or forms within forms than `PDFLimits` allow. Nothing was drawn.
    case tooComplex
}
