import CDrawing
import Evidence

extension Canvas {
    /// Draws `text` with its baseline beginning at `origin`.
    func text(_ text: String, at origin: Point, _ typeface: Typeface, size: Double, _ colour: Colour = .ink) {
        use(typeface, size: size)
        use(colour)
        cairo_move_to(context, origin.x, origin.y)
        cairo_show_text(context, text)
    }

    /// Draws a heading: serifed, bold, each letter followed by `spacing`, in the canvas's unit.
    func heading(_ text: String, at origin: Point, size: Double, _ colour: Colour, spacing: Double) {
        use(.serifBold, size: size)
        use(colour)
        cairo_move_to(context, origin.x, origin.y)
        for letter in text {
            cairo_show_text(context, String(letter))
            cairo_rel_move_to(context, spacing, 0)
        }
    }

    /// Draws `text` so that it ends at `end`.
    func text(_ text: String, endingAt end: Point, _ typeface: Typeface, size: Double, _ colour: Colour = .ink) {
        let start = Point(x: end.x - length(of: text, typeface, size: size), y: end.y)
        self.text(text, at: start, typeface, size: size, colour)
    }

    /// Draws each letter in the middle of its own place, `pitch` apart: type as a machine sets it.
    func spaced(_ text: String, at origin: Point, pitch: Double, _ typeface: Typeface, size: Double) {
        use(typeface, size: size)
        use(.ink)
        for (index, letter) in text.enumerated() {
            let glyph = String(letter)
            let x = origin.x + (Double(index) + 0.5) * pitch - length(of: glyph, typeface, size: size) / 2
            cairo_move_to(context, x, origin.y)
            cairo_show_text(context, glyph)
        }
    }

    /// How far the pen moves over `text`.
    func length(of text: String, _ typeface: Typeface, size: Double) -> Double {
        use(typeface, size: size)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, text, &extents)
        return extents.x_advance
    }
}

extension Colour {
    /// Near black, as a laser engraves and an ink-jet prints it.
    static let ink = Colour(0x17191C)
}
