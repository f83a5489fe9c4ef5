package import Evidence

/// A finger that lies on a document while it is photographed.
package struct Finger: Equatable, Sendable {
    /// The middle of its tip's curve, as a share of the document's width and height.
    package var tip: Point
    /// Where its root lies from there, in degrees: 0 to the right of the document, 90 below it.
    package var degrees: Double
    /// Millimetres; a grown person's is 14 to 20.
    package var width: Double
    /// Colour of the skin, 0 fair … 4 dark.
    package var tone: Int

    package init(tip: Point, degrees: Double, width: Double = 17, tone: Int = 1) {
        self.tip = tip
        self.degrees = degrees
        self.width = width
        self.tone = tone
    }

    /// One to three fingers over the edges and corners of a document, as when it is held down or up to the camera.
    package static func holding(seed: UInt64) -> [Finger] {
        var chance = SeededGenerator(seed: seed ^ 0xF1_46E5)
        let tone = chance.integer(in: 0...4)
        return (0..<chance.integer(in: 1...3)).map { _ in
            let (along, into) = (chance.number(in: 0.02...0.98), chance.number(in: 0.02...0.12))
            let lean = chance.number(in: -25...25)
            let (tip, degrees): (Point, Double) =
                switch chance.integer(in: 0...3) {
                case 0: (Point(x: into, y: along), 180)
                case 1: (Point(x: 1 - into, y: along), 0)
                case 2: (Point(x: along, y: 1.4 * into), 270)
                default: (Point(x: along, y: 1 - 1.4 * into), 90)
                }
            return Finger(tip: tip, degrees: degrees + lean, width: chance.number(in: 14...19), tone: tone)
        }
    }
}
