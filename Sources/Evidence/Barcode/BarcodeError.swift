/// Why barcodes cannot be read. None of these says anything about a person's evidence: the check is unavailable.
package enum BarcodeError: Error, Equatable, Sendable {
    /// The shared library cannot be opened, or is not ZXing-C++ 3.1; the library's own words.
    case libraryUnusable(String)
    /// The library failed while reading.
    case readFailed(String)
}
