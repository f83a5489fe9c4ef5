/// Why PDF files cannot be decoded at all. Says nothing about a file: where the library is missing, PDF is a format
/// that is not decoded.
package enum PDFError: Error, Equatable, Sendable {
    /// The shared library cannot be opened, or is not PDFium; the library's own words.
    case libraryUnusable(String)
}
