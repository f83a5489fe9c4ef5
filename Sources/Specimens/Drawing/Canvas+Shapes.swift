import CDrawing
import Evidence

extension Canvas {
    func fill(_ region: Region, _ colour: Colour) {
        use(colour)
        cairo_rectangle(context, region.x, region.y, region.width, region.height)
        cairo_fill(context)
    }

    func fill(_ points: [Point], _ colour: Colour) {
        path(points)
        cairo_close_path(context)
        use(colour)
        cairo_fill(context)
    }

    func disc(_ centre: Point, radius: Double, _ colour: Colour) {
        use(colour)
        // Text leaves a point behind, from which the arc would draw a line.
        cairo_new_path(context)
        cairo_arc(context, centre.x, centre.y, radius, 0, 2 * .pi)
        cairo_fill(context)
    }

    func circle(_ centre: Point, radius: Double, width: Double, _ colour: Colour) {
        use(colour)
        cairo_set_line_width(context, width)
        cairo_new_path(context)
        cairo_arc(context, centre.x, centre.y, radius, 0, 2 * .pi)
        cairo_stroke(context)
    }

    func frame(_ region: Region, width: Double, _ colour: Colour) {
        use(colour)
        cairo_set_line_width(context, width)
        cairo_rectangle(context, region.x, region.y, region.width, region.height)
        cairo_stroke(context)
    }

    /// A line through `points`, back to its beginning when `isClosed`.
    func stroke(_ points: [Point], width: Double, _ colour: Colour, isClosed: Bool = false) {
        path(points)
        if isClosed { cairo_close_path(context) }
        use(colour)
        cairo_set_line_width(context, width)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        cairo_stroke(context)
    }

    /// Fills `region` with colours that run from `stops[0]` to the last, evenly spaced, along `start` → `end`.
    func fill(_ region: Region, from start: Point, to end: Point, _ stops: [Colour]) {
        guard let gradient = cairo_pattern_create_linear(start.x, start.y, end.x, end.y) else { return }
        paint(gradient, stops, in: region)
    }

    /// The same from `centre` outwards to `radius`.
    func fill(_ region: Region, around centre: Point, radius: Double, _ stops: [Colour]) {
        guard let gradient = cairo_pattern_create_radial(centre.x, centre.y, 0, centre.x, centre.y, radius) else {
            return
        }
        paint(gradient, stops, in: region)
    }

    /// Restricts what follows to a rectangle with rounded corners; call it inside `within`.
    func clip(_ region: Region, radius: Double = 0) {
        let (left, top) = (region.x + radius, region.y + radius)
        let (right, bottom) = (region.x + region.width - radius, region.y + region.height - radius)
        cairo_new_path(context)
        cairo_arc(context, right, top, radius, -.pi / 2, 0)
        cairo_arc(context, right, bottom, radius, 0, .pi / 2)
        cairo_arc(context, left, bottom, radius, .pi / 2, .pi)
        cairo_arc(context, left, top, radius, .pi, 3 * .pi / 2)
        cairo_close_path(context)
        cairo_clip(context)
    }

    /// Moves the origin to `point` and turns the axes by `degrees`, clockwise; call it inside `within`.
    func turn(about point: Point, degrees: Double) {
        cairo_translate(context, point.x, point.y)
        cairo_rotate(context, degrees * .pi / 180)
    }

    private func path(_ points: [Point]) {
        cairo_new_path(context)
        for point in points { cairo_line_to(context, point.x, point.y) }
    }

    private func paint(_ gradient: OpaquePointer, _ stops: [Colour], in region: Region) {
        defer { cairo_pattern_destroy(gradient) }
        for (index, stop) in stops.enumerated() {
            let place = Double(index) / Double(max(1, stops.count - 1))
            cairo_pattern_add_color_stop_rgba(gradient, place, stop.red, stop.green, stop.blue, stop.opacity)
        }
        cairo_set_source(context, gradient)
        cairo_rectangle(context, region.x, region.y, region.width, region.height)
        cairo_fill(context)
    }
}
