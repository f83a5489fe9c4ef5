import Evidence
import TestKit
import Testing

@Suite struct `An EXIF orientation` {
    /// Where a stored pixel belongs, as EXIF 2.32 section 4.6.4 words it: which side of the scene the first row and the
    /// first column show. Gives the place in an upright picture of `width` × `height`.
    private static func place(row: Int, column: Int, orientation: Int, width: Int, height: Int) -> (x: Int, y: Int) {
        let (right, bottom) = (width - 1, height - 1)
        return switch orientation {
        case 1: (column, row)
        case 2: (right - column, row)
        case 3: (right - column, bottom - row)
        case 4: (column, bottom - row)
        case 5: (row, column)
        case 6: (right - row, column)
        case 7: (right - row, bottom - column)
        default: (row, bottom - column)
        }
    }

    /// The picture as a camera held that way would have stored it.
    private static func stored(_ upright: Picture, orientation: Int) -> Picture {
        let exchanged = orientation >= 5
        let (width, height) = exchanged ? (upright.height, upright.width) : (upright.width, upright.height)
        var pixels: [UInt8] = []
        for row in 0..<height {
            for column in 0..<width {
                let at = place(
                    row: row, column: column, orientation: orientation, width: upright.width, height: upright.height)
                let start = (at.y * upright.width + at.x) * 3
                pixels += upright.pixels[start..<start + 3]
            }
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    private static let upright = Noise.picture(width: 40, height: 24, seed: 3)
    private static let quarters = [Quarters.red, Quarters.green, Quarters.blue, Quarters.yellow]

    @Test(arguments: 1...8)
    func `is undone exactly once in a PNG`(_ orientation: Int) throws {
        let file = PictureFiles.png(
            Self.stored(Self.upright, orientation: orientation).png(), adding: "eXIf",
            PictureFiles.tiff(orientation: UInt8(orientation)))
        let image = try Picture.decode(file)
        #expect(image.picture == Self.upright)
        #expect(image.facts.orientation == orientation)
        #expect(image.facts.widthPixels == 40 && image.facts.heightPixels == 24)
    }

    @Test(arguments: 1...8, [true, false])
    func `is undone exactly once in a JPEG`(_ orientation: Int, _ littleEndian: Bool) throws {
        let stored = Self.stored(Quarters.picture, orientation: orientation).jpeg(quality: 92)
        let file = PictureFiles.jpeg(stored, orientation: UInt8(orientation), littleEndian: littleEndian)
        let image = try Picture.decode(file)
        #expect(image.facts.widthPixels == 64 && image.facts.heightPixels == 48)
        #expect(Quarters.match(image.picture, Self.quarters))
    }

    @Test(arguments: [0, 9, 255] as [UInt8])
    func `outside 1…8 counts as upright`(_ orientation: UInt8) throws {
        let file = PictureFiles.jpeg(Quarters.picture.jpeg(quality: 92), orientation: orientation)
        #expect(try Picture.decode(file).facts.orientation == 1)
    }

    @Test func `in the EXIF item of a HEIC is not applied`() throws {
        // ISO/IEC 23008-12 turns by its own properties; the EXIF copy would turn the picture a second time.
        let image = try Picture.decode(SampleFiles.heicTurned)
        #expect(image.facts.orientation == 1)
        #expect(image.facts.widthPixels * image.facts.heightPixels == 64 * 48)
    }
}
