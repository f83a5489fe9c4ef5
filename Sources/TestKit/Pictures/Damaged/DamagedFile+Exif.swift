/// Directories of EXIF that loop, point outside or count without end, in each format that carries one.
extension DamagedFile {
    static var wrongExif: [DamagedFile] {
        [true, false].flatMap { isLittle in
            directories(isLittle).flatMap { name, tiff -> [DamagedFile] in
                let title = "exif with \(name), \(isLittle ? "II" : "MM")"
                return [
                    DamagedFile("jpeg, \(title)", PictureFiles.jpeg(SampleFiles.jpegGrey, exif: tiff), .picture),
                    DamagedFile(
                        "png, \(title)", PictureFiles.png(SampleFiles.pngAlpha, adding: "eXIf", tiff), .picture),
                    DamagedFile("webp, \(title)", webp(carrying: tiff), .picture),
                ]
            }
        }
    }

    private static func directories(_ isLittle: Bool) -> [(String, [UInt8])] {
        func number(_ value: Int, _ count: Int) -> [UInt8] { isLittle ? little(value, count) : big(value, count) }
        func tiff(at offset: Int, _ directory: [UInt8]) -> [UInt8] {
            Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(offset, 4) + directory
        }
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: Int) -> [UInt8] {
            number(tag, 2) + number(type, 2) + number(count, 4) + number(value, 2) + number(0, 2)
        }
        let orientation = entry(0x0112, 3, 1, 6)
        let offsets = [0, 1, 4, 7, 9, 25, 26, 27, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF].map {
            ("its directory at \($0)", tiff(at: $0, number(1, 2) + orientation + number(0, 4)))
        }
        let counts = [0, 2, 255, 65_535].map { ("\($0) entries", tiff(at: 8, number($0, 2) + orientation)) }
        let values = [0, 9, 255, 65_535].map {
            ("the orientation \($0)", tiff(at: 8, number(1, 2) + entry(0x0112, 3, 1, $0) + number(0, 4)))
        }
        let types = [0, 1, 4, 5, 12, 65_535].map {
            ("an orientation of type \($0)", tiff(at: 8, number(1, 2) + entry(0x0112, $0, 1, 6)))
        }
        let repeats = [0, 2, 0x7FFF_FFFF, 0xFFFF_FFFF].map {
            ("\($0) orientations", tiff(at: 8, number(1, 2) + entry(0x0112, 3, $0, 6)))
        }
        let pointers = [8, 0, 0xFFFF].map { target in
            let thumbnails = entry(0x8769, 4, 1, target) + entry(0x8825, 4, 1, target) + entry(0xA005, 4, 1, target)
            return ("directories back at \(target)", tiff(at: 8, number(3, 2) + thumbnails + number(target, 4)))
        }
        let many = Array(repeating: entry(0x0110, 2, 0xFFFF_FFFF, 0), count: 2_000).flatMap(\.self)
        return offsets + counts + values + types + repeats + pointers + [
            ("2,000 entries of text", tiff(at: 8, number(2_000, 2) + many)), ("its mark alone", tiff(at: 8, [])),
            ("no mark", number(0, 4)), ("nothing", []),
        ]
    }

    private static func webp(carrying tiff: [UInt8]) -> [UInt8] {
        let head = Array("VP8X".utf8) + little(10, 4) + [8, 0, 0, 0] + little(63, 3) + little(47, 3)
        let tail = Array("EXIF".utf8) + little(tiff.count, 4) + tiff + (tiff.count % 2 == 0 ? [] : [0])
        let body = Array("WEBP".utf8) + head + SampleFiles.webpLossy[12...] + tail
        return Array("RIFF".utf8) + little(body.count, 4) + body
    }
}
