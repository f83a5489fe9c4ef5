import Evidence
import Foundation
import Testing

private func squares(_ x: Double, _ y: Double) -> Double { x * x + y * y }

@Suite struct `A background's print` {
    static let document = Quad(Region(x: 160, y: 120, width: 320, height: 220))

    /// Soft blotches, the same for the same seed; `shade` fills the document.
    static func desk(seed: Int, shade: UInt8, gain: Double = 1, noise: UInt64 = 1) -> Picture {
        let grain = Noise.picture(width: 640, height: 480, seed: noise)
        var pixels: [UInt8] = []
        for y in 0..<480 {
            for x in 0..<640 {
                let isDocument = (160..<480).contains(x) && (120..<340).contains(y)
                let phase = Double(seed) * 1.7
                let (u, v) = (Double(x) / 57, Double(y) / 43)
                let wood = 110 + 40 * sin(u + phase) * cos(v * 1.3 - phase * 2) + 30 * sin(u * 0.6 - v + phase * 3)
                let speck = Double(grain.pixels[3 * (y * 640 + x)]) / 16 - 8
                let value = isDocument ? Double(shade) : wood * gain + speck
                for _ in 0..<3 { pixels.append(UInt8(min(255, max(0, value)))) }
            }
        }
        return Picture(width: 640, height: 480, channels: 3, pixels: pixels)
    }

    func seen(_ picture: Picture) throws -> BackgroundPrint {
        try #require(BackgroundPrint(of: picture, without: Self.document))
    }

    @Test func `is the same under another document, light and noise`() throws {
        let first = try seen(Self.desk(seed: 1, shade: 220))
        let second = try seen(Self.desk(seed: 1, shade: 90, gain: 0.8, noise: 7))
        #expect(try #require(first.distance(to: second)) < BackgroundPrint.Limits.same / 2)
        let finding = BackgroundPrint.finding(nearest: first.distance(to: second), isSeen: true)
        #expect(finding.outcome == .review && finding.reason == .duplicate)
    }

    @Test(arguments: [2, 3, 4, 5])
    func `is another on another desk`(_ seed: Int) throws {
        let first = try seen(Self.desk(seed: 1, shade: 220))
        let second = try seen(Self.desk(seed: seed, shade: 220))
        #expect(try #require(first.distance(to: second)) > BackgroundPrint.Limits.same)
        let finding = BackgroundPrint.finding(nearest: first.distance(to: second), isSeen: true)
        #expect(finding.outcome == .success && finding.reason == nil)
    }

    @Test func `is none where the document fills the picture or was not found`() {
        let picture = Self.desk(seed: 1, shade: 220)
        #expect(BackgroundPrint(of: picture, without: nil) == nil)
        #expect(BackgroundPrint(of: picture, without: Quad(Region(x: 2, y: 2, width: 636, height: 476))) == nil)
        #expect(
            BackgroundPrint(of: Picture(width: 640, height: 480, colour: [80, 80, 80]), without: Self.document) == nil)
    }

    @Test func `that is not seen is not known again, which is told`() {
        let finding = BackgroundPrint.finding(nearest: nil, isSeen: false)
        #expect(finding.outcome == .success && finding.reason == .notFound)
    }

    /// Light of a lamp on an empty table, a window's light from one side, the edge of a table, a seam, and the grain of
    /// wood along the frame: what many desks have in common.
    private static let plain: [@Sendable (Double, Double) -> Double] = [
        { x, y in 60 + 120 * exp(-squares(x - 200, y - 150) / 40_000) },
        { x, y in 60 + 180 * exp(-squares(x - 90, y - 80) / 3_200) },
        { x, y in 70 + 0.2 * x + 0.05 * y },
        { x, y in 200 - 0.0004 * squares(x - 320, y - 240) },
        { _, y in y < 60 ? 60 : 150 },
        { x, y in y + 0.3 * x < 70 ? 60 : 150 },
        { x, _ in x > 90 && x < 110 ? 40 : 150 },
        { _, y in 120 + 30 * sin(y / 9) },
        { x, _ in 120 + 30 * sin(x / 11) },
    ]

    @Test(arguments: plain.indices, [UInt64(1), 2])
    func `that is empty or says one thing along the frame is none`(_ index: Int, _ seed: UInt64) {
        let grain = Noise.picture(width: 640, height: 480, seed: seed)
        var pixels: [UInt8] = []
        for y in 0..<480 {
            for x in 0..<640 {
                let isDocument = (160..<480).contains(x) && (120..<340).contains(y)
                let speck = Double(grain.pixels[3 * (y * 640 + x)]) / 16 - 8
                let value = isDocument ? 220 : Self.plain[index](Double(x), Double(y)) + speck
                pixels += [UInt8](repeating: UInt8(min(255, max(0, value))), count: 3)
            }
        }
        let picture = Picture(width: 640, height: 480, channels: 3, pixels: pixels)
        #expect(BackgroundPrint(of: picture, without: Self.document) == nil)
    }

    /// Squares of a cloth that lies turned by some degrees; with `isDrawnOut` each is larger than the one before.
    private static func checks(degrees: Double, isDrawnOut: Bool) -> Picture {
        let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        func square(_ place: Double) -> Int {
            Int((isDrawnOut ? pow(place + 900, 2) / 36_000 : place / 32).rounded(.down))
        }
        var pixels: [UInt8] = []
        for y in 0..<480 {
            for x in 0..<640 {
                let isDocument = (160..<480).contains(x) && (120..<340).contains(y)
                let (u, v) = (Double(x) * cosine - Double(y) * sine, Double(x) * sine + Double(y) * cosine)
                let isDark = (square(u) + square(v)) % 2 == 0
                pixels += [UInt8](repeating: isDocument ? 220 : isDark ? 60 : 150, count: 3)
            }
        }
        return Picture(width: 640, height: 480, channels: 3, pixels: pixels)
    }

    @Test(arguments: [4.0, 20, 45]) func `of a cloth whose pattern repeats is none`(_ degrees: Double) {
        let regular = Self.checks(degrees: degrees, isDrawnOut: false)
        let drawnOut = Self.checks(degrees: degrees, isDrawnOut: true)
        #expect(BackgroundPrint(of: regular, without: Self.document) == nil)
        #expect(BackgroundPrint(of: drawnOut, without: Self.document) != nil)
    }

    @Test func `is read again as it was written`() throws {
        let first = try seen(Self.desk(seed: 1, shade: 220))
        let again = try JSONDecoder().decode(BackgroundPrint.self, from: JSONEncoder().encode(first))
        #expect(again == first)
    }
}
