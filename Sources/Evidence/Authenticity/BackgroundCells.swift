/// A picture in few grey values, and which of them lie beside the document: what a background's print is made of.
struct BackgroundCells {
    /// Values along a side: `perCell` for each of the print's cells.
    static let side = perCell * BackgroundPrint.Limits.cells
    static let perCell = 4
    /// Share of a cell that must lie beside the document: where it fills the frame, cells are cut.
    private static let free = 0.6

    private let pixels: [UInt8]
    private let isFree: [Bool]

    /// - Parameter document: its corners in `picture`, a little larger than it is where its shadow shall not count.
    init(_ picture: Picture, without document: Quad) {
        let side = Self.side
        let scaled = document.scaled(
            x: Double(side) / Double(picture.width), y: Double(side) / Double(picture.height))
        pixels = picture.grey().resized(width: side, height: side).pixels
        isFree = (0..<side * side).map { index in
            !scaled.contains(Point(x: Double(index % side) + 0.5, y: Double(index / side) + 0.5))
        }
    }

    /// The mean of the cell whose first value is at `x` and `y`; nil where too much of it is the document.
    func mean(x: Int, y: Int) -> Double? {
        var (sum, count) = (0, 0)
        for row in y..<y + Self.perCell {
            for place in row * Self.side + x..<row * Self.side + x + Self.perCell where isFree[place] {
                sum += Int(pixels[place])
                count += 1
            }
        }
        return Double(count) >= Self.free * Double(Self.perCell * Self.perCell) ? Double(sum) / Double(count) : nil
    }

    /// Whether a place is lighter than its two neighbours are in the mean; nil where that is not known, or where all
    /// are alike.
    static func isLighter(_ own: Double?, than before: Double?, and after: Double?) -> Bool? {
        guard let own, let before, let after else { return nil }
        let difference = own - (before + after) / 2
        return abs(difference) >= BackgroundPrint.Limits.contrast ? difference > 0 : nil
    }
}
