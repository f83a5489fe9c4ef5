import Evidence

/// PDF files as no scanner makes them. They are a list of their own: what comes of them depends on whether the library
/// that draws them is there.
extension DamagedFile {
    package static let pdfs: [DamagedFile] = soundPDFs.flatMap(damaged) + oddPages + oddTrees + loops + oddPictures

    private static let soundPDFs: [(name: String, pdf: WrittenPDF)] = [
        (
            "scan",
            WrittenPDF(
                showing: WrittenPDF.jpeg(SampleFiles.jpegProgressive, width: 64, height: 48), widthPoints: 96,
                heightPoints: 72)
        ),
        (
            "letter",
            WrittenPDF(
                mediaBox: "0 0 200 100", contents: "BT /F 12 Tf 10 40 Td (Utopia) Tj ET",
                resources: "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>", page: "/Rotate 90")
        ),
    ]

    /// Cut at even places, with flipped bits, without one of its objects, with another's number, with wrong lengths.
    private static func damaged(_ name: String, _ pdf: WrittenPDF) -> [DamagedFile] {
        let whole = pdf.bytes
        let cuts = (0..<48).map { $0 * whole.count / 48 }.map { place in
            DamagedFile("\(name) cut at \(place)", Array(whole.prefix(place)), place < 9 ? .refusal : nil)
        }
        var draws = DamageDraws(seed: 300)
        let flips = (0..<96).map { round in
            var bytes = whole
            for _ in 0..<(1 << (round % 6)) { bytes[draws.number(below: bytes.count)] ^= 1 << draws.number(below: 8) }
            return DamagedFile("\(name) with flipped bits, \(round)", bytes)
        }
        let objects = pdf.objects.indices.flatMap { index in
            var (without, twice, moved) = (pdf, pdf, pdf)
            without.objects[index] = Array("null".utf8)
            twice.objects.insert(pdf.objects[index], at: index)
            moved.objects.swapAt(index, pdf.objects.count - 1 - index)
            return [("without", without), ("with twice", twice), ("with moved", moved)].map { what, changed in
                DamagedFile("\(name) \(what) object \(index + 1)", changed.bytes)
            }
        }
        let words = ["startxref", "xref", "trailer", "/Root", "/Pages", "/Kids", "/Contents", "endobj", "stream\n"]
        let spoilt = words.map { DamagedFile("\(name) without \($0)", replacing($0, by: "", in: whole)) }
        let lengths = ["0", "1", "999999999", "-1", "4294967296", "4 0 R"].map { length in
            DamagedFile("\(name) of length \(length)", replacing("/Length ", by: "/Length \(length)/X ", in: whole))
        }
        return cuts + flips + objects + spoilt + lengths + [DamagedFile("whole \(name)", whole, .picture)]
    }

    private static func replacing(_ word: String, by other: String, in file: [UInt8]) -> [UInt8] {
        let (word, other) = (Array(word.utf8), Array(other.utf8))
        var (changed, at) = ([UInt8](), 0)
        while at < file.count {
            let isThere = file[at...].starts(with: word)
            changed += isThere ? other : [file[at]]
            at += isThere ? word.count : 1
        }
        return changed
    }

    /// Sizes of no page, and contents that ask for more than a page has.
    private static var oddPages: [DamagedFile] {
        let boxes: [(String, Outcome?)] = [
            ("0 0 0 0", nil), ("0 0 1000000000 1000000000", nil), ("100 100 -100 -300", nil), ("0 0 14400 14400", nil),
            ("0 0 14401 200", .refusal), ("0 0 14400 1", .refusal), ("0 0 1 1", .refusal), ("a b c d", nil), ("", nil),
            ("0 0 1e38 1e38", nil), ("-1000000 -1000000 -999900 -999900", nil),
        ]
        let contents: [(String, String)] = [
            ("states without end", String(repeating: "q ", count: 50_000)),
            ("brackets without end", String(repeating: "[", count: 50_000)),
            ("dashes of no length", "[0.0001 0.0001] 0 d 0 0 m 200 100 l S"),
            ("lines as wide as a country", "1e9 w 0 0 m 1e9 1e9 l S 1e38 0 0 1e38 0 0 cm 0 0 1 1 re f"),
            ("a text without a font", "BT /None 1e9 Tf (text) Tj ET"),
            ("unknown words", "foo bar /Do Do (a) Tj ' \" BX"),
        ]
        return boxes.map { DamagedFile("page of \($0.0)", WrittenPDF(mediaBox: $0.0, contents: "").bytes, $0.1) }
            + contents.map { name, text in
                DamagedFile("page with \(name)", WrittenPDF(mediaBox: "0 0 200 100", contents: text).bytes)
            }
    }

