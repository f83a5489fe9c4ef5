import Evidence

/// A room with nobody in it: wall, window, picture, lamp and the back of a sofa.
struct Room {
    let width: Int
    let height: Int
    let seed: UInt64

    /// All lengths are in hundredths of the frame's height, so that the room has its shape in every frame.
    func drawn() throws(SpecimenError) -> Picture {
        let canvas = try Canvas(width: width, height: height, scale: Double(height) / 100)
        var chance = SeededGenerator(seed: seed ^ 0x2004)
        let wide = Double(width) / Double(height) * 100
        let wall = chance.pick([Colour(0xC9C4B8), Colour(0xB9C3C6), Colour(0xCBBFAE)])
        canvas.fill(Region(x: 0, y: 0, width: wide, height: 100), wall)
        canvas.fill(
            Region(x: 0, y: 0, width: wide, height: 100), around: Point(x: wide * 0.2, y: 30), radius: wide,
            [Colour(1, 1, 1, opacity: 0.3), Colour(0, 0, 0, opacity: 0.3)])
        window(on: canvas, left: wide * 0.06, width: min(42, wide * 0.3))
        painting(on: canvas, left: wide * 0.56)
        // An upright frame has no room for it beside the painting.
        if wide > 100 { lamp(on: canvas, x: wide * 0.9) }
        sofa(on: canvas, wide: wide)
        return try canvas.picture()
    }

    private func window(on canvas: Canvas, left: Double, width: Double) {
        let pane = Region(x: left, y: 10, width: width, height: 46)
        canvas.fill(
            pane, from: Point(x: 0, y: 10), to: Point(x: 0, y: 56),
            [Colour(0xDDEBF5), Colour(0xC3DBE9), Colour(0xA9BFA6)])
        let white = Colour(0xEDEBE4)
        canvas.frame(pane, width: 2.4, white)
        canvas.stroke([Point(x: left + width / 2, y: 10), Point(x: left + width / 2, y: 56)], width: 1.4, white)
        canvas.stroke([Point(x: left, y: 31), Point(x: left + width, y: 31)], width: 1.4, white)
        canvas.fill(Region(x: left - 3, y: 57, width: width + 6, height: 2.2), Colour(0xDAD6CB))
    }

    private func painting(on canvas: Canvas, left: Double) {
        let frame = Region(x: left, y: 16, width: 26, height: 20)
        canvas.fill(
            frame, from: Point(x: 0, y: 16), to: Point(x: 0, y: 36),
            [Colour(0xE9D8B4), Colour(0xD6A777), Colour(0x55727F), Colour(0x2F4A57)])
        canvas.frame(frame, width: 1.6, Colour(0x4A3B2C))
    }

    private func lamp(on canvas: Canvas, x: Double) {
        canvas.stroke([Point(x: x, y: 38), Point(x: x, y: 100)], width: 1.2, Colour(0x5A554D))
        canvas.fill(
            [Point(x: x - 4.5, y: 24), Point(x: x + 4.5, y: 24), Point(x: x + 8, y: 39), Point(x: x - 8, y: 39)],
            Colour(0xF4E3B8))
    }

    private func sofa(on canvas: Canvas, wide: Double) {
        let cloth = Colour(0x6E7F86)
        canvas.within {
            canvas.clip(Region(x: wide * 0.12, y: 66, width: wide * 0.7, height: 60), radius: 7)
            canvas.fill(
                Region(x: 0, y: 66, width: wide, height: 34), from: Point(x: 0, y: 66), to: Point(x: 0, y: 100),
                [cloth, Colour(0x4C5A60)])
        }
        let seam = Point(x: wide * 0.47, y: 68)
        canvas.stroke([seam, Point(x: seam.x, y: 100)], width: 0.5, Colour(0x46545A))
    }
}
