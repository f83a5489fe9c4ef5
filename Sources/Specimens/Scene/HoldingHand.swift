package import Evidence
import Foundation

/// A thumb that holds the document by an edge, and the ball of the hand behind it.
package struct HoldingHand: Codable, Equatable, Sendable {
    package enum Edge: String, Codable, Sendable, CaseIterable {
        case left, right, top, bottom
    }

    package var edge: Edge
    /// Where along the edge, from its upper or left end: 0…1.
    package var along: Double
    /// Millimetres of the document that the thumb covers.
    package var reach: Double
    /// 0 is the lightest of six tones of skin.
    package var tone: Int

    package init(edge: Edge, along: Double, reach: Double = 6, tone: Int = 2) {
        self.edge = edge
        self.along = along
        self.reach = reach
        self.tone = tone
    }

    private static let tones: [UInt32] = [0xF2D3BD, 0xE3B896, 0xCB966D, 0xA9764F, 0x7C5236, 0x54372A]

    /// What the thumb covers of the document, in millimetres.
    package func covered(of size: (width: Double, height: Double)) -> Region {
        let (half, anchor) = (Self.breadth / 2, anchor(size))
        return switch edge {
        case .left: Region(x: 0, y: anchor.y - half, width: reach, height: 2 * half)
        case .right: Region(x: size.width - reach, y: anchor.y - half, width: reach, height: 2 * half)
        case .top: Region(x: anchor.x - half, y: 0, width: 2 * half, height: reach)
        case .bottom: Region(x: anchor.x - half, y: size.height - reach, width: 2 * half, height: reach)
        }
    }

    /// Of a grown person's thumb, in millimetres.
    private static let breadth = 17.0

    private func anchor(_ size: (width: Double, height: Double)) -> Point {
        switch edge {
        case .left: Point(x: 0, y: along * size.height)
        case .right: Point(x: size.width, y: along * size.height)
        case .top: Point(x: along * size.width, y: 0)
        case .bottom: Point(x: along * size.width, y: size.height)
        }
    }

    private var inward: Point {
        switch edge {
        case .left: Point(x: 1, y: 0)
        case .right: Point(x: -1, y: 0)
        case .top: Point(x: 0, y: 1)
        case .bottom: Point(x: 0, y: -1)
        }
    }

    /// Draws in the picture's pixels.
    func draw(on canvas: Canvas, _ map: SheetMap, _ size: (width: Double, height: Double)) {
        let (start, inward) = (anchor(size), inward)
        let skin = Colour(Self.tones[min(max(0, tone), Self.tones.count - 1)])
        /// From millimetres inwards of the edge and beside the anchor to the picture.
        func at(_ depth: Double, _ beside: Double) -> Point {
            // A thumb comes in aslant, from below.
            let lean = 0.28 * (reach - depth)
            let across = beside + lean
            return map.homography.apply(
                Point(
                    x: start.x + inward.x * depth + abs(inward.y) * across,
                    y: start.y + inward.y * depth + abs(inward.x) * across))
        }
        func thumb(_ grow: Double, _ shift: Double = 0) -> [Point] {
            let half = Self.breadth / 2 * grow
            let tip = (0...24).map { step in
                let angle = -Double.pi / 2 + Double(step) * Double.pi / 24
                return at(reach - half * 1.25 + half * 1.25 * cos(angle) + shift, half * sin(angle) + shift)
            }
            return tip + [at(-26, half * 1.16), at(-95, half * 2.6), at(-95, -half * 1.2), at(-26, -half * 1.1)]
        }
        canvas.fill(thumb(1.08, 1.2), Colour(0, 0, 0, opacity: 0.22))
        canvas.fill(thumb(1.03, 0.5), Colour(0, 0, 0, opacity: 0.22))
        for step in 0..<7 {
            // From the dark rim to the light middle.
            let share = Double(step) / 6
            let shade = 0.74 + 0.3 * share
            canvas.fill(
                thumb(1 - 0.55 * share),
                Colour(min(1, skin.red * shade), min(1, skin.green * shade), min(1, skin.blue * shade)))
        }
        let nail = (0..<32).map { step in
            let angle = Double(step) * Double.pi / 16
            return at(reach - 6.2 + 5.2 * cos(angle), 5 * sin(angle))
        }
        canvas.fill(nail, Colour(min(1, skin.red * 1.12), min(1, skin.green * 1.03), min(1, skin.blue * 1.04)))
        canvas.stroke(
            nail, width: max(1, map.bounds(of: size).width / size.width * 0.3),
            Colour(skin.red * 0.7, skin.green * 0.6, skin.blue * 0.6, opacity: 0.6), isClosed: true)
    }
}
