import Evidence
import TestKit
import Testing

@Suite struct `Traces in a file` {
    static let picture = Noise.picture(width: 64, height: 48, seed: 4)
    static let jpeg = picture.jpeg(quality: 90)

    /// One directory of EXIF with texts, big endian, each entry ASCII.
    static func tiff(_ texts: [(tag: UInt16, text: String)]) -> [UInt8] {
        let start = 8 + 2 + 12 * texts.count + 4
        var (entries, data): ([UInt8], [UInt8]) = ([], [])
        for (tag, text) in texts {
            let bytes = Array(text.utf8) + [0, 0, 0, 0, 0]
            let (length, place) = (UInt8(bytes.count), UInt8(start + data.count))
            entries += [UInt8(tag >> 8), UInt8(tag & 255), 0, 2, 0, 0, 0, length, 0, 0, 0, place]
            data += bytes
        }
        return [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, UInt8(texts.count)] + entries + [0, 0, 0, 0] + data
    }

    static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        let length = data.count + 2
        return jpeg[..<2] + [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + data + jpeg[2...]
    }

    func marks(_ file: [UInt8]) throws -> Set<ImageTraces.Mark> { try Picture.decode(file).traces.marks }

    @Test(arguments: ["Adobe Photoshop 25.1 (Windows)", "GIMP 2.10.34", "Snapseed 2.19"])
    func `name the editor that saved it`(_ software: String) throws {
        #expect(try marks(PictureFiles.jpeg(Self.jpeg, exif: Self.tiff([(0x0131, software)]))) == [.editor])
        let packet = Array("http://ns.adobe.com/xap/1.0/\0<rdf xmp:CreatorTool=\"\(software)\"/>".utf8)
        #expect(try marks(Self.segment(0xE1, packet)) == [.editor])
    }

    @Test(arguments: ["17.1.2", "HDR+ 1.0.540104767zd", "MediaTek Camera Application", ""])
    func `say nothing of a camera's own software`(_ software: String) throws {
        let exif = Self.tiff([(0x010F, "Google"), (0x0131, software)])
        let traces = try Picture.decode(PictureFiles.jpeg(Self.jpeg, exif: exif)).traces
        #expect(traces.marks == [] && traces.namesCamera)
    }

    @Test func `are none in a file that says nothing`() throws {
        let traces = try Picture.decode(Self.jpeg).traces
        #expect(traces.marks == [] && !traces.namesCamera)
        #expect(try Picture.decode(Self.picture.png()).traces == ImageTraces())
    }

    @Test func `tell of Photoshop's resources and of generators`() throws {
        #expect(try marks(Self.segment(0xED, Array("Photoshop 3.0\0".utf8) + [1, 2, 3])) == [.photoshopResources])
        let credential = Array("JP c2pa.actions trainedAlgorithmicMedia".utf8)
        #expect(try marks(Self.segment(0xEB, credential)) == [.generator])
        #expect(try marks(Self.segment(0xEB, Array("JP c2pa.actions digitalCapture".utf8))) == [])
    }

    @Test func `tell of screenshots in a PNG`() throws {
        let text = Array("Software\0gnome-screenshot".utf8)
        #expect(try marks(PictureFiles.png(Self.picture.png(), adding: "tEXt", text)) == [.screenshot])
        let screen = Picture(width: 1_080, height: 2_400, colour: [9, 9, 9]).png()
        #expect(try marks(screen) == [.screenSize])
        // A camera's own name stands against it; so does a form in which no screen is saved.
        let named = PictureFiles.png(screen, adding: "eXIf", Self.tiff([(0x0110, "Pixel 8")]))
        #expect(try marks(named) == [])
        #expect(try marks(Picture(width: 1_080, height: 2_400, colour: [9, 9, 9]).jpeg(quality: 80)) == [])
    }

    /// A name that points outside, a directory that never ends, a length beyond the file: looked over, never believed.
    @Test(arguments: 8..<60)
    func `survive a damaged directory`(_ place: Int) throws {
        let exif = Self.tiff([(0x0131, "GIMP 2.10"), (0x010E, "a picture of nothing")])
        for value in [0x00, 0x7F, 0xFF] as [UInt8] {
            var damaged = exif
            damaged[min(place, damaged.count - 1)] = value
            _ = try Picture.decode(PictureFiles.jpeg(Self.jpeg, exif: damaged)).traces
        }
        _ = try Picture.decode(PictureFiles.jpeg(Self.jpeg, exif: Array(exif.prefix(place)))).traces
    }

    @Test func `are looked for at the beginning of a text only`() throws {
        let far = Array(repeating: UInt8(ascii: " "), count: 70_000) + Array("Photoshop".utf8)
        #expect(try marks(PictureFiles.png(Self.picture.png(), adding: "tEXt", far)) == [])
    }
}
