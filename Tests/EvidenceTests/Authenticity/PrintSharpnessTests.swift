import Evidence
import Foundation
import Testing

/// A drawn document on a dark desk: squares of print, and a photograph. Each has edges of its own breadth in pixels.
private struct DrawnSide {
    var rim = 3.0
    var print = 3.0
    var photograph = 3.0

    /// All lie in the gaps between the squares.
    static let document = Region(x: 40, y: 40, width: 1_200, height: 800)
    static let face = Region(x: 220, y: 360, width: 160, height: 200)
    private static let place = Region(x: 160, y: 280, width: 280, height: 360)

    /// From 0 outside to 1 inside, over an edge of a breadth.
    private static func share(_ inside: Double, _ breadth: Double) -> Double { min(1, max(0, inside / breadth + 0.5)) }

    private static func depth(_ x: Double, _ y: Double, in region: Region) -> Double {
        min(min(x - region.x, region.x + region.width - x), min(y - region.y, region.y + region.height - y))
    }

    private func grey(_ x: Double, _ y: Double) -> Double {
        func bar(_ place: Double) -> Double {
            Self.share(10 - abs(place.truncatingRemainder(dividingBy: 40) - 20), print)
        }
        let letters = 220 - 160 * bar(x) * bar(y)
        let photo = Self.share(Self.depth(x, y, in: Self.place), photograph)
        let paper = letters + (120 - letters) * photo
        return 40 + (paper - 40) * Self.share(Self.depth(x, y, in: Self.document), rim)
    }

    func signal(_ check: Check, boundary: Quad? = Quad(document), face: Region? = face) -> AuthenticitySignal? {
        var pixels: [UInt8] = []
        for y in 0..<900 {
            for x in 0..<1_300 {
                let grey = UInt8(grey(Double(x) + 0.5, Double(y) + 0.5).rounded())
                for _ in 0..<3 { pixels.append(grey) }
            }
        }
        let picture = Picture(width: 1_300, height: 900, channels: 3, pixels: pixels)
        let surface = DocumentSurface(picture, boundary: boundary, zone: nil, face: face)
        return DocumentAuthenticity(surface, traces: ImageTraces()).signals.first { $0.check == check }
    }
}

@Suite struct `The print of a document` {
    @Test func `softer than the document's rim is that of a copy`() throws {
        let seen = try #require(DrawnSide(rim: 2, print: 6).signal(.documentFineDetail))
        let measure = try #require(seen.measure)
        // Edges of 2 and 6 pixels' breadth deviate by a twelfth of their squares.
        #expect(abs(measure - (32.0 / 12).squareRoot()) < 0.2)
        // Alone it asks for nobody's look: genuine prints may be soft.
        #expect(seen.isRaised && !seen.isStrong)
        #expect(seen.finding.reason == .detailLost)
        #expect(seen.finding.outcome == .review)
    }

    @Test(arguments: [1.0, 3, 5])
    func `as soft as the rim is that of a blurred picture`(_ breadth: Double) throws {
        let seen = try #require(DrawnSide(rim: breadth, print: breadth).signal(.documentFineDetail))
        #expect(try #require(seen.measure) < 0.3)
        #expect(!seen.isRaised)
    }

    @Test func `sharper than the rim says nothing against the document`() {
        #expect(DrawnSide(rim: 6, print: 2).signal(.documentFineDetail)?.measure == 0)
    }

    @Test func `is not judged where no rim is known`() {
        let seen = DrawnSide(rim: 2, print: 6).signal(.documentFineDetail, boundary: nil)
        #expect(seen?.measure == nil)
        #expect(seen?.finding.reason == .notFound)
    }
}

@Suite struct `The edge of a portrait` {
    @Test func `sharper than rim and print was laid in afterwards`() throws {
        let seen = try #require(DrawnSide(rim: 4, print: 4, photograph: 1).signal(.portraitEdge))
        #expect(try #require(seen.measure) > 1)
        #expect(seen.isRaised && !seen.isStrong)
        #expect(seen.finding.reason == .edgeTooSharp)
        let region = try #require(seen.region)
        #expect(min(region.width, region.height) < 8)
    }

    @Test func `as soft as the rest is the document's own`() throws {
        let seen = try #require(DrawnSide(rim: 4, print: 4, photograph: 4).signal(.portraitEdge))
        #expect(try #require(seen.measure) < 0.2)
    }

    @Test func `cannot be told where everything is as sharp`() {
        let seen = DrawnSide(rim: 1, print: 1, photograph: 1).signal(.portraitEdge)
        #expect(seen?.measure == nil)
        #expect(seen?.finding.reason == .dataMissing)
    }

    @Test func `is not looked for without a face`() {
        #expect(DrawnSide(rim: 4, print: 4, photograph: 1).signal(.portraitEdge, face: nil)?.measure == nil)
    }
}
