import Evidence
import Foundation
import Specimens
import Testing

/// With the library and the data that set-up put into place; where they are not there is nothing to read with.
@Suite struct `The reader of other scripts` {
    private static let runtime = ZoneModels.runtime
    private static let library = try? ScriptLibrary(libraryPath: "\(runtime)/lib/tesseract/libtesseract.so")
    private static let canRead = library != nil && data(.russian) != nil && data(.ukrainian) != nil

    private static func data(_ language: ScriptLanguage) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(runtime)/models/\(language.rawValue).traineddata").map { [UInt8]($0) }
    }

    private static func reader(_ languages: [ScriptLanguage] = [.russian]) throws -> ScriptReader {
        var files: [ScriptLanguage: ScriptReader.File] = [:]
        for language in languages {
            let bytes = try #require(data(language))
            files[language] = try ScriptReader.File(language, digest: "of \(language)", bytes: bytes)
        }
        return ScriptReader(library: try #require(library), files: files)
    }

    private static func line(_ text: String, _ style: PrintedLine.Style = .sans) throws -> (
        picture: Picture, quad: Quad
    ) {
        let picture = try PrintedLine(text, style: style, capitalHeightPixels: 20).picture()
        return (picture, Quad(picture.region))
    }

    @Test(.enabled(if: canRead), arguments: ["ЩЕРБАКОВ", "ДМИТРИЙ ЮРЬЕВИЧ", "Место рождения"])
    func `reads Cyrillic print`(_ text: String) throws {
        let (picture, quad) = try Self.line(text)
        let line = try Self.reader().read(picture, quad, in: [.russian])
        #expect(line.text == text && line.language == .russian && line.quad == quad)
        #expect(line.confidence >= ScriptReader.Limits.clearLine)
    }

    @Test(.enabled(if: canRead && data(.arabic) != nil))
    func `reads Arabic print from right to left`() throws {
        let (picture, quad) = try Self.line("فاطمة الزهراء")
        #expect(try Self.reader([.arabic]).read(picture, quad, in: [.arabic]).text == "فاطمة الزهراء")
    }

    @Test(.enabled(if: canRead))
    func `is unsure of Latin letters, and of nothing`() throws {
        let reader = try Self.reader()
        let (picture, quad) = try Self.line("HELENA JUDITH")
        #expect(try reader.read(picture, quad, in: [.russian]).confidence < ScriptReader.Limits.clearLine)
        let white = Picture(width: 300, height: 60, colour: [255, 255, 255])
        #expect(try reader.read(white, Quad(white.region), in: [.russian]).text.isEmpty)
    }

    @Test(.enabled(if: canRead && data(.greek) != nil))
    func `takes the state's first language, unless another is surer`() throws {
        let (picture, quad) = try Self.line("ЄВТУШЕНКО")
        let reader = try Self.reader([.russian, .ukrainian, .greek])
        let line = try reader.read(picture, quad, in: [.ukrainian, .russian])
        #expect(line.text == "ЄВТУШЕНКО" && line.language == .ukrainian)
        #expect(try reader.read(picture, quad, in: [.greek, .ukrainian]).language == .ukrainian)
    }

    @Test(.enabled(if: canRead && data(.greek) != nil))
    func `reads the same whatever it read before, and in however many languages`() throws {
        let languages: [ScriptLanguage] = [.russian, .ukrainian, .greek]
        let (reader, again) = (try Self.reader(languages), try Self.reader())
        let (one, other) = (try Self.line("КУЗНЕЦОВА", .serif), try Self.line("ПОДЪЯЧЕВ", .sansBold))
        let first = try reader.read(one.picture, one.quad, in: [.russian])
        // The third language takes the place of the first, which is then opened anew.
        for language in languages { _ = try reader.read(other.picture, other.quad, in: [language]) }
        #expect(try reader.read(one.picture, one.quad, in: [.russian]) == first)
        #expect(try again.read(one.picture, one.quad, in: [.russian]) == first)
    }

    @Test(.enabled(if: canRead))
    func `reads nothing in a language without data`() throws {
        let (picture, quad) = try Self.line("ЩЕРБАКОВ")
        #expect(try Self.reader().read(picture, quad, in: [.greek]).text.isEmpty)
        #expect(try Self.reader().languages == [.russian])
    }

    @Test(
        arguments: [
            [], [UInt8](repeating: 7, count: 5_000), [24, 0, 0, 0],
            [24, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 192),
            [24, 0, 0, 0] + [UInt8](repeating: 0x7F, count: 192), [255, 255, 255, 255, 0],
        ] as [[UInt8]])
    func `refuses data that are no language's`(_ bytes: [UInt8]) {
        #expect(throws: ScriptError.dataUnusable(.russian)) {
            try ScriptReader.File(.russian, digest: "", bytes: bytes)
        }
    }

    @Test(arguments: ["/nowhere/libtesseract.so", "libc.so.6"])
    func `says so when its library is not there, or is another`(_ path: String) {
        #expect(throws: ScriptError.self) { try ScriptLibrary(libraryPath: path) }
    }

    @Test func `knows what states print beside Latin letters`() {
        #expect(ScriptLanguage.languages(issuedBy: "BLR") == [.belarusian, .russian])
        #expect(ScriptLanguage.languages(issuedBy: "EGY") == [.arabic])
        #expect(ScriptLanguage.languages(issuedBy: "UTO").isEmpty)
    }
}
