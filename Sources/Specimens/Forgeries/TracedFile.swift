import Evidence
import Foundation

/// Files as editors and screens leave them: with their names in the places where such programs write them.
enum TracedFile {
    /// A JPEG that an editor saved.
    static func edited(_ picture: Picture, seed: UInt64) -> [UInt8] {
        var chance = SeededGenerator(seed: seed ^ 0xED17)
        let file = picture.jpeg(quality: chance.integer(in: 84...95))
        switch chance.integer(in: 0...2) {
        case 0:
            let name = chance.pick(["Adobe Photoshop 25.1 (Windows)", "GIMP 2.10.34", "Snapseed 2.0", "Pixelmator"])
            return inserting([segment(0xE1, Array("Exif\0\0".utf8) + tiff(software: name))], into: file)
        case 1:
            let tool = chance.pick(["Adobe Photoshop 24.7 (Macintosh)", "Canva", "Adobe Express"])
            let packet = "<x:xmpmeta><rdf:Description xmp:CreatorTool=\"\(tool)\"/></x:xmpmeta>"
            return inserting([segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0\(packet)".utf8))], into: file)
        default:
            let resources = Array("Photoshop 3.0\0".utf8) + Array("8BIM".utf8) + [4, 37, 0, 0, 0, 0, 0, 16]
            return inserting([segment(0xED, resources + Array(repeating: 7, count: 16))], into: file)
        }
    }

    /// A telephone's picture of its own screen, on which the photograph is seen.
    static func screenshot(_ photograph: Photograph, seed: UInt64) throws(SpecimenError) -> PresentedDocument {
        var chance = SeededGenerator(seed: seed ^ 0x5C_EE27)
        let size = chance.pick([(1170, 2532), (1080, 2400), (1290, 2796), (1080, 2340), (1440, 3200)])
        let canvas = try Canvas(width: size.0, height: size.1)
        let (width, height) = (Double(size.0), Double(size.1))
        canvas.fill(Region(x: 0, y: 0, width: width, height: height), Colour(0x000000))
        let picture = photograph.picture
        let scale = width / Double(picture.width)
        let top = (height - Double(picture.height) * scale) / 2
        let shown = picture.resized(width: size.0, height: Int((Double(picture.height) * scale).rounded()))
        canvas.draw(shown, from: shown.region, into: Region(x: 0, y: top, width: width, height: Double(shown.height)))
        canvas.text("9:41", at: Point(x: width * 0.1, y: width * 0.09), .sansBold, size: width * 0.04, Colour(1, 1, 1))
        func moved(_ quad: Quad) -> Quad { quad.mapped { Point(x: $0.x * scale, y: top + $0.y * scale) } }
        let seen = Photograph(
            picture: try canvas.picture(), document: photograph.document, outline: moved(photograph.outline),
            mrz: photograph.mrz.map(moved), portrait: photograph.portrait.map(moved))
        let plain = seen.picture.png()
        let comment = chance.integer(in: 0...2)
        let file =
            comment == 0
            ? plain
            : inserting(chunk: comment == 1 ? "tEXt" : "iTXt", Array("Software\0Android screenshot".utf8), into: plain)
        return PresentedDocument(photograph: seen, file: file)
    }

    /// One directory of EXIF with the software's name: big endian, one ASCII entry (EXIF 2.32, tag 0x0131).
    private static func tiff(software: String) -> [UInt8] {
        let text = Array(software.utf8) + [0]
        let head: [UInt8] = [0x4D, 0x4D, 0, 42, 0, 0, 0, 8, 0, 1]
        let entry: [UInt8] = [0x01, 0x31, 0, 2, 0, 0, 0, UInt8(text.count), 0, 0, 0, 26]
        return head + entry + [0, 0, 0, 0] + text
    }

    private static func segment(_ marker: UInt8, _ data: [UInt8]) -> [UInt8] {
        let length = data.count + 2
        return [0xFF, marker, UInt8(length >> 8), UInt8(length & 0xFF)] + data
    }

    /// After the start of the file, before everything else.
    private static func inserting(_ segments: [[UInt8]], into file: [UInt8]) -> [UInt8] {
        Array(file[..<2]) + segments.flatMap { $0 } + file[2...]
    }

    /// After IHDR, whose length is always the same.
    private static func inserting(chunk name: String, _ text: [UInt8], into file: [UInt8]) -> [UInt8] {
        // An international text has flags, a language and a translated key between its key and its text.
        let zero = text.firstIndex(of: 0) ?? text.count
        let data = name == "iTXt" ? text[...zero] + [0, 0, 0, 0] + text[(zero + 1)...] : text[...]
        let body = Array(name.utf8) + data
        let chunk = bytes(UInt32(data.count)) + body + bytes(crc(body))
        return Array(file[..<33]) + chunk + file[33...]
    }

    private static func bytes(_ value: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// W3C PNG, annex D.
    private static func crc(_ data: [UInt8]) -> UInt32 {
        let sum = data.reduce(0xFFFF_FFFF as UInt32) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
        }
        return ~sum
    }
}
