import Evidence
import Kernel
import Testing

@Suite struct `The quality of a document's picture` {
    /// Level lines of dark strokes on light paper, and where they are.
    private static let boxes = (0..<5).map { Quad(Region(x: 60, y: 60 + 80 * Double($0), width: 520, height: 40)) }

    private static let page: Picture = {
        var random = SplitMix64(seed: 4)
        let paper = [UInt8](repeating: 205, count: 640)
        var line = paper
        for column in stride(from: 60, to: 576, by: 6) where Bool.random(using: &random) {
            line.replaceSubrange(column..<column + 3, with: [40, 40, 40])
        }
        let pixels = (0..<480).flatMap { row in (68..<412).contains(row) && (row - 68) % 80 < 24 ? line : paper }
        return Picture(width: 640, height: 480, channels: 1, pixels: pixels)
    }()

    private static func page(softness: Int = 1, light: Double = 1) -> Picture {
        let pixels = page.pixels.map { $0 == 205 ? UInt8(205 * light) : UInt8(40 * light) }
        let sharp = Picture(width: 640, height: 480, channels: 1, pixels: light == 1 ? page.pixels : pixels)
        guard softness > 1 else { return sharp }
        return sharp.resized(width: 640 / softness, height: 480 / softness).resized(width: 640, height: 480, .cubic)
    }

    private static func outcomes(
        _ picture: Picture, boxes: [Quad] = boxes, lines: [TextLine] = []
    ) -> [Check: Finding] {
        let quality = DocumentQuality(of: picture, boundary: nil, text: boxes)
        let findings = quality.findings(lines: lines, models: ["digest"])
        #expect(findings.count == 6)
        return Dictionary(uniqueKeysWithValues: findings.map { ($0.check, $0) })
    }

    @Test func `is good when the text is sharp, lit and large`() {
        let findings = Self.outcomes(Self.page())
        for check in [Check.documentSharpness, .documentExposure, .documentGlare, .documentResolution] {
            #expect(findings[check]?.outcome == .success)
        }
        #expect(findings[.documentBoundary]?.outcome == .review)
    }

    @Test func `fails as blurred when strokes run together, unless they could be read`() {
        let blurred = Self.page(softness: 16)
        #expect(Self.outcomes(blurred)[.documentSharpness]?.outcome == .fail)
        #expect(Self.outcomes(blurred)[.documentSharpness]?.reason == .blurred)
        let read = (0..<3).map { TextLine(text: "SPECIMEN", confidence: 0.95, quad: Self.boxes[$0]) }
        #expect(Self.outcomes(blurred, lines: read)[.documentSharpness]?.outcome == .success)
        #expect(Self.outcomes(blurred, boxes: [])[.documentSharpness]?.outcome == .fail)
    }

    @Test func `falls with the softness and not with the light`() throws {
        func sharpness(_ picture: Picture) throws -> Double {
            try #require(DocumentQuality(of: picture, boundary: nil, text: Self.boxes).sharpness)
        }
        let steps = try [1, 2, 3, 6].map { try sharpness(Self.page(softness: $0)) }
        #expect(steps == steps.sorted(by: >))
        #expect(try abs(sharpness(Self.page(light: 0.4)) / steps[0] - 1) < 0.1)
    }

    @Test(arguments: [(0.1, Finding.Outcome.fail), (0.21, .review), (0.6, .success)])
    func `depends on the light`(_ light: Double, _ outcome: Finding.Outcome) {
        let finding = Self.outcomes(Self.page(light: light))[.documentExposure]
        #expect(finding?.outcome == outcome)
        #expect(finding?.reason == (outcome == .success ? nil : .tooDark))
    }

    @Test func `is told from the boxes' height where characters are small`() {
        let small = Self.boxes.map { $0.scaled(x: 0.3, y: 0.3) }
        let picture = Self.page.resized(width: 192, height: 144)
        #expect(Self.outcomes(picture, boxes: small)[.documentResolution]?.reason == .tooSmall)
        #expect(Self.outcomes(picture, boxes: [])[.documentResolution]?.outcome == .unavailable)
    }
}
