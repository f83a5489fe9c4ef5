import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

/// What is made of a few colours: everything that lies on anything can be read.
@Suite struct `A palette` {
    private static func palette(
        light: [String: String] = [:], dark: [String: String] = [:]
    ) throws -> BrandPalette {
        let text = try JSONEncoder().encode(["light": light, "dark": dark])
        return BrandPalette(try JSONDecoder().decode(Brand.Colours.self, from: text))
    }

    private static func faults(_ scheme: BrandPalette.Scheme, among pairs: [BrandPalette.Pair]) -> [String] {
        pairs.filter { $0.ratio < $0.least }.map { "\($0.name) on \($0.ground): \($0.ratio)" }
    }

    @Test(arguments: [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)])
    func `measures contrast as WCAG 2.2 does`(_ one: String, _ other: String, _ ratio: Double) throws {
        let (one, other) = (try #require(BrandColour(one)), try #require(BrandColour(other)))
        #expect(abs(one.contrast(with: other) - ratio) < 0.005)
        #expect(one.contrast(with: other) == other.contrast(with: one))
    }

    @Test(arguments: ["", "#fff", "0b6e5f", "#0b6e5f;", "#0b6e5", "red", "#0b6e5g", "#+b6e5f", "#ÄÖÜ"])
    func `takes six digits and nothing else`(_ text: String) {
        #expect(BrandColour(text) == nil)
    }

    @Test func `of nothing is that of the style sheet, which can be read`() throws {
        let file = OpenAPI.checkout.appending(path: "Sources/Onboarding/Capture/Assets/flow.css")
        let sheet = try String(contentsOf: file, encoding: .utf8)
        let blocks = sheet.matches(of: /:root \{([^}]*)\}/).map { String($0.1) }
        #expect(blocks.count == 2)
        for (block, scheme) in zip(blocks, [BrandPalette.Scheme.light, .dark]) {
            let properties = block.matches(of: /--([a-z-]+): (#[0-9a-f]{6});/)
            let found = Dictionary(properties.map { (String($0.1), String($0.2)) }) { $1 }
            let expected = [
                "brand": scheme.brand, "brand-strong": scheme.brandStrong, "on-brand": scheme.onBrand,
                "brand-soft": scheme.brandSoft, "brand-text": scheme.brandText, "warm": scheme.warm,
                "warm-soft": scheme.warmSoft, "ground": scheme.ground, "surface": scheme.surface, "ink": scheme.ink,
                "ink-soft": scheme.inkSoft, "line": scheme.line, "line-strong": scheme.lineStrong,
            ].mapValues(\.text)
            #expect(found == expected)
            #expect(Self.faults(scheme, among: scheme.all) == [])
        }
        let none = try Self.palette()
        #expect(none.light == .light && none.dark == .dark)
    }

    @Test(arguments: ["#e30613", "#0047bb", "#ffcc00", "#6a1b9a", "#111111", "#f5f5f5", "#808080", "#00a0df"])
    func `of one brand colour can be read in the dark`(_ brand: String) throws {
        let palette = try Self.palette(light: ["brand": brand])
        #expect(palette.light.brand.text == brand)
        #expect(Self.faults(palette.dark, among: palette.dark.all) == [])
        #expect(palette.dark.surface == BrandPalette.Scheme.dark.surface)
    }

    @Test func `that is dark by day has an ink and a ground that suit it`() throws {
        let palette = try Self.palette(light: ["surface": "#1d2440"])
        #expect(Self.faults(palette.light, among: palette.light.all) == [])
        #expect(palette.light.surface.text == "#1d2440")
    }

    /// Whatever is given: where that can be read, so can everything that is derived.
    @Test func `derives nothing that cannot be read`() throws {
        var random = SplitMix64(seed: 7)
        var readable = 0
        for _ in 0..<4_000 {
            var members: [String: String] = [:]
            for name in ["brand", "onBrand", "ground", "surface", "ink"] where random.next() % 3 == 0 {
                // Greys and full colours both, near the ends as well as in the middle.
                let value = random.next()
                let grey = UInt8(truncatingIfNeeded: value)
                let full = [8, 16, 24].map { UInt8(truncatingIfNeeded: value >> $0) }
                let bytes = value % 2 == 0 ? [grey, grey, grey] : full
                members[name] = "#" + Hex.encode(bytes)
            }
            for (scheme, given) in [
                (try Self.palette(light: members).light, members), (try Self.palette(dark: members).dark, members),
            ] where Self.faults(scheme, among: scheme.given).isEmpty {
                readable += 1
                #expect(Self.faults(scheme, among: scheme.all) == [], "\(given)")
            }
        }
        #expect(readable > 1_000)
    }
}
