import Kernel

/// Makes one scheme of the colours that are given, so that what is derived can be read.
struct BrandMaker {
    private typealias Contrast = BrandPalette.Contrast

    /// What stands where nothing is given and nothing has to give way.
    let standard: BrandPalette.Scheme
    let brand: BrandColour?
    let onBrand: BrandColour?
    let ground: BrandColour?
    let surface: BrandColour?
    let ink: BrandColour?
    /// The brand of the other scheme, of which this one's is made where it has none.
    let seed: BrandColour?

    func scheme() -> BrandPalette.Scheme {
        var made = neutrals()
        let grounds = [made.surface, made.ground]
        made.brand = brand ?? Self.strengthened(seed ?? standard.brand, towards: made.ink, on: grounds)
        made.onBrand =
            onBrand
            ?? Self.first(of: [standard.onBrand, .white, .black], on: [made.brand], at: Contrast.text)
            ?? standard.onBrand
        let isStandard = made == standard
        guard !isStandard else { return standard }
        // Away from what lies on it, so that the pair only gains.
        let isDark = made.brand.luminance < made.onBrand.luminance
        made.brandStrong = made.brand.mixed(with: isDark ? .black : .white, 0.18)
        made.brandText = Self.strengthened(made.brand, towards: made.ink, on: grounds)
        made.brandSoft = Self.tint(of: made.brand, on: made.surface, under: [made.ink, made.brandText])
        return made
    }

    /// The grounds, the ink, and what follows from them alone.
    private func neutrals() -> BrandPalette.Scheme {
        var made = standard
        made.surface = surface ?? beside(ground, standard.surface)
        made.ground = ground ?? beside(surface, standard.ground)
        made.ink = readable(on: [made.surface, made.ground]) ?? ink ?? standard.ink
        guard made.surface != standard.surface || made.ground != standard.ground || made.ink != standard.ink else {
            return standard
        }
        let grounds = [made.surface, made.ground]
        made.inkSoft =
            Self.steps(from: 0.3, to: 0).lazy.map { made.ink.mixed(with: made.surface, $0) }
            .first { colour in grounds.allSatisfy { colour.contrast(with: $0) >= Contrast.text } } ?? made.ink
        made.line = made.surface.mixed(with: made.ink, 0.15)
        made.lineStrong = Self.strengthened(
            made.surface.mixed(with: made.ink, 0.45), towards: made.ink, on: grounds, at: Contrast.sign)
        made.warmSoft = Self.tint(of: standard.warm, on: made.surface, under: [made.ink])
        made.warm = Self.strengthened(standard.warm, towards: made.ink, on: [made.surface, made.warmSoft])
        return made
    }

    /// What lies beside a ground that was given: the usual one where an ink can be read on both, else a shade of it.
    private func beside(_ given: BrandColour?, _ usual: BrandColour) -> BrandColour {
        guard let given, readable(on: [given, usual]) == nil else { return usual }
        // Away from the ink, so that it stays as readable.
        let isDark = given.contrast(with: .white) >= given.contrast(with: .black)
        return given.mixed(with: isDark ? .black : .white, 0.2)
    }

    /// The ink that is given, or the first that can be read; nil where there is none.
    private func readable(on grounds: [BrandColour]) -> BrandColour? {
        Self.first(of: ink.map { [$0] } ?? [standard.ink, .black, .white], on: grounds, at: Contrast.text)
    }

    private static func first(
        of candidates: [BrandColour], on grounds: [BrandColour], at least: Double
    ) -> BrandColour? {
        candidates.first { candidate in grounds.allSatisfy { candidate.contrast(with: $0) >= least } }
    }

    /// `colour`, or the first on its way to `end` that keeps the contrast.
    private static func strengthened(
        _ colour: BrandColour, towards end: BrandColour, on grounds: [BrandColour], at least: Double = Contrast.text
    ) -> BrandColour {
        first(of: steps(from: 0, to: 1).map { colour.mixed(with: end, $0) }, on: grounds, at: least) ?? end
    }

    /// A breath of `colour` on `surface` on which every one of `words` can still be read.
    private static func tint(
        of colour: BrandColour, on surface: BrandColour, under words: [BrandColour]
    ) -> BrandColour {
        steps(from: 0.12, to: 0).lazy.map { surface.mixed(with: colour, $0) }
            .first { tint in words.allSatisfy { $0.contrast(with: tint) >= Contrast.text } } ?? surface
    }

    private static func steps(from start: Double, to end: Double) -> [Double] {
        (0...20).map { start + (end - start) * Double($0) / 20 }
    }
}

extension BrandPalette.Scheme {
    /// Literals of the page's own style sheet: one that is no colour is black, which a test sees.
    /// - Parameters:
    ///   - brands: brand, strong brand, what lies on it, soft brand.
    ///   - warms: warm, soft warm.
    ///   - neutrals: ground, surface, ink, soft ink, line, strong line.
    init(brands: [String], warms: [String], neutrals: [String]) {
        let colour = { (text: String) in BrandColour(text) ?? .black }
        self.init(
            brand: colour(brands[0]), brandStrong: colour(brands[1]), onBrand: colour(brands[2]),
            brandSoft: colour(brands[3]), brandText: colour(brands[0]), warm: colour(warms[0]),
            warmSoft: colour(warms[1]), ground: colour(neutrals[0]), surface: colour(neutrals[1]),
            ink: colour(neutrals[2]), inkSoft: colour(neutrals[3]), line: colour(neutrals[4]),
            lineStrong: colour(neutrals[5]))
    }
}