    /// Page trees of no page, of several, of themselves, and as deep as no file needs.
    private static var oddTrees: [DamagedFile] {
        func tree(_ pages: String, _ others: [String] = []) -> [UInt8] {
            let first = ["<</Type/Catalog/Pages 2 0 R>>", pages]
            return WrittenPDF(objects: (first + others).map { Array($0.utf8) }).bytes
        }
        let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>"
        let deep = (3...3_000).map { "<</Type/Pages/Kids[\($0 + 1) 0 R]/Count 1>>" }
        let nested = String(repeating: "[", count: 50_000) + String(repeating: "]", count: 50_000)
        return [
            DamagedFile("no page", tree("<</Type/Pages/Kids[]/Count 0>>"), .refusal),
            DamagedFile("two pages", tree("<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>", [page, page]), .refusal),
            DamagedFile("two pages, counted as one", tree("<</Type/Pages/Kids[3 0 R 4 0 R]/Count 1>>", [page, page])),
            DamagedFile("pages of themselves", tree("<</Type/Pages/Kids[2 0 R]/Count 1>>"), .refusal),
            DamagedFile("a million pages", tree("<</Type/Pages/Kids[3 0 R]/Count 1000000>>", [page])),
            DamagedFile("pages of 3,000 storeys", tree("<</Type/Pages/Kids[3 0 R]/Count 1>>", deep + [page])),
            DamagedFile(
                "a catalogue of brackets", tree("<</Type/Pages/Kids[3 0 R]/Count 1/X \(nested)>>", [page])),
        ]
    }

    /// Forms, patterns and fonts that show themselves, and forms within forms.
    private static var loops: [DamagedFile] {
        func page(_ contents: String, _ resources: String, _ others: [[UInt8]]) -> [UInt8] {
            WrittenPDF(mediaBox: "0 0 200 100", contents: contents, resources: resources, others: others).bytes
        }
        func form(_ next: Int) -> [UInt8] {
            let resources = "/Resources<</XObject<</G \(next) 0 R>>>>"
            return WrittenPDF.stream("/Type/XObject/Subtype/Form/BBox[0 0 200 100]\(resources)", Array("/G Do".utf8))
        }
        let pattern = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep 9"
        let glyph = WrittenPDF.stream("", Array("1 0 d0 BT /F 1 Tf (aa) Tj ET".utf8))
        let font =
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[1]"
            + "/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F 5 0 R>>>>>>"
        return [
            DamagedFile("a form of itself", page("/G Do", "/XObject<</G 5 0 R>>", [form(5)])),
            DamagedFile("twenty forms in one another", page("/G Do", "/XObject<</G 5 0 R>>", (6...25).map(form))),
            DamagedFile(
                "a pattern of itself",
                page(
                    "/Pattern cs /T scn 0 0 99 99 re f", "/Pattern<</T 5 0 R>>",
                    [
                        WrittenPDF.stream(
                            "\(pattern)/Resources<</Pattern<</T 5 0 R>>>>",
                            Array("/Pattern cs /T scn 0 0 9 9 re f".utf8))
                    ])),
            DamagedFile(
                "a font of itself", page("BT /F 9 Tf (aaa) Tj ET", "/Font<</F 5 0 R>>", [Array(font.utf8), glyph])),
        ]
    }

    /// Pictures that claim more than they have, with every filter that PDF knows.
    private static var oddPictures: [DamagedFile] {
        func scan(_ name: String, _ picture: [UInt8], _ outcome: Outcome? = nil) -> DamagedFile {
            DamagedFile(name, WrittenPDF(showing: picture, widthPoints: 96, heightPoints: 72).bytes, outcome)
        }
        let sizes: [(Int, Int, Outcome?)] = [
            (65_535, 65_535, .tooLarge), (2_147_483_647, 2_147_483_647, nil), (0, 0, nil), (-1, -1, nil),
            (7_100, 7_100, .tooLarge),
        ]
        let filters = [
            "ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode",
            "JBIG2Decode", "DCTDecode", "JPXDecode", "Crypt", "None",
        ]
        var draws = DamageDraws(seed: 400)
        return sizes.map { width, height, outcome in
            let claim = WrittenPDF.image(width: width, height: height, "", [1, 2])
            return scan("picture of \(width) × \(height)", claim, outcome)
        }
            + filters.flatMap { filter in
                [draws.bytes(400), [], ZlibStream.zeros(repeats: 1_000)].enumerated().map { number, data in
                    scan(
                        "picture of \(filter), \(number)",
                        WrittenPDF.image(width: 600, height: 40, "/Filter/\(filter)", data))
                }
            }
            + [
                scan(
                    "picture packed 200 times",
                    WrittenPDF.image(
                        width: 60, height: 40,
                        "/Filter[\(String(repeating: "/FlateDecode", count: 200))]", ZlibStream.zeros(repeats: 9)))
            ]
    }
}
