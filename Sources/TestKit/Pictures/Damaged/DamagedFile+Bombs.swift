/// Files that are small on the disk and claim, or unpack to, far more than a picture may be.
extension DamagedFile {
    static var bombs: [DamagedFile] { claims + unpacking + endless }

    /// Headers that claim sizes: past every limit, at the limits, and of no extent.
    private static var claims: [DamagedFile] {
        let huge: [(Int, Int)] = [
            (65_535, 65_535), (65_535, 16), (16, 65_535), (16_385, 16), (16_384, 16_384), (7_072, 7_072),
            (10_000, 5_001),
        ]
        let small: [(Int, Int)] = [(0, 0), (0, 100), (100, 0), (1, 1), (15, 15), (15, 5_000), (16, 15)]
        let within: [(Int, Int)] = [(16_384, 16), (16, 16_384), (2_048, 2_048), (640, 480)]
        return huge.flatMap { claiming($0.0, $0.1, .tooLarge) } + small.flatMap { claiming($0.0, $0.1, .refusal) }
            + within.flatMap { claiming($0.0, $0.1, nil) }
            + hugeOnlyInPNG + mostThatIsAllowed
    }

    private static func claiming(_ width: Int, _ height: Int, _ outcome: Outcome?) -> [DamagedFile] {
        let size = "claiming \(width) × \(height)"
        let jpegs = WholeFile.readable.filter { $0.name.hasSuffix("jpeg") }.map { file in
            let bytes = PictureFiles.jpeg(file.bytes, claimingWidth: UInt16(width), height: UInt16(height))
            return DamagedFile("\(file.name) \(size)", bytes, outcome)
        }
        let pngs = WholeFile.readable.filter { $0.name.hasPrefix("png") }.map { file in
            let bytes = PictureFiles.png(file.bytes, claimingWidth: UInt32(width), height: UInt32(height))
            return DamagedFile("\(file.name) \(size)", bytes, outcome)
        }
        return jpegs + pngs + webps(width, height, size, outcome) + heics(width, height, size, outcome)
    }

    /// Both numbers of a WebP: 14 bits in the picture's own header, 24 in the extended one, where it may have 0 for 1.
    private static func webps(_ width: Int, _ height: Int, _ size: String, _ outcome: Outcome?) -> [DamagedFile] {
        let (lossy, lossless) = (SampleFiles.webpLossy, SampleFiles.webpLosslessAlpha)
        var own = lossy
        own.replaceSubrange(26..<30, with: little(width & 0x3FFF, 2) + little(height & 0x3FFF, 2))
        var packed = lossless
        packed.replaceSubrange(
            21..<25, with: little(max(0, width - 1) & 0x3FFF | (max(0, height - 1) & 0x3FFF) << 14, 4))
        let body =
            Array("VP8X".utf8) + little(10, 4) + little(0, 4) + little(max(0, width - 1), 3)
            + little(max(0, height - 1), 3) + own[12...]
        let extended = Array("RIFF".utf8) + little(body.count + 4, 4) + Array("WEBP".utf8) + body
        return [
            DamagedFile("webp \(size)", own), DamagedFile("lossless webp \(size)", packed),
            // The picture within is smaller than what is around it, which is wrong before it is too large.
            DamagedFile("extended webp \(size)", extended, outcome == .tooLarge ? .refusal : outcome),
        ]
    }

    private static func heics(_ width: Int, _ height: Int, _ size: String, _ outcome: Outcome?) -> [DamagedFile] {
        guard let box = WholeFile.place(of: "ispe", in: SampleFiles.heic) else { return [] }
        var bytes = SampleFiles.heic
        bytes.replaceSubrange(box + 4..<box + 12, with: big(width, 4) + big(height, 4))
        return [DamagedFile("heic \(size)", bytes)]
    }

    private static var hugeOnlyInPNG: [DamagedFile] {
        let sizes: [(UInt32, UInt32)] = [
            (.max, .max), (0x7FFF_FFFF, 0x7FFF_FFFF), (0x8000_0000, 16), (16, 0x8000_0000), (1 << 20, 1 << 20),
            (.max, 1),
        ]
        return sizes.map { width, height in
            DamagedFile(
                "png claiming \(width) × \(height)",
                PictureFiles.png(SampleFiles.pngAlpha, claimingWidth: width, height: height), .tooLarge)
        }
    }

    /// As large as `ImageLimits` allow and with next to no data: the memory that one file may cost.
    private static var mostThatIsAllowed: [DamagedFile] {
        let (width, height) = (16_384, 3_051)
        let jpegs = [SampleFiles.jpegGrey, SampleFiles.jpegProgressive].map {
            PictureFiles.jpeg($0, claimingWidth: UInt16(width), height: UInt16(height))
        }
        let png = PictureFiles.png(SampleFiles.pngAlpha, claimingWidth: UInt32(width), height: UInt32(height))
        let name = "claiming \(width) × \(height)"
        return (jpegs + [png]).enumerated().map { DamagedFile("file \($0.offset) \(name)", $0.element, .refusal) }
            + webps(width, height, name, nil) + heics(width, height, name, nil)
    }

