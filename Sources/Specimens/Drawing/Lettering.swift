import CDrawing
import Evidence

/// How a text is set.
struct Lettering {
    var face: Typeface
    /// Of the type, in the canvas's unit.
    var size: Double
    var colour = Colour.ink
    /// Letters narrower than 1 are condensed.
    var width = 1.0
    /// How far the letters lean: 0 is upright, 0.2 a common italic.
    var slant = 0.0

    /// The same, condensed, and where that is not enough smaller, until `length` has room.
    func fitting(_ natural: Double, into length: Double) -> Lettering {
        guard natural > length, natural > 0 else { return self }
        var fitted = self
        let share = length / natural
        // Type narrower than six tenths is hard to read; the rest is taken from its size.
        let narrowest = min(1, 0.6 / width)
        fitted.width = width * max(share, narrowest)
        fitted.size = size * min(1, share / narrowest)
        return fitted
    }
}

extension Canvas {
    /// Draws `text` with its baseline beginning at `origin`.
    /// - Returns: the smallest rectangle around its ink; empty where it has none.
    @discardableResult
    func text(_ text: String, at origin: Point, _ lettering: Lettering) -> Region {
        use(lettering)
        use(lettering.colour)
        cairo_move_to(context, origin.x, origin.y)
        cairo_show_text(context, text)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, text, &extents)
        return Region(
            x: origin.x + extents.x_bearing, y: origin.y + extents.y_bearing, width: extents.width,
            height: extents.height)
    }

    /// How far the pen moves over `text`.
    func length(of text: String, _ lettering: Lettering) -> Double {
        use(lettering)
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, text, &extents)
        return extents.x_advance
    }

    /// Draws what `body` draws as one thing of that opacity.
    func translucent(_ opacity: Double, _ body: () -> Void) {
        cairo_push_group(context)
        body()
        cairo_pop_group_to_source(context)
        cairo_paint_with_alpha(context, opacity)
    }

    private func use(_ lettering: Lettering) {
        use(lettering.face, size: lettering.size)
        var matrix = cairo_matrix_t()
        cairo_matrix_init(
            &matrix, lettering.size * lettering.width, 0, -lettering.slant * lettering.size, lettering.size, 0, 0)
        cairo_set_font_matrix(context, &matrix)
    }
}
