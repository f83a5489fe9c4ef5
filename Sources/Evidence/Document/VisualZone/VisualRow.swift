import Foundation

/// A line of text by its place in the document's own reading direction. Pixels of the picture.
struct VisualRow: Sendable {
    let line: TextLine
    let text: VisualText
    /// Along the reading direction.
    let start: Double
    let end: Double
    /// Across it, growing downwards.
    let middle: Double
    /// The same at either end: lines of a tilted page are not parallel in the picture.
    private let startMiddle: Double
    private let endMiddle: Double
    let height: Double

    var length: Double { end - start }

    /// Where a character stands along the row: letters are taken to be equally wide.
    func along(_ character: Int) -> Double {
        start + length * Double(character) / Double(max(text.characters.count, 1))
    }

    init(_ line: TextLine, direction: Point) {
        self.line = line
        text = VisualText(line.text)
        func along(_ point: Point) -> Double { point.x * direction.x + point.y * direction.y }
        func across(_ point: Point) -> Double { point.y * direction.x - point.x * direction.y }
        let quad = line.quad
        start = (along(quad.topLeft) + along(quad.bottomLeft)) / 2
        end = (along(quad.topRight) + along(quad.bottomRight)) / 2
        middle = across(quad.centre)
        startMiddle = (across(quad.topLeft) + across(quad.bottomLeft)) / 2
        endMiddle = (across(quad.topRight) + across(quad.bottomRight)) / 2
        height = max(1, (quad.topLeft.distance(to: quad.bottomLeft) + quad.topRight.distance(to: quad.bottomRight)) / 2)
    }

    /// How far this row begins below another, along the slope of the longer of the two.
    func distance(below other: VisualRow) -> Double {
        let longer = length > other.length ? self : other
        let slope = (longer.endMiddle - longer.startMiddle) / max(longer.length, 1)
        return startMiddle - other.startMiddle - slope * (start - other.start)
    }

    /// The rows from top to bottom as the document is read.
    /// - Parameter zone: around the machine-readable zone where this picture has one: it tells the direction best.
    static func rows(_ lines: [TextLine], zone: Quad?) -> [VisualRow] {
        let direction = direction(of: zone.map { [$0] } ?? lines.map(\.quad))
        return lines.filter { !$0.text.isEmpty }.map { VisualRow($0, direction: direction) }
            .sorted { ($0.middle, $0.start) < ($1.middle, $1.start) }
    }

    /// The mean direction of the lines, longer ones counting for more; a unit vector.
    private static func direction(of quads: [Quad]) -> Point {
        let sum = quads.reduce(Point(x: 0, y: 0)) { sum, quad in
            Point(
                x: sum.x + quad.topRight.x - quad.topLeft.x + quad.bottomRight.x - quad.bottomLeft.x,
                y: sum.y + quad.topRight.y - quad.topLeft.y + quad.bottomRight.y - quad.bottomLeft.y)
        }
        let length = (sum.x * sum.x + sum.y * sum.y).squareRoot()
        return length > 0 ? Point(x: sum.x / length, y: sum.y / length) : Point(x: 1, y: 0)
    }
}
