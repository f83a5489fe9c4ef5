/// The characters of a straightened zone, each cut out at its own place.
struct ZoneCells {
    struct Cell {
        let line: Int
        let index: Int
        let character: Character
        /// Print of the character's cell and of a rim of `ZoneCells.reach` around it.
        let print: Picture
        /// In the sheet.
        let region: Region
    }

    /// Pixels to either side that a character may lie beside its cell.
    static let reach = (x: 5, y: 4)
    /// Of the cell without the rim: a little higher than a capital.
    static let size = (width: ZoneSheet.pitch, height: ZoneSheet.capital + 8)

    let cells: [Cell]

    init(_ sheet: ZoneSheet, lines: [String]) {
        var cells: [Cell] = []
        let bands = ZoneBands(sheet).lines()
        for (number, text) in lines.enumerated() where number < bands.count {
            let line = ZoneLine(sheet, bands[number])
            let edges = line.edges()
            for (index, character) in text.enumerated() where index + 1 < edges.count {
                let (left, right) = (edges[index], edges[index + 1])
                cells.append(
                    Cell(
                        line: number, index: index, character: character, print: line.print(from: left, to: right),
                        region: Region(
                            x: left, y: line.top(at: left) - 2, width: right - left,
                            height: Double(ZoneSheet.capital) + 4)))
            }
        }
        self.cells = cells
    }
}

/// One line of a straightened zone: where it lies, and where its characters end.
private struct ZoneLine {
    private let sheet: ZoneSheet
    /// Top of the capitals in the sheet's middle, and by how much it is lower at the right end than at the left.
    private let top: Int
    private let slope: Double
    /// Print in each column of the line, and before each column.
    private var columns: [Double] = []
    private var before: [Double] = []

    init(_ sheet: ZoneSheet, _ band: ZoneBands.Band) {
        self.sheet = sheet
        (top, slope) = (band.top, band.slope)
        columns = (0..<sheet.width).map { x in
            let first = Int((Double(top) + Self.fall(slope, x, sheet)).rounded())
            let rows = max(0, first)..<min(sheet.height, max(first, 0) + ZoneSheet.capital + 4)
            return rows.reduce(0) { $0 + Double(sheet.ink[$1 * sheet.width + x]) } / 255
        }
        before = columns.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    }

    func top(at x: Double) -> Double { Double(top) + slope * (x / Double(sheet.width) - 0.5) }

    private static func fall(_ slope: Double, _ x: Int, _ sheet: ZoneSheet) -> Double {
        slope * (Double(x) / Double(sheet.width) - 0.5)
    }

    /// Where characters end: evenly spaced, but for a slow change that what is left of the perspective makes; as little
    /// print as possible lies on the edges and outside the outer two.
    func edges() -> [Double] {
        let (count, pitch) = (sheet.columns, Double(ZoneSheet.pitch))
        let wide = columns.indices.map { x in
            columns[max(0, x - 1)] + columns[x] + columns[min(columns.count - 1, x + 1)]
        }
        let bends = (0...count).map { 4 * Double($0 * (count - $0)) / Double(count * count) }
        let all = before.last ?? 0
        func column(_ x: Double) -> Int { min(max(0, Int(x.rounded())), columns.count - 1) }
        var best = (cost: Double.infinity, start: 1.5 * pitch, step: pitch, bend: 0.0)
        for bend in stride(from: -9.0, through: 9, by: 1.5) {
            for step in stride(from: 0.94 * pitch, through: 1.06 * pitch, by: 0.08) {
                for start in stride(from: 0.3 * pitch, through: 2.7 * pitch, by: 1) {
                    let last = start + Double(count) * step
                    let outside = all - (before[column(last)] - before[column(start)])
                    var cost = 0.6 * outside + 0.5 * (abs(step - pitch) + abs(bend))
                    var index = 0
                    while index <= count, cost < best.cost {
                        cost += wide[column(start + Double(index) * step + bends[index] * bend)]
                        index += 1
                    }
                    if cost < best.cost { best = (cost, start, step, bend) }
                }
            }
        }
        return (0...count).map { best.start + Double($0) * best.step + bends[$0] * best.bend }
    }

    /// The cell between two edges with its rim, brought to the cell's size.
    func print(from left: Double, to right: Double) -> Picture {
        let (reach, size) = (ZoneCells.reach, ZoneCells.size)
        let (width, height) = (size.width + 2 * reach.x, size.height + 2 * reach.y)
        let scale = (right - left) / Double(size.width)
        let extra = (size.height - ZoneSheet.capital) / 2 + reach.y
        var pixels = [UInt8](repeating: 0, count: width * height)
        for column in 0..<width {
            let x = left + (Double(column - reach.x) + 0.5) * scale - 0.5
            let first = top(at: x) - Double(extra)
            for row in 0..<height { pixels[row * width + column] = ink(x, first + Double(row)) }
        }
        return Picture(width: width, height: height, channels: 1, pixels: pixels)
    }

    private func ink(_ x: Double, _ y: Double) -> UInt8 {
        guard x >= 0, y >= 0, x < Double(sheet.width - 1), y < Double(sheet.height - 1) else { return 0 }
        let (column, row) = (Int(x), Int(y))
        let (u, v) = (x - Double(column), y - Double(row))
        func at(_ x: Int, _ y: Int) -> Double { Double(sheet.ink[y * sheet.width + x]) }
        let upper = at(column, row) * (1 - u) + at(column + 1, row) * u
        let lower = at(column, row + 1) * (1 - u) + at(column + 1, row + 1) * u
        return UInt8(upper * (1 - v) + lower * v)
    }
}
