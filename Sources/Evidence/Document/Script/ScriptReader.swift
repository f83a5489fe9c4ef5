import Synchronization

/// Reads lines in the scripts that the general recogniser lacks, in the languages of the state that issued a document.
///
/// A language is opened when it is read first, from bytes that are here already: a confined child opens no files.
package final class ScriptReader: Sendable {
    /// A language's trained data, without its dictionaries: about 0.4 MB.
    package struct File: Sendable {
        /// SHA-256 (hex) of the whole file.
        package let digest: String
        let bytes: [UInt8]

        /// - Parameters:
        ///   - digest: compared by whoever read the file.
        ///   - bytes: of the whole file.
        /// - Throws: `dataUnusable` where it is no file of trained data.
        package init(_ language: ScriptLanguage, digest: String, bytes: [UInt8]) throws(ScriptError) {
            guard let data = TrainedData(bytes) else { throw .dataUnusable(language) }
            self.digest = digest
            self.bytes = data.bytes
        }
    }

    package enum Limits {
        /// Mean confidence from which a line counts. Most right readings of drawn lines have 0.9 and more; Latin lines
        /// read in one of these languages have less, but for those of letters that both scripts share.
        package static let clearLine = 0.85
        /// How much surer a later language must be than an earlier one to be taken: both read what they share alike.
        static let surer = 0.02
        /// Languages that are open at the same time, each 2 to 4 MB: the two of a document, kept for the next.
        static let openLanguages = 2
        /// The data were trained with lines of 36 pixels; the library scales them itself.
        static let heightPixels = 48
        static let marginPixels = 8
        static let widestPixels = 2_048
    }

    private let library: ScriptLibrary
    private let files: [ScriptLanguage: File]
    /// The language that was read last is the last.
    private let opened = Mutex<[(language: ScriptLanguage, model: ScriptModel)]>([])

    /// - Parameter files: trained data, by language; a language without any is not read.
    package init(library: ScriptLibrary, files: [ScriptLanguage: File]) {
        self.library = library
        self.files = files
    }

    /// The languages that can be read.
    package var languages: [ScriptLanguage] { ScriptLanguage.allCases.filter { files[$0] != nil } }

    /// SHA-256 (hex) of the data of each language that can be read.
    package var digests: [ScriptLanguage: String] { files.mapValues(\.digest) }

    /// Reads the line inside `quad` in whichever of the languages is surest, however unclear it is.
    /// - Parameter languages: of the state that issued the document, in the order of
    ///   `ScriptLanguage.languages(issuedBy:)`.
    package func read(
        _ picture: Picture, _ quad: Quad, in languages: [ScriptLanguage]
    ) throws(ScriptError) -> TextLine {
        let ratio = quad.width / max(quad.height, 1)
        let width = min(max(Int((Double(Limits.heightPixels) * ratio).rounded(.up)), 16), Limits.widestPixels)
        let strip = picture.rectified(quad, width: width, height: Limits.heightPixels)
        return try read(strip: strip, at: quad, in: languages)
    }

    /// Reads a picture that holds one level line and nothing else, however unclear it is.
    /// - Parameter quad: where the strip was taken from, for the result.
    package func read(
        strip: Picture, at quad: Quad, in languages: [ScriptLanguage]
    ) throws(ScriptError) -> TextLine {
        let padded = Self.padded(strip.grey())
        var best = TextLine(text: "", confidence: 0, quad: quad)
        for language in languages {
            guard let model = try model(of: language) else { continue }
            let (text, confidence) = try model.read(padded)
            guard confidence > best.confidence + (best.language == nil ? 0 : Limits.surer) else { continue }
            best = TextLine(text: text, confidence: confidence, quad: quad, language: language)
        }
        return best
    }

    /// Nil where there are no data of the language.
    private func model(of language: ScriptLanguage) throws(ScriptError) -> ScriptModel? {
        guard let file = files[language] else { return nil }
        return try opened.withLock { opened throws(ScriptError) in
            if let index = opened.firstIndex(where: { $0.language == language }) {
                opened.append(opened.remove(at: index))
            } else {
                // Room is made before, so that no third one is ever open.
                if opened.count >= Limits.openLanguages { opened.removeFirst() }
                opened.append((language, try ScriptModel(language, data: file.bytes, library: library)))
            }
            return opened.last?.model
        }
    }

    /// Digits and signs are the same in every script, and the general recogniser reads them.
    package static func hasOtherLetters(_ text: String) -> Bool {
        text.unicodeScalars.contains { !$0.isASCII && $0.properties.isAlphabetic }
    }

    /// With a margin of the paper's grey around it: letters that touch the edge are taken for a frame.
    private static func padded(_ strip: Picture) -> Picture {
        let margin = Limits.marginPixels
        let (width, height) = (strip.width + 2 * margin, strip.height + 2 * margin)
        let edges = strip.pixels.prefix(strip.width) + strip.pixels.suffix(strip.width)
        let paper = UInt8(edges.reduce(0) { $0 + Int($1) } / edges.count)
        var pixels = [UInt8](repeating: paper, count: width * height)
        for row in 0..<strip.height {
            let (from, to) = (row * strip.width, (row + margin) * width + margin)
            pixels.replaceSubrange(to..<to + strip.width, with: strip.pixels[from..<from + strip.width])
        }
        return Picture(width: width, height: height, channels: 1, pixels: pixels)
    }
}