    /// Zeros by the megabyte out of a few kilobytes, as pixels and beside them.
    private static var unpacking: [DamagedFile] {
        // Rows of 4,096 grey pixels and their filter byte, as many as the stream fills; then fewer than it has.
        let stream = ZlibStream.zeros(repeats: 48_768)
        let grey = PictureFiles.png(width: 4_096, height: 3_071, chunks: [("IDAT", stream)])
        let swollen = PictureFiles.png(width: 64, height: 48, chunks: [("IDAT", stream)])
        let beside = [
            ("iCCP", Array("bomb\0\0".utf8) + stream), ("zTXt", Array("bomb\0\0".utf8) + stream),
            ("iTXt", Array("bomb\0\u{1}\0\0\0".utf8) + stream),
        ].map { name, data in
            DamagedFile("png with 12 MB in \(name)", PictureFiles.png(SampleFiles.pngAlpha, adding: name, data))
        }
        let twice = PictureFiles.png(
            width: 64, height: 48, chunks: [("IDAT", Array(stream[..<40_000])), ("IDAT", Array(stream[40_000...]))])
        return beside + [
            DamagedFile("png of 12 megapixels in 80 kB", grey, .picture),
            DamagedFile("png with too many pixels", swollen),
            DamagedFile("png with too many pixels in two chunks", twice),
        ]
    }

    /// More parts than a header may have, and parts without end.
    private static var endless: [DamagedFile] {
        let comments = Array(repeating: [0xFF, 0xFE, 0, 2] as [UInt8], count: 20_000).joined()
        let jpeg = SampleFiles.jpegGrey
        let scan = Array(jpeg[(WholeFile.all[2].parts.last { jpeg[$0.range.lowerBound + 1] == 0xDA }?.range ?? 0..<0)])
        let scans = Array(jpeg.dropLast(2)) + Array(repeating: scan, count: 400).joined() + jpeg.suffix(2)
        let png = SampleFiles.pngAlpha
        let chunk: [UInt8] = [0, 0, 0, 0] + Array("teXt".utf8) + [0, 0, 0, 0]
        let chunks = png[..<33] + Array(repeating: chunk, count: 20_000).joined() + png[33...]
        let unknown = Array(repeating: Array("junk".utf8) + little(0, 4), count: 20_000).joined()
        let webp = Array("RIFF".utf8) + little(4 + unknown.count, 4) + Array("WEBP".utf8) + unknown
        return [
            DamagedFile("jpeg of 20,000 comments", Array(jpeg[..<2] + comments + jpeg[2...]), .refusal),
            DamagedFile("jpeg of 400 scans more", scans),
            DamagedFile("jpeg of fill bytes", [0xFF, 0xD8] + [UInt8](repeating: 0xFF, count: 200_000), .refusal),
            DamagedFile("png of 20,000 empty chunks", Array(chunks), .refusal),
            DamagedFile("webp of 20,000 empty chunks", webp, .refusal),
        ] + boxes
    }

    /// Boxes within boxes, of no length, of a length to the file's end, and of one in eight bytes.
    private static var boxes: [DamagedFile] {
        let head = Array(SampleFiles.heic[..<28])
        func box(_ name: String, _ body: [UInt8], length: Int? = nil) -> [UInt8] {
            big(length ?? body.count + 8, 4) + Array(name.utf8) + body
        }
        let nested = (0..<2_000).reduce([UInt8]()) { body, _ in box("meta", [0, 0, 0, 0] + body) }
        let plain = (0..<2_000).reduce([UInt8]()) { body, _ in box("iprp", body) }
        let wide = big(1, 4) + Array("meta".utf8) + [UInt8](repeating: 0xFF, count: 8)
        let tails: [(String, [UInt8])] = [
            ("2,000 boxes in one another", nested), ("2,000 properties in one another", plain), ("a wide box", wide),
            ("boxes of no length", Array(repeating: box("free", [], length: 0), count: 100).flatMap(\.self)),
            ("5,000 empty boxes", Array(repeating: box("free", []), count: 5_000).flatMap(\.self)),
            ("an item list of 65,535", box("meta", [0, 0, 0, 0] + box("iinf", [0, 0, 0, 0, 0xFF, 0xFF]))),
            ("a place list of 65,535", box("meta", [0, 0, 0, 0] + box("iloc", [0, 0, 0, 0, 0x44, 0, 0xFF, 0xFF]))),
            (
                "a reference to itself",
                box("meta", [0, 0, 0, 0] + box("iref", box("dimg", big(0x1_0001, 4) + big(0x1, 4))))
            ),
        ]
        return tails.map { DamagedFile("heic with \($0.0)", head + $0.1, .refusal) }
    }
}
