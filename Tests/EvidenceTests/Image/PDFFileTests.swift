import Evidence
import TestKit
import Testing

/// With the library that set-up fetched; where it could not, PDF is refused and there is nothing to draw.
@Suite(.enabled(if: RuntimeFolder.hasPDF)) struct `A PDF file of one page` {
    private static let quarters = [Quarters.red, Quarters.green, Quarters.blue, Quarters.yellow]
    let library: PDFLibrary

    init() throws { library = try PDFLibrary(libraryPath: RuntimeFolder.pdfLibrary) }

    private func decode(_ pdf: WrittenPDF) throws(ImageError) -> DecodedImage {
        try Picture.decode(pdf.bytes, pdf: library)
    }

    private static func scan(_ picture: Picture, page: String = "") -> WrittenPDF {
        WrittenPDF(
            showing: WrittenPDF.flate(picture), widthPoints: picture.width * 3 / 2,
            heightPoints: picture.height * 3 / 2, page: page)
    }

    @Test func `shows a scan in the scan's own pixels`() throws {
        let noise = Noise.picture(width: 400, height: 300, seed: 41)
        let image = try decode(Self.scan(noise))
        #expect(image.picture == noise)
        #expect(
            image.facts
                == ImageFacts(format: .pdf, widthPixels: 400, heightPixels: 300, orientation: 1, hasAlpha: false))
    }

    @Test func `shows the JPEG of a scanner`() throws {
        let file = Quarters.drawn(width: 640, height: 480).jpeg(quality: 92)
        let pdf = WrittenPDF(
            showing: WrittenPDF.jpeg(file, width: 640, height: 480), widthPoints: 595, heightPoints: 446)
        let picture = try decode(pdf).picture
        #expect(abs(picture.width - 640) <= 1 && abs(picture.height - 480) <= 1)
        #expect(Quarters.match(picture, Self.quarters))
    }

    @Test func `is turned as it says`() throws {
        let picture = try decode(Self.scan(Quarters.picture, page: "/Rotate 90")).picture
        #expect(picture == Quarters.picture.rotated(quarterTurns: 1))
    }

    @Test func `keeps the pixels of a scan within a form`() throws {
        let form = WrittenPDF.stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</P 6 0 R>>>>", Array("/P Do".utf8))
        let pdf = WrittenPDF(
            mediaBox: "0 0 96 72", contents: "96 0 0 72 0 0 cm /G Do", resources: "/XObject<</G 5 0 R>>",
            others: [form, WrittenPDF.flate(Quarters.picture)])
        #expect(try decode(pdf).picture == Quarters.picture)
    }

    @Test func `without a scan is drawn at 300 dots an inch on white, with fonts of the library's own`() throws {
        let pdf = WrittenPDF(
            mediaBox: "0 0 144 72", contents: "BT /F 20 Tf 10 30 Td (UTOPIA) Tj ET",
            resources: "/Font<</F<</Type/Font/Subtype/TrueType/BaseFont/Arial>>>>")
        let picture = try decode(pdf).picture
        #expect(picture.width == 600 && picture.height == 300)
        let white = picture.share(above: 250)
        #expect((0.8..<0.98).contains(white), "\(white)")
        #expect(picture.cropped(to: Region(x: 0, y: 0, width: 600, height: 80)).share(above: 254) == 1)
    }

    @Test func `as large as a wall is drawn no larger than a phone's picture`() throws {
        let poster = WrittenPDF(mediaBox: "0 0 14400 3600", contents: "")
        let picture = try decode(poster).picture
        #expect(picture.width == PDFLimits.longestSidePixels && picture.height == PDFLimits.longestSidePixels / 4)
    }

    @Test func `shows what is on the page and nothing that floats over it or runs`() throws {
        var pdf = Self.scan(Quarters.picture, page: "/Annots[6 0 R]/AA<</O<</S/JavaScript/JS(while\\(true\\);)>>>>")
        let black = WrittenPDF.stream("/Type/XObject/Subtype/Form/BBox[0 0 96 72]", Array("0 0 96 72 re f".utf8))
        pdf.objects += [Array("<</Type/Annot/Subtype/Stamp/Rect[0 0 96 72]/F 4/AP<</N 7 0 R>>>>".utf8), black]
        pdf.objects[0] = Array("<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>".utf8)
        #expect(try decode(pdf).picture == Quarters.picture)
    }

    @Test func `is mended where its table is wrong`() throws {
        var file = Self.scan(Quarters.picture).bytes
        let place = try #require(file.indices.last { file[$0...].starts(with: "startxref".utf8) })
        file.replaceSubrange(place..<place + 12, with: Array("startxref\n99".utf8))
        #expect(try Picture.decode(file, pdf: library).picture == Quarters.picture)
    }

    @Test func `is the same to the last bit every time`() throws {
        let pdf = WrittenPDF(
            mediaBox: "0 0 144 72", contents: "0.3 g 5 5 m 90 60 140 10 70 66 c f",
            resources: "")
        #expect(try decode(pdf) == decode(pdf))
    }

    @Test func `is refused where a password opens it`() {
        let mark = String(repeating: "41", count: 32)
        let pdf = WrittenPDF(
            objects: Self.scan(Quarters.picture).objects,
            trailer: "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<\(mark)>/U<\(mark)>/P -4>>")
        #expect(throws: ImageError.encrypted) { try decode(pdf) }
    }

    @Test func `is refused where there are more pages, or none`() {
        var pdf = Self.scan(Quarters.picture)
        pdf.objects[1] = Array("<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>".utf8)
        #expect(throws: ImageError.pageCount(2)) { try decode(pdf) }
        pdf.objects[1] = Array("<</Type/Pages/Kids[]/Count 0>>".utf8)
        #expect(throws: ImageError.pageCount(0)) { try decode(pdf) }
    }

    @Test func `is refused for the size of its page or of a picture before anything is drawn`() {
        #expect(throws: ImageError.pageTooLarge(widthPoints: 20_000, heightPoints: 100)) {
            try decode(WrittenPDF(mediaBox: "0 0 20000 100", contents: ""))
        }
        #expect(throws: ImageError.tooSmall(widthPixels: 4_096, heightPixels: 1)) {
            try decode(WrittenPDF(mediaBox: "0 0 14400 5", contents: ""))
        }
        let claim = WrittenPDF.image(width: 9_000, height: 9_000, "", [0])
        #expect(throws: ImageError.tooLarge(widthPixels: 9_000, heightPixels: 9_000)) {
            try decode(WrittenPDF(showing: claim, widthPoints: 96, heightPoints: 72))
        }
    }

    @Test func `is refused for more objects or bytes than a page needs`() {
        let contents = String(repeating: "0 0 1 1 re f ", count: 50_001)
        #expect(throws: ImageError.tooComplex) { try decode(WrittenPDF(mediaBox: "0 0 96 72", contents: contents)) }
        let swollen = Self.scan(Quarters.picture).bytes + [UInt8](repeating: 32, count: PDFLimits.mostBytes)
        #expect(throws: ImageError.tooComplex) { try Picture.decode(swollen, pdf: library) }
    }

    @Test(arguments: ["\n", "<html>", "\u{FEFF}"])
    func `is none where it begins as something else`(_ head: String) {
        let file = Array(head.utf8) + Self.scan(Quarters.picture).bytes
        #expect(throws: ImageError.unsupportedFormat(.pdf)) { try Picture.decode(file, pdf: library) }
    }

    @Test func `is none behind another picture`() throws {
        let jpeg = Quarters.picture.jpeg(quality: 92)
        let scan = Self.scan(Noise.picture(width: 40, height: 40, seed: 1))
        let image = try Picture.decode(jpeg + scan.bytes, pdf: library)
        #expect(image.facts.format == .jpeg && image.picture.width == 64)
    }

    @Test func `is refused by its kind where no library is open`() {
        #expect(throws: ImageError.unsupportedFormat(.pdf)) { try Picture.decode(Self.scan(Quarters.picture).bytes) }
    }
}

@Suite struct `The PDF library` {
    @Test(arguments: ["/nowhere/libpdfium.so", ""])
    func `says so when it is not there`(_ path: String) {
        #expect(throws: PDFError.self) { try PDFLibrary(libraryPath: path) }
    }

    @Test func `is refused when it is another`() {
        #expect(throws: PDFError.libraryUnusable("the library does not answer as PDFium does")) {
            try PDFLibrary(libraryPath: "libc.so.6")
        }
    }
}
