import Evidence
import Kernel
import Testing

/// What a picture is refused for whose zone was not read.
@Suite struct `The blame for a zone that was not read` {
    private static let place = Quad(Region(x: 40, y: 180, width: 528, height: 50))

    /// Two lines of strokes, with a part of them washed out or hidden.
    private static func zone(hidden: Range<Int> = 0..<0, by tone: UInt8 = 250, light: Double = 1) -> Picture {
        var random = SplitMix64(seed: 9)
        var pixels = [UInt8](repeating: 205, count: 640 * 300)
        for line in [184, 210] {
            for column in stride(from: 40, to: 566, by: 3) where Bool.random(using: &random) {
                for y in line..<(line + 16) { pixels[y * 640 + column] = 40 }
            }
        }
        for y in 170..<240 { for x in hidden { pixels[y * 640 + x] = tone } }
        return Picture(width: 640, height: 300, channels: 1, pixels: pixels.map { UInt8(Double($0) * light) })
    }

    private static func failures(_ picture: Picture, confidence: Double?, height: Double = 16) -> [Check: Reason?] {
        let clarity = confidence.map {
            ZoneClarity(quad: place, rows: 2, columns: 44, characterHeightPixels: height, confidence: $0)
        }
        let quality = DocumentQuality(of: picture, boundary: nil, text: [place], zone: clarity, expectsZone: true)
        let failing = quality.findings(lines: [], expectsZone: true, models: []).filter { $0.outcome == .fail }
        return Dictionary(uniqueKeysWithValues: failing.map { ($0.check, $0.reason) })
    }

    @Test func `is nothing's where it was read clearly, whatever is measured`() {
        #expect(Self.failures(Self.zone(hidden: 100..<300), confidence: 0.98, height: 6).isEmpty)
        #expect(Self.failures(Self.zone(light: 0.1), confidence: 0.98).isEmpty)
    }

    @Test func `is the light's that washed it out`() {
        #expect(Self.failures(Self.zone(hidden: 100..<220), confidence: 0.8) == [.documentGlare: .glare])
    }

    @Test func `is what covers it`() {
        #expect(
            Self.failures(Self.zone(hidden: 100..<220, by: 120), confidence: 0.8) == [.documentOcclusion: .covered])
    }

    @Test func `is the distance's where characters are small, and the dark's where it is dark`() {
        #expect(Self.failures(Self.zone(), confidence: 0.8, height: 6) == [.documentResolution: .tooSmall])
        #expect(Self.failures(Self.zone(light: 0.15), confidence: 0.8)[.documentExposure] == .tooDark)
    }

    @Test func `falls on what is nearest to its limit where nothing is beyond it`() {
        #expect(Self.failures(Self.zone(), confidence: 0.9).count == 1)
    }
}
