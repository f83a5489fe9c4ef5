import Foundation
import Kernel

/// A brand as the page takes it: properties of `flow.css`, in a style sheet, because the content security policy allows
/// no style in the page. It holds names that stand here, numbers and checked colours, and no text of anybody's.
struct BrandSheet {
    /// The corners of `flow.css`, of which the others follow.
    private enum Corner {
        static let usualPixels = 14.0
        static let mediumPixels = 18.0
        static let largePixels = 28.0
        /// Beyond it a card's corners cut into its words.
        static let mostPixels = 40.0
    }

    let text: String

    init(_ brand: Brand) {
        var light: [(String, String)] = []
        var dark: [(String, String)] = []
        if let radius = brand.cornerRadiusPixels {
            light += Self.corners(Double(radius))
        }
        if let stack = brand.fontFamily?.stack { light.append(("font", stack)) }
        let palette = brand.colours.map { BrandPalette($0) }
        if let palette {
            light += Self.colours(palette.light)
            dark += Self.colours(palette.dark)
        }
        // A logo is made for a light ground: it keeps that in the dark.
        if brand.logo != nil {
            dark.append(("logo-ground", (palette?.light ?? BrandPalette.Scheme.light).surface.text))
        }
        let inDark = dark.isEmpty ? "" : "@media (prefers-color-scheme: dark) {\n\(Self.rule(dark))}\n"
        text = (light.isEmpty ? "" : Self.rule(light)) + inDark
    }

    private static func rule(_ properties: [(String, String)]) -> String {
        ":root {\n" + properties.map { "--\($0): \($1);\n" }.joined() + "}\n"
    }

    private static func corners(_ radius: Double) -> [(String, String)] {
        func pixels(_ usual: Double) -> String {
            "\(Int(min(radius * usual / Corner.usualPixels, Corner.mostPixels).rounded()))px"
        }
        return [
            ("radius", pixels(Corner.usualPixels)), ("radius-medium", pixels(Corner.mediumPixels)),
            ("radius-large", pixels(Corner.largePixels)),
        ]
    }

    private static func colours(_ scheme: BrandPalette.Scheme) -> [(String, String)] {
        [
            ("brand", scheme.brand), ("brand-strong", scheme.brandStrong), ("on-brand", scheme.onBrand),
            ("brand-soft", scheme.brandSoft), ("brand-text", scheme.brandText), ("warm", scheme.warm),
            ("warm-soft", scheme.warmSoft), ("ground", scheme.ground), ("surface", scheme.surface),
            ("ink", scheme.ink), ("ink-soft", scheme.inkSoft), ("line", scheme.line),
            ("line-strong", scheme.lineStrong),
        ].map { ($0, $1.text) }
    }
}

extension Brand.FontFamily {
    /// Names of fonts that phones and computers come with; nil for those of `flow.css`.
    fileprivate var stack: String? {
        switch self {
        case .system: nil
        case .serif: #"ui-serif, "Iowan Old Style", Charter, Georgia, "Noto Serif", "DejaVu Serif", serif"#
        case .rounded:
            #"ui-rounded, "SF Pro Rounded", "Hiragino Maru Gothic ProN", "Arial Rounded MT Bold", Nunito, sans-serif"#
        case .humanist:
            #"Seravek, "Gill Sans Nova", "Segoe UI", Ubuntu, Calibri, "Noto Sans", "DejaVu Sans", sans-serif"#
        case .monospace: #"ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace"#
        }
    }
}
