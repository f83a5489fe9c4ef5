import CTesseract

/// Tesseract 5, opened from its shared library at run time, so that the project builds and starts without it.
///
/// `@unchecked Sendable`: the handle is written once and only read afterwards.
package final class ScriptLibrary: @unchecked Sendable {
    /// The library's own version text.
    package let version: String
    fileprivate let handle: OpaquePointer

    package init(libraryPath: String) throws(ScriptError) {
        var opened: OpaquePointer?
        let version = CText(capacity: Int(CTESSERACT_VERSION))
        let message = CText(capacity: Int(CTESSERACT_MESSAGE))
        let status = ctesseract_open(libraryPath, &opened, version.pointer, message.pointer)
        guard status == CTESSERACT_OK, let opened else { throw .libraryUnusable(message.text) }
        handle = opened
        self.version = version.text
    }

    deinit { ctesseract_close(handle) }
}

/// The data of one language, ready to read.
///
/// `@unchecked Sendable`: the shim lets one thread in at a time, and the library keeps nothing between two lines.
final class ScriptModel: @unchecked Sendable {
    private let library: ScriptLibrary
    private let handle: OpaquePointer

    /// - Parameter data: a file of trained data for the library's neural recogniser; not needed after the call.
    init(_ language: ScriptLanguage, data: [UInt8], library: ScriptLibrary) throws(ScriptError) {
        var opened: OpaquePointer?
        let status = ctesseract_reader_open(library.handle, data, Int64(data.count), language.rawValue, &opened)
        guard status == CTESSERACT_OK, let opened else { throw .dataUnusable(language) }
        handle = opened
        self.library = library
    }

    deinit { ctesseract_reader_close(handle) }

    /// - Parameter strip: one level line, grey.
    /// - Returns: the text and its confidence, 0…1; empty where nothing is written.
    func read(_ strip: Picture) throws(ScriptError) -> (text: String, confidence: Double) {
        var (count, confidence): (Int64, Int32) = (0, 0)
        var status = ctesseract_status(CTESSERACT_FAILED)
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.mostBytes) { buffer, written in
            guard let start = buffer.baseAddress else { return }
            status = ctesseract_read(
                handle, strip.pixels, Int32(strip.width), Int32(strip.height), start, Int64(Self.mostBytes), &count,
                &confidence)
            written = Int(count)
        }
        guard status == CTESSERACT_OK else { throw .readFailed }
        // A line that falls apart comes with line feeds.
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        let text = words.joined(separator: " ")
        return (text, text.isEmpty ? 0 : Double(max(0, confidence)) / 100)
    }

    /// A line of the widest strip has a few hundred characters.
    private static let mostBytes = 4_096
}
