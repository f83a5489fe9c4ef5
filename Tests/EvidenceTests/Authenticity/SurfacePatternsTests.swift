import Evidence
import Foundation
import Testing

@Suite struct `A pattern all over a document` {
    /// Noise around a light grey, with the product or sum of waves over it.
    static func page(width: Int = 800, height: Int = 560, _ wave: (Double, Double) -> Double) -> Picture {
        let noise = Noise.picture(width: width, height: height, seed: 11)
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let added = wave(Double(x), Double(y))
                let grain = Double(noise.pixels[3 * (y * width + x)]) / 16 - 8
                for _ in 0..<3 { pixels.append(UInt8(min(255, max(0, 180 + grain + added)))) }
            }
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    func raised(_ picture: Picture) -> [Check] {
        let surface = DocumentSurface(picture, boundary: nil, zone: nil, face: nil)
        return DocumentAuthenticity(surface, traces: ImageTraces()).signals
            .filter { $0.isRaised && [.documentRecapture, .documentPrintedCopy].contains($0.check) }.map(\.check)
    }

    @Test func `is none in noise`() {
        #expect(raised(Self.page { _, _ in 0 }) == [])
    }

    @Test func `along the edges is a screen's`() {
        #expect(raised(Self.page { x, y in 3 * cos(x * 1.9) + 3 * cos(y * 1.9) }) == [.documentRecapture])
    }

    @Test func `aslant is a print's`() {
        let picture = Self.page { x, y in 3 * cos((x + y) * 1.2) + 3 * cos((x - y) * 1.2) }
        #expect(raised(picture) == [.documentPrintedCopy])
    }

    /// A guilloche is another wave at every place.
    @Test func `is none where it changes from place to place`() {
        #expect(raised(Self.page { x, y in 8 * cos(x * (0.5 + y / 700) + y * (0.3 + x / 900)) }) == [])
    }

    @Test func `is not looked for on a small document`() {
        let surface = DocumentSurface(
            Self.page(width: 400, height: 280) { _, _ in 0 }, boundary: nil, zone: nil, face: nil)
        #expect(SurfacePatterns(surface) == nil)
    }
}
