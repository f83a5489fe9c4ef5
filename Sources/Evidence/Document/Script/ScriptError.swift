/// Why lines of other scripts cannot be read. None of these says anything about a person's evidence.
package enum ScriptError: Error, Equatable, Sendable {
    /// The shared library cannot be opened, or is not Tesseract 5; the library's own words.
    case libraryUnusable(String)
    /// The data are not of this language, or of another version.
    case dataUnusable(ScriptLanguage)
    /// The library failed while reading.
    case readFailed
}
