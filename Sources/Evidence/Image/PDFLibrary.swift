import CPDF

/// PDFium, opened from its shared library at run time, so that the project builds and starts without it.
///
/// The library's state is the process's: a value says that it is open, and copies of it are the same library.
package struct PDFLibrary: Sendable {
    /// Opens the library. No file is opened later, no font of the system is looked for, and no thread is started.
    /// - Parameter libraryPath: `libpdfium.so`; the same for the whole process.
    package init(libraryPath: String) throws(PDFError) {
        let message = CText(capacity: Int(CPDF_MESSAGE))
        guard cpdf_open(libraryPath, message.pointer) == CPDF_OK else { throw .libraryUnusable(message.text) }
    }

    /// Draws a file of one page, which nobody vouches for, on white.
    ///
    /// A page that is one picture, as scanners make it, is drawn in the picture's own pixels, anything else at
    /// `PDFLimits.dotsPerInch`; both within `PDFLimits.longestSidePixels`. Annotations, form fields and scripts are not
    /// part of it.
    package func decode(_ bytes: [UInt8]) throws(ImageError) -> DecodedImage {
        // Readers take the mark anywhere in the first kilobyte (ISO 32000-2, 7.5.2 asks for it at the start). Here what
        // begins as something else stays that, so that no file is two things.
        guard ByteReader(bytes).has("%PDF-", at: 0) else { throw .unsupportedFormat(.pdf) }
        guard bytes.count <= PDFLimits.mostBytes else { throw .tooComplex }
        let picture = try bytes.withUnsafeBufferPointer { (buffer) throws(ImageError) in try Self.draw(buffer) }
        let facts = ImageFacts(
            format: .pdf, widthPixels: picture.width, heightPixels: picture.height, orientation: 1, hasAlpha: false)
        return DecodedImage(picture: picture, facts: facts)
    }

    private static func draw(_ file: UnsafeBufferPointer<UInt8>) throws(ImageError) -> Picture {
        guard let start = file.baseAddress else { throw .corrupt }
        var facts = cpdf_facts()
        var page: OpaquePointer?
        let opened = cpdf_page_open(start, Int64(file.count), .standard, &facts, &page)
        guard opened == CPDF_OK, let page else { throw ImageError(opened, facts) }
        defer { cpdf_page_close(page) }
        let size = try PDFDrawingSize(of: facts)
        var drawn = cpdf_status(CPDF_INVALID)
        let count = size.width * size.height * 3
        let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
            guard let target = buffer.baseAddress else { return }
            drawn = cpdf_page_draw(page, target, Int32(size.width), Int32(size.height))
            written = drawn == CPDF_OK ? count : 0
        }
        guard drawn == CPDF_OK else { throw .corrupt }
        return Picture(width: size.width, height: size.height, channels: 3, pixels: pixels)
    }
}

extension cpdf_limits {
    fileprivate static let standard = cpdf_limits(
        most_objects: Int32(PDFLimits.mostObjects), most_pixels: Int64(ImageLimits.mostPixels),
        deepest_form: Int32(PDFLimits.deepestForm))
}

extension ImageError {
    fileprivate init(_ status: cpdf_status, _ facts: cpdf_facts) {
        switch Int(status) {
        case CPDF_ENCRYPTED: self = .encrypted
        case CPDF_PAGE_COUNT: self = .pageCount(Int(facts.page_count))
        case CPDF_TOO_LARGE where facts.refused_width > 0:
            self = .tooLarge(widthPixels: Int(facts.refused_width), heightPixels: Int(facts.refused_height))
        case CPDF_TOO_LARGE: self = .tooComplex
        default: self = .corrupt
        }
    }
}
