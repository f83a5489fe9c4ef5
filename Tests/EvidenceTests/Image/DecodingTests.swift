import Evidence
import TestKit
import Testing

@Suite struct `A picture file` {
    private static let quarters = [Quarters.red, Quarters.green, Quarters.blue, Quarters.yellow]
    private static let transparent = [Quarters.white, Quarters.green, Quarters.blue, Quarters.yellow]

    @Test(arguments: [
        ("jpeg", Quarters.picture.jpeg(quality: 92), ImageFormat.jpeg), ("png", Quarters.picture.png(), .png),
        ("progressive", SampleFiles.jpegProgressive, .jpeg), ("16 bits", SampleFiles.png16, .png),
        ("webp", SampleFiles.webpLossy, .webp), ("heic", SampleFiles.heic, .heic),
    ])
    func `is decoded to the picture it shows`(_ name: String, _ file: [UInt8], _ format: ImageFormat) throws {
        let image = try Picture.decode(file)
        #expect(image.facts.format == format)
        #expect(image.facts.widthPixels == 64 && image.facts.heightPixels == 48)
        #expect(image.picture.width == 64 && image.picture.height == 48 && image.picture.channels == 3)
        #expect(Quarters.match(image.picture, Self.quarters))
        #expect(!image.facts.hasAlpha)
    }

    @Test func `loses nothing as PNG`() throws {
        #expect(try Picture.decode(Quarters.picture.png()).picture == Quarters.picture)
        #expect(try Picture.decode(Quarters.picture.grey().png()).picture == Quarters.picture.grey().colour())
    }

    @Test(arguments: [
        SampleFiles.pngAlpha, SampleFiles.webpLosslessAlpha, SampleFiles.heicAlpha,
    ])
    func `shows white where it is transparent`(_ file: [UInt8]) throws {
        let image = try Picture.decode(file)
        #expect(image.facts.hasAlpha)
        #expect(Quarters.match(image.picture, Self.transparent))
    }

    @Test func `shows white where its palette is transparent`() throws {
        let image = try Picture.decode(SampleFiles.pngPalette)
        #expect(image.facts.hasAlpha)
        #expect(Quarters.colours(of: image.picture).filter { $0 == Quarters.white }.count == 1)
    }

    @Test func `becomes grey in three channels when it has one`() throws {
        let picture = try Picture.decode(SampleFiles.jpegGrey).picture
        #expect(picture.channels == 3)
        #expect(Quarters.colours(of: picture).allSatisfy { $0[0] == $0[1] && $0[1] == $0[2] })
    }

    @Test(arguments: [
        ("gif", SampleFiles.gif, ImageFormat.gif), ("tiff", SampleFiles.tiff, .tiff), ("avif", SampleFiles.avif, .avif),
        ("pdf", Array("%PDF-1.7\n1 0 obj".utf8), .pdf), ("hidden pdf", Array("\n\n%PDF-1.4".utf8), .pdf),
        ("bmp", Array("BM".utf8) + [UInt8](repeating: 0, count: 60), .bmp), ("empty", [], .unknown),
        ("text", Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), .unknown), ("one byte", [0xFF], .unknown),
        ("mp4", [0, 0, 0, 16] + Array("ftypisom".utf8) + [0, 0, 0, 1], .unknown),
    ])
    func `of another kind is refused by its kind`(_ name: String, _ file: [UInt8], _ format: ImageFormat) {
        #expect(throws: ImageError.unsupportedFormat(format)) { try Picture.decode(file) }
    }

    @Test func `that moves is refused`() {
        let animated = PictureFiles.png(Quarters.picture.png(), adding: "acTL", [0, 0, 0, 2, 0, 0, 0, 0])
        #expect(throws: ImageError.animated) { try Picture.decode(animated) }
        #expect(throws: ImageError.animated) { try Picture.decode(SampleFiles.webpAnimated) }
    }

    @Test func `in the colours of print is refused`() {
        #expect(throws: ImageError.unsupportedColours) { try Picture.decode(SampleFiles.jpegCMYK) }
    }

    @Test(arguments: [(65_000, 65_000), (16_385, 20), (20, 16_385), (9_000, 9_000)] as [(UInt16, UInt16)])
    func `that claims too many pixels is refused before it has memory`(_ width: UInt16, _ height: UInt16) {
        let error = ImageError.tooLarge(widthPixels: Int(width), heightPixels: Int(height))
        let jpeg = PictureFiles.jpeg(Quarters.picture.jpeg(quality: 90), claimingWidth: width, height: height)
        #expect(throws: error) { try Picture.decode(jpeg) }
        let png = PictureFiles.png(
            Quarters.picture.png(), claimingWidth: UInt32(width), height: UInt32(height))
        #expect(throws: error) { try Picture.decode(png) }
    }

    @Test func `of hardly any pixels is refused`() {
        let dot = Quarters.drawn(width: 15, height: 64)
        #expect(throws: ImageError.tooSmall(widthPixels: 15, heightPixels: 64)) { try Picture.decode(dot.png()) }
    }

    @Test func `that claims a size which its data do not have is refused`() {
        let taller = PictureFiles.jpeg(Quarters.picture.jpeg(quality: 90), claimingWidth: 64, height: 480)
        #expect(throws: ImageError.truncated) { try Picture.decode(taller) }
        let wider = PictureFiles.png(Quarters.picture.png(), claimingWidth: 640, height: 480)
        #expect(throws: ImageError.corrupt) { try Picture.decode(wider) }
    }
}
