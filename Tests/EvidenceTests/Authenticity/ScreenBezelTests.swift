import Evidence
import Testing

@Suite struct `The frame of a screen` {
    /// Rectangles of grey values laid over each other, under noise.
    static func picture(_ layers: [(region: Region, grey: Int)], width: Int = 960, height: Int = 720) -> Picture {
        let noise = Noise.picture(width: width, height: height, seed: 5)
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let layer = layers.last { layer in
                    let (right, bottom) = (layer.region.x + layer.region.width, layer.region.y + layer.region.height)
                    return Double(x) >= layer.region.x && Double(y) >= layer.region.y && Double(x) < right
                        && Double(y) < bottom
                }
                let grain = Int(noise.pixels[3 * (y * width + x)]) / 32 - 4
                for _ in 0..<3 { pixels.append(UInt8(min(255, max(0, (layer?.grey ?? 0) + grain)))) }
            }
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    static let whole = Region(x: 0, y: 0, width: 960, height: 720)
    static let document = Region(x: 280, y: 240, width: 400, height: 250)
    /// What the screen shows around the document, and the glass around that.
    static let shown = Region(x: 230, y: 190, width: 500, height: 350)
    static let glass = Region(x: 190, y: 150, width: 580, height: 430)

    func bezel(_ layers: [(region: Region, grey: Int)]) -> ScreenBezel? {
        let surface = DocumentSurface(
            Self.picture(layers), boundary: Quad(Self.document), zone: nil, face: nil)
        return ScreenBezel(surface)
    }

    @Test func `is seen on all sides`() throws {
        let seen = bezel([(Self.whole, 130), (Self.glass, 14), (Self.shown, 110), (Self.document, 215)])
        #expect(seen?.sides == 4)
        let region = try #require(seen?.region)
        #expect(abs(region.x - Self.glass.x) < 4 && abs(region.width - Self.glass.width) < 8)
    }

    @Test func `is seen where two of its sides reach out of the picture`() throws {
        let wide = Region(x: 0, y: 150, width: 960, height: 430)
        #expect(bezel([(Self.whole, 130), (wide, 14), (Self.shown, 110), (Self.document, 215)])?.sides == 4)
    }

    /// A dark desk, and a sheet of paper or a booklet's cover on it.
    @Test func `is no dark desk`() {
        #expect(bezel([(Self.whole, 14), (Self.document, 215)])?.sides == 0)
        #expect(bezel([(Self.whole, 14), (Self.shown, 220), (Self.document, 215)])?.sides == 0)
    }

    @Test func `is no cover that begins at the document`() {
        let cover = Region(x: 265, y: 225, width: 430, height: 280)
        #expect(bezel([(Self.whole, 130), (cover, 14), (Self.document, 215)])?.sides == 0)
    }

    @Test func `is no single bar`() {
        let bar = Region(x: 190, y: 150, width: 580, height: 30)
        #expect(bezel([(Self.whole, 130), (bar, 14), (Self.document, 215)])?.sides == 0)
    }

    @Test func `is not looked for where no edge of a document is known`() {
        let surface = DocumentSurface(Self.picture([(Self.whole, 130)]), boundary: nil, zone: nil, face: nil)
        #expect(ScreenBezel(surface) == nil)
    }
}
