import CVision
import Foundation

/// What repeats all over a document: the pixels of a screen, or the dots of a print.
///
/// Looked for in the picture's own pixels, in tiles spread over the document: text and guilloches differ from tile to
/// tile, the grid of a screen and the dots of a print do not. In grey both are lattices, which repeat in two directions
/// at right angles; lines, however fine and even, repeat in one. In colour a screen's stripes are enough.
package struct SurfacePatterns: Sendable {
    package struct Pattern: Sendable {
        /// Decibels over the surroundings in the spectrum, median of the tiles. Noise has 1 to 3.
        package let strength: Double
        /// Cycles a pixel, to the right and down.
        package let frequency: Point
    }

    /// Of the grey values.
    package let lattice: Pattern
    /// Of red less blue.
    package let stripes: Pattern
    /// Degrees between the lattice and the document's nearer edge, 0…45.
    package let degreesOffEdges: Double

    package enum Limits {
        /// Pixels of the document that tiles need to lie apart.
        package static let width = 480.0
        package static let height = 320.0
        static let columns = 6
        static let rows = 4
        /// A print's screens lie at 15°, 45° and 75°, a panel's pixels along its edges; documents are shown straight.
        static let degrees = 8.0
        // Decibels. Genuine pictures reach 4.8 in grey and 8.8 in colour: docs/accuracy.md.
        static let lattice = 6.5
        static let stripes = 11.0
        /// So far above its limit it is beyond chance.
        static let strong = 5.0
    }

    /// - Returns: nil where the document is too small.
    package init?(_ surface: DocumentSurface) {
        let corners = Self.tiles(in: surface)
        guard !corners.isEmpty else { return nil }
        var (lattice, stripes) = (cvision_pattern(), cvision_pattern())
        let status = surface.picture.withView {
            cvision_patterns($0, corners, Int32(corners.count / 2), &lattice, &stripes)
        }
        precondition(status == CVISION_OK, "the vision shim refused a valid picture: \(status)")
        self.lattice = Pattern(lattice)
        self.stripes = Pattern(stripes)
        degreesOffEdges = Self.degrees(of: self.lattice.frequency, against: surface.outline)
    }

    /// x and y of tiles spread evenly over the upright rectangle inside the document.
    private static func tiles(in surface: DocumentSurface) -> [Int32] {
        let (outline, side) = (surface.outline, Double(CVISION_PATTERN_TILE))
        let (xs, ys) = (outline.corners.map(\.x).sorted(), outline.corners.map(\.y).sorted())
        // Between the second and third of the sorted corners lies the rectangle inside, for a document not far from
        // straight; one that is turned far is looked at in its middle.
        let (left, right) = (max(0, xs[1]), min(Double(surface.picture.width), xs[2]))
        let (top, bottom) = (max(0, ys[1]), min(Double(surface.picture.height), ys[2]))
        guard max(right - left, bottom - top) >= Limits.width, min(right - left, bottom - top) >= Limits.height else {
            return []
        }
        let isLying = right - left >= bottom - top
        let (columns, rows) = isLying ? (Limits.columns, Limits.rows) : (Limits.rows, Limits.columns)
        let across = (right - left - side) / Double(columns - 1)
        let down = (bottom - top - side) / Double(rows - 1)
        var corners: [Int32] = []
        for row in 0..<rows {
            for column in 0..<columns {
                corners.append(Int32(left + across * Double(column)))
                corners.append(Int32(top + down * Double(row)))
            }
        }
        return corners
    }

    private static func degrees(of frequency: Point, against outline: Quad) -> Double {
        let edge = atan2(outline.topRight.y - outline.topLeft.y, outline.topRight.x - outline.topLeft.x)
        let turned = (atan2(frequency.y, frequency.x) - edge) * 180 / .pi
        let rest = turned.truncatingRemainder(dividingBy: 90)
        let positive = rest < 0 ? rest + 90 : rest
        return min(positive, 90 - positive)
    }
}

extension SurfacePatterns.Pattern {
    fileprivate init(_ pattern: cvision_pattern) {
        strength = Double(pattern.strength)
        frequency = Point(x: Double(pattern.across), y: Double(pattern.down))
    }
}

extension SurfacePatterns {
    /// A lattice off the document's edges that is stronger in grey than in colour is a print's.
    private var isPrint: Bool { degreesOffEdges >= Limits.degrees && lattice.strength > stripes.strength }

    /// Decibels above the limits.
    package var screen: Double {
        let coloured = stripes.strength - Limits.stripes
        // Inks beside each other make coloured stripes too.
        guard isPrint else { return max(lattice.strength - Limits.lattice, coloured) }
        return lattice.strength >= Limits.lattice ? min(coloured, -1) : coloured
    }

    /// The same.
    package var print: Double { (isPrint ? lattice.strength : 0) - Limits.lattice }

    static func signals(_ surface: DocumentSurface) -> [AuthenticitySignal] {
        let patterns = SurfacePatterns(surface)
        let region = surface.outline.bounds
        func signal(_ check: Check, _ measure: Double?, _ reason: Reason) -> AuthenticitySignal {
            AuthenticitySignal(
                check, measure, limits: (0, Limits.strong), unit: .decibels,
                seen: (region, measure == nil ? .tooSmall : reason))
        }
        return [
            signal(.documentRecapture, patterns?.screen, .screenPattern),
            signal(.documentPrintedCopy, patterns?.print, .printPattern),
        ]
    }
}
