package import Evidence

/// One line of print on white, for measuring readers of text. Arabic is drawn in the typefaces without serifs alone:
/// the others have no letters for it.
package struct PrintedLine: Sendable {
    package enum Style: String, CaseIterable, Sendable {
        case sans, sansBold, serif, serifBold
    }

    package let text: String
    package let style: Style
    /// From the baseline to the top of a capital letter.
    package let capitalHeightPixels: Double

    package init(_ text: String, style: Style, capitalHeightPixels: Double) {
        self.text = text
        self.style = style
        self.capitalHeightPixels = capitalHeightPixels
    }

    /// The line with half a capital's height of paper around it.
    package func picture() throws(SpecimenError) -> Picture {
        // Capitals of both families are 0.729 of the type's size high.
        let (margin, size) = (capitalHeightPixels / 2, capitalHeightPixels / 0.729)
        let glyphs = isArabic ? ArabicForms.shaped(text) : text
        let ruler = try Canvas(width: 1, height: 1)
        let length = ruler.length(of: glyphs, style.typeface, size: size)
        let (width, height) = (Int((length + 2 * margin).rounded(.up)), Int((2 * capitalHeightPixels).rounded(.up)))
        let canvas = try Canvas(width: width, height: height)
        canvas.fill(Region(x: 0, y: 0, width: Double(width), height: Double(height)), Colour(0xFFFFFF))
        canvas.text(glyphs, at: Point(x: margin, y: margin + capitalHeightPixels), style.typeface, size: size)
        return try canvas.picture()
    }

    private var isArabic: Bool { text.unicodeScalars.contains { ("\u{600}"..."\u{6FF}").contains($0) } }
}

extension PrintedLine.Style {
    fileprivate var typeface: Typeface {
        switch self {
        case .sans: .sans
        case .sansBold: .sansBold
        case .serif: .serif
        case .serifBold: .serifBold
        }
    }
}
