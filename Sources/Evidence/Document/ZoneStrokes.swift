import Kernel

/// What is to be seen where a machine-readable zone is printed, in cells of three characters: every place of a zone
/// has a character or a filler, so that a cell without strokes is washed out or covered.
struct ZoneStrokes {
    /// Share of the cells without strokes that are brighter than the rest: a reflection.
    let washedOut: Double
    /// Share of the cells without strokes that are not.
    let covered: Double
    /// Median deviation of the cells in grey values: how strong the print is.
    let contrast: Double

    init(of picture: Picture, zone: Quad, rows: Int, columns: Int) {
        let (across, cell) = (max(1, columns / 3), Self.cellPixels)
        let strip = picture.rectified(zone, width: across * cell.width, height: rows * cell.height).grey()
        var cells: [(mean: Double, deviation: Double)] = []
        for row in 0..<rows {
            for column in 0..<across {
                cells.append(Self.statistics(strip, column * cell.width, row * cell.height))
            }
        }
        let contrast = cells.map(\.deviation).upperMedian ?? 0
        let light = cells.map(\.mean).upperMedian ?? 0
        let blank = cells.filter { $0.deviation < Self.blankShare * contrast }
        let bright = blank.count { $0.mean > light + Self.brighter }
        self.contrast = contrast
        washedOut = Double(bright) / Double(cells.count)
        covered = Double(blank.count - bright) / Double(cells.count)
    }

    private static let cellPixels = (width: 24, height: 20)
    /// A filler sign alone has about half the deviation of letters.
    private static let blankShare = 0.33
    private static let brighter = 6.0

    private static func statistics(_ strip: Picture, _ left: Int, _ top: Int) -> (mean: Double, deviation: Double) {
        var (sum, squares) = (0.0, 0.0)
        for y in top..<(top + cellPixels.height) {
            for x in left..<(left + cellPixels.width) {
                let value = Double(strip.pixels[y * strip.width + x])
                sum += value
                squares += value * value
            }
        }
        let count = Double(cellPixels.width * cellPixels.height)
        let mean = sum / count
        return (mean, max(0, squares / count - mean * mean).squareRoot())
    }
}
