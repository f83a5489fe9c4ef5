import Evidence
import Foundation

/// Draws fingers over a picture in which a document lies.
struct Fingers {
    let fingers: [Finger]
    /// From the document's millimetres to the picture.
    let map: Homography
    let size: (width: Double, height: Double)

    /// Further than any finger is long, so that its root never shows: the hand goes on outside.
    private static let length = 90.0
    private static let skins = [
        Colour(0xEFC8AC), Colour(0xDDA684), Colour(0xBE855F), Colour(0x8A5A3E), Colour(0x57382A),
    ]

    func drawn(over picture: Picture) throws(SpecimenError) -> Picture {
        let canvas = try Canvas(width: picture.width, height: picture.height)
        canvas.draw(picture, from: picture.region, into: picture.region)
        for finger in fingers { draw(finger, on: canvas) }
        return try canvas.picture()
    }

    private func draw(_ finger: Finger, on canvas: Canvas) {
        let skin = Self.skins[min(max(finger.tone, 0), Self.skins.count - 1)]
        outline(finger, width: finger.width + 1.6, beyond: 1, on: canvas, Colour(0, 0, 0, opacity: 0.16))
        outline(finger, width: finger.width, on: canvas, shaded(skin, 0.8))
        // Thinner and lighter, one over the other: round.
        for step in 1...8 {
            let share = Double(step) / 8
            outline(
                finger, width: finger.width * (1 - 0.75 * share), on: canvas, shaded(skin, 0.8 + 0.25 * share))
        }
        nail(finger, on: canvas, shaded(skin, 1.12))
    }

    /// A stroke from the tip to beyond the frame; its width follows the document's scale at the tip.
    private func outline(
        _ finger: Finger, width: Double, beyond: Double = 0, on canvas: Canvas, _ colour: Colour
    ) {
        let tip = place(finger, along: finger.width / 2 - beyond, across: 0)
        let root = place(finger, along: Self.length, across: 0)
        let edge = place(finger, along: finger.width / 2, across: 0.5)
        let pixels = 2 * place(finger, along: finger.width / 2, across: 0).distance(to: edge)
        canvas.stroke([tip, root], width: width * pixels, colour)
    }

    private func nail(_ finger: Finger, on canvas: Canvas, _ colour: Colour) {
        let points = (0..<20).map { step in
            let angle = Double(step) / 20 * 2 * Double.pi
            return place(
                finger, along: finger.width * (0.42 + 0.3 * cos(angle)), across: finger.width * 0.28 * sin(angle))
        }
        canvas.fill(points, colour.faded(0.75))
    }

    /// A point by millimetres from the foremost point of the tip: towards the root, and to the side.
    private func place(_ finger: Finger, along: Double, across: Double) -> Point {
        let angle = finger.degrees * Double.pi / 180
        let (dx, dy) = (cos(angle), sin(angle))
        return map.apply(
            Point(
                x: finger.tip.x * size.width + dx * along - dy * across,
                y: finger.tip.y * size.height + dy * along + dx * across))
    }

    private func shaded(_ colour: Colour, _ gain: Double) -> Colour {
        Colour(min(1, colour.red * gain), min(1, colour.green * gain), min(1, colour.blue * gain))
    }
}
