import Evidence
import Testing

@Suite struct `The boundary of a document` {
    /// A light rectangle with dark lines of "text" on a desk of noise.
    private static let page = Quad(Region(x: 90, y: 75, width: 300, height: 210))
    private static let desk: Picture = {
        let noise = Noise.picture(width: 30, height: 22, seed: 11).resized(width: 480, height: 360, .cubic)
        var pixels = noise.pixels.map { 40 + $0 / 4 }
        let paper = (0..<300).flatMap { _ in [215, 225, 220] as [UInt8] }
        let print = (0..<300).flatMap { ($0 / 4) % 3 == 0 ? [215, 225, 220] : [150, 140, 130] as [UInt8] }
        for row in 0..<210 {
            let start = ((75 + row) * 480 + 90) * 3
            let isText = (10..<200).contains(row) && (row / 6) % 4 == 0
            pixels.replaceSubrange(start..<start + 900, with: isText ? print : paper)
        }
        return Picture(width: 480, height: 360, channels: 3, pixels: pixels)
    }()

    private static let views = [
        Affine(a: 2, b: 0, c: 0, d: 0, e: 2, f: 0),
        Affine(a: 1.75, b: -0.35, c: 130, d: 0.3, e: 1.6, f: 0),
        Affine(a: 0.1, b: -1.9, c: 830, d: 1.8, e: 0.05, f: -70),
    ]

    @Test(arguments: views)
    func `is found to an overlap of 0.95 and more`(_ view: Affine) throws {
        let picture = Self.desk.warped(by: view, width: 960, height: 720, border: .replicate)
        let found = try #require(Boundary.find(in: picture, text: []))
        #expect(found.quad.intersectionOverUnion(Self.page.mapped(view.apply)) > 0.95)
        #expect(found.source == .edges && found.quad.width >= found.quad.height)
        #expect(found.shareInside(picture) > 0.999)
    }

    /// Rows of text as they stand on the page.
    private static let rows = [95, 125, 155, 185, 215].map { y in
        Quad(Region(x: 110, y: Double(y), width: 200, height: 12))
    }

    @Test func `is its own edge where a sheet of the same paper lies askew beneath it`() throws {
        var pixels = Self.desk.pixels
        for y in 0..<75 {
            for x in 120..<330 where Double(y) > 22 + 0.16 * Double(x - 120) {
                let start = (y * 480 + x) * 3
                pixels.replaceSubrange(start..<start + 3, with: [215, 225, 220])
            }
        }
        let picture = Picture(width: 480, height: 360, channels: 3, pixels: pixels)
        let found = try #require(Boundary.find(in: picture, text: Self.rows))
        #expect(found.quad.intersectionOverUnion(Self.page) > 0.95)
    }

    @Test func `is found where its text and a neighbour's were taken for one row`() throws {
        let across = [100.0, 150].map { y in Quad(Region(x: 20, y: y, width: 260, height: 30)) }
        let found = try #require(Boundary.find(in: Self.desk, text: across + Self.rows.suffix(2)))
        #expect(found.source == .edges && found.quad.intersectionOverUnion(Self.page) > 0.95)
    }

    @Test func `is not seen in noise or in nothing`() {
        #expect(Boundary.find(in: Noise.picture(width: 400, height: 300, seed: 2), text: []) == nil)
        #expect(Boundary.find(in: Picture(width: 400, height: 300, colour: [90, 90, 90]), text: []) == nil)
    }

    @Test(arguments: [(44, 2, 125.0, 88.0), (30, 3, 85.60, 53.98), (36, 2, 105.0, 74.0)])
    func `follows from the zone with the shape of its format`(
        _ columns: Int, _ rows: Int, _ width: Double, _ height: Double
    ) throws {
        let zone = Quad(Region(x: 500, y: 700, width: 25.4 * Double(columns), height: 63.5 * Double(rows - 1) + 30))
        let boundary = try #require(Boundary.around(Boundary.Zone(quad: zone, columns: columns, rows: rows)))
        #expect(abs(boundary.quad.width - 10 * width) < 1 && abs(boundary.quad.height - 10 * height) < 1)
        #expect(zone.corners.allSatisfy(boundary.quad.contains))
        #expect(Boundary.around(Boundary.Zone(quad: zone, columns: 40, rows: rows)) == nil)
    }

    @Test func `begins where the text begins`() {
        let boundary = Boundary(quad: Self.page, source: .edges, score: 1)
        let upsideDown = boundary.upright(along: Self.page.turned(quarterTurns: 2))
        #expect(upsideDown.quad.topLeft == Self.page.bottomRight)
        #expect(boundary.upright(along: Self.page) == boundary)
    }

    @Test func `tells how much of the document is in the picture`() {
        let half = Boundary(
            quad: Quad(Region(x: -100, y: 20, width: 200, height: 100)), source: .machineReadableZone, score: 0.5)
        #expect(abs(half.shareInside(Picture(width: 300, height: 200, colour: [0])) - 0.5) < 1e-9)
    }
}
