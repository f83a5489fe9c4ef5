/// Where the lines of a straightened zone lie: bands of a capital's height with much print in them and little above and
/// below.
struct ZoneBands {
    struct Band {
        /// Of the capitals, in the sheet's middle.
        let top: Int
        /// By how much the right end of the sheet lies lower than the left.
        let slope: Double
    }

    private let sheet: ZoneSheet
    /// Print above each row, for parts of the width.
    private let sums: [[Double]]
    private static let segments = 8

    init(_ sheet: ZoneSheet) {
        self.sheet = sheet
        sums = (0..<Self.segments).map { segment in
            let columns = sheet.width * segment / Self.segments..<sheet.width * (segment + 1) / Self.segments
            return (0..<sheet.height).reduce(into: [0]) { sums, y in
                let row = columns.reduce(0) { $0 + Int(sheet.ink[y * sheet.width + $1]) }
                sums.append((sums.last ?? 0) + Double(row) / 255)
            }
        }
    }

    /// First all lines together, evenly apart and parallel, in the sheet's middle; then each by itself.
    func lines() -> [Band] {
        var best = (value: -Double.infinity, leading: ZoneSheet.leading, middle: 0.0, slope: 0.0)
        let middle = Double(sheet.height) / 2
        // The standard's distance is 60; not every printer keeps it.
        for leading in stride(from: 36.0, through: 84, by: 2) {
            for shift in stride(from: -20.0, through: 20, by: 2) {
                for slope in stride(from: -12.0, through: 12, by: 3) {
                    let value = (0..<sheet.rows).reduce(0) { sum, line in
                        sum + ink(Band(top: top(of: line, leading, middle + shift), slope: slope))
                    }
                    if value > best.value { best = (value, leading, middle + shift, slope) }
                }
            }
        }
        return (0..<sheet.rows).map { line in
            refined(Band(top: top(of: line, best.leading, best.middle), slope: best.slope))
        }
    }

    private func top(of line: Int, _ leading: Double, _ middle: Double) -> Int {
        Int((middle + (Double(line) - Double(sheet.rows - 1) / 2) * leading).rounded()) - ZoneSheet.capital / 2
    }

    private func refined(_ band: Band) -> Band {
        var best = (value: -Double.infinity, band: band)
        for top in band.top - 4...band.top + 4 {
            for turn in -4...4 {
                let candidate = Band(top: top, slope: band.slope + Double(turn))
                let value = ink(candidate)
                if value > best.value { best = (value, candidate) }
            }
        }
        return best.band
    }

    /// Print in the band less half of what is close above and below it.
    private func ink(_ band: Band) -> Double {
        var value = 0.0
        for segment in 0..<Self.segments {
            let share = (Double(segment) + 0.5) / Double(Self.segments) - 0.5
            let first = band.top + Int((band.slope * share).rounded())
            let last = first + ZoneSheet.capital
            let rows = sums[segment]
            func rowsInk(_ from: Int, _ to: Int) -> Double {
                rows[min(max(0, to), sheet.height)] - rows[min(max(0, from), sheet.height)]
            }
            value += rowsInk(first, last) - 0.5 * (rowsInk(first - 5, first) + rowsInk(last, last + 5))
        }
        return value
    }
}
