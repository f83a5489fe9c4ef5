import Foundation

/// How often each multiple of its step stands in blocks of eight by eight pixels, for some frequencies of the
/// luminance.
struct BlockCoefficients {
    /// Rows and columns of the discrete cosine transform (ITU-T T.81, annex A.3.3): the lower ones, which have values
    /// enough.
    static let frequencies: [(row: Int, column: Int)] = [
        (0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0), (4, 0), (3, 1), (2, 2), (1, 3), (0, 4),
    ]
    /// By frequency, then by the multiple without its sign; zero is not counted.
    private(set) var counts: [[Double]]

    private static let waves = 5
    private static let side = 8

    /// - Parameters:
    ///   - blocks: left upper corners, in the grid in which the file was compressed.
    ///   - steps: in the file's order.
    init(of picture: Picture, blocks: [(x: Int, y: Int)], _ steps: [Int]) {
        let most = CompressionHistory.Limits.multiples + CompressionHistory.Limits.reach
        counts = Array(repeating: Array(repeating: 0, count: most + 1), count: Self.frequencies.count)
        let own = Self.frequencies.map { Float(max(1, steps[Self.place(row: $0.row, column: $0.column)])) }
        var rows = [Float](repeating: 0, count: Self.side * Self.waves)
        for block in blocks {
            let values = Self.transform(picture, block, through: &rows)
            for (index, value) in values.enumerated() {
                let multiple = Int((abs(value) / own[index]).rounded())
                if multiple > 0 && multiple <= most { counts[index][multiple] += 1 }
            }
        }
    }

    /// - Parameter rows: where the half that is done across is kept.
    /// - Returns: one value a frequency.
    private static func transform(
        _ picture: Picture, _ block: (x: Int, y: Int), through rows: inout [Float]
    ) -> [Float] {
        let first = (block.y * picture.width + block.x) * 3
        return picture.pixels.withUnsafeBufferPointer { pixels in
            cosines.withUnsafeBufferPointer { table in
                rows.withUnsafeMutableBufferPointer { rows -> [Float] in
                    transformRows(pixels, from: first, stride: 3 * picture.width, table, into: rows)
                    return frequencies.map { sum(rows, $0, table) }
                }
            }
        }
    }

    private static func transformRows(
        _ pixels: UnsafeBufferPointer<UInt8>, from first: Int, stride: Int, _ table: UnsafeBufferPointer<Float>,
        into rows: UnsafeMutableBufferPointer<Float>
    ) {
        for y in 0..<side {
            var from = first + y * stride
            for wave in 0..<waves { rows[y * waves + wave] = 0 }
            for x in 0..<side {
                // JFIF 1.02: the luminance of which the file holds coefficients.
                let (blue, green, red) = (Float(pixels[from]), Float(pixels[from + 1]), Float(pixels[from + 2]))
                let light = 0.114 * blue + 0.587 * green + 0.299 * red
                for wave in 0..<waves { rows[y * waves + wave] += light * table[wave * side + x] }
                from += 3
            }
        }
    }

    private static func sum(
        _ rows: UnsafeMutableBufferPointer<Float>, _ frequency: (row: Int, column: Int),
        _ table: UnsafeBufferPointer<Float>
    ) -> Float {
        var sum: Float = 0
        for y in 0..<side { sum += table[frequency.row * side + y] * rows[y * waves + frequency.column] }
        return sum
    }

    /// Of the waves across and down, with their scale.
    private static let cosines: [Float] = (0..<waves).flatMap { (wave: Int) -> [Float] in
        let scale: Double = wave == 0 ? 0.125 : 0.25
        return (0..<side).map { (place: Int) -> Float in
            let angle = Double((2 * place + 1) * wave) * Double.pi / 16
            return Float(scale.squareRoot() * cos(angle))
        }
    }

    /// Where a frequency stands in the file's zigzag (ITU-T T.81, figure A.6), for the diagonals up to the seventh.
    private static func place(row: Int, column: Int) -> Int {
        let diagonal = row + column
        return diagonal * (diagonal + 1) / 2 + (diagonal.isMultiple(of: 2) ? column : row)
    }
}
