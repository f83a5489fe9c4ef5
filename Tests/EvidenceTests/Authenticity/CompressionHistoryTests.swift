import Evidence
import TestKit
import Testing

@Suite struct `The compression of a portrait` {
    /// Texture, coarse and fine, as print and grain make it.
    static func texture(width: Int, height: Int, seed: UInt64) -> Picture {
        let coarse = Noise.picture(width: width / 2, height: height / 2, seed: seed)
            .resized(width: width, height: height, .cubic)
        let fine = Noise.picture(width: width, height: height, seed: seed + 1)
        let pixels = (0..<width * height).flatMap { place -> [UInt8] in
            let (large, small) = (Int(coarse.pixels[3 * place]) - 128, Int(fine.pixels[3 * place]) - 128)
            return Array(repeating: UInt8(clamping: 140 + large * 3 / 10 + small / 12), count: 3)
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    static let face = Region(x: 300, y: 200, width: 220, height: 260)

    static func saved(_ picture: Picture, _ quality: Int) throws -> Picture {
        try Picture.decode(picture.jpeg(quality: quality)).picture
    }

    /// With another one over the face and what is around it.
    static func pasted(_ picture: Picture) -> Picture {
        let other = texture(width: 320, height: 360, seed: 77)
        var pixels = picture.pixels
        for y in 0..<other.height {
            for x in 0..<other.width * 3 {
                pixels[((y + 150) * picture.width + 250) * 3 + x] = other.pixels[y * other.width * 3 + x]
            }
        }
        return Picture(width: picture.width, height: picture.height, channels: 3, pixels: pixels)
    }

    func finding(_ file: [UInt8], face: Region? = face) throws -> Finding {
        let image = try Picture.decode(file)
        let surface = DocumentSurface(image.picture, boundary: nil, zone: nil, face: face)
        let findings = DocumentAuthenticity(surface, traces: image.traces).findings
        return try #require(findings.first { $0.check == .portraitCompression })
    }

    @Test func `is another where it was laid into a saved file`() throws {
        let opened = try Self.saved(Self.texture(width: 960, height: 720, seed: 3), 75)
        let seen = try finding(Self.pasted(opened).jpeg(quality: 94))
        #expect(seen.outcome == .review)
        #expect(seen.reason == .compressionDiffers)
        #expect(seen.region == Self.face)
    }

    @Test func `is the same where all was saved again`() throws {
        let opened = try Self.saved(Self.texture(width: 960, height: 720, seed: 3), 75)
        let seen = try finding(opened.jpeg(quality: 94))
        #expect(seen.outcome == .success)
        #expect(seen.measure.map { $0 < 0.2 } == true)
    }

    /// Once, or a second time so coarsely that nothing of the first is left; or in no JPEG; or without a portrait.
    @Test func `is unknown where the file tells of no earlier one`() throws {
        let picture = Self.texture(width: 960, height: 720, seed: 3)
        #expect(try finding(picture.jpeg(quality: 94)).outcome == .unavailable)
        #expect(try finding(Self.pasted(picture).jpeg(quality: 94)).outcome == .unavailable)
        #expect(try finding(Self.saved(picture, 94).jpeg(quality: 70)).outcome == .unavailable)
        #expect(try finding(picture.png()).reason == .dataMissing)
        #expect(try finding(picture.jpeg(quality: 94), face: nil).reason == .notFound)
    }

    /// Turned by EXIF, the blocks lie otherwise than in the file.
    @Test func `is not looked for in a picture that had to be turned`() throws {
        let file = Self.texture(width: 160, height: 120, seed: 3).jpeg(quality: 90)
        #expect(try Picture.decode(file).traces.luminanceSteps?.count == 64)
        let turned = PictureFiles.jpeg(file, orientation: 6)
        #expect(try Picture.decode(turned).traces.luminanceSteps == nil)
    }
}
