/// How badly the motion of points is explained by a plane that moves before a camera: two pictures of a flat photograph
/// differ by a homography (R. Hartley, A. Zisserman, Multiple View Geometry, section 13.1), those of a head do not.
enum PlaneMotion {
    /// The root of the mean squared distance between the points and where the best homography puts them, as a share of
    /// their spread; 0 is a plane's. Nil for fewer than five points, or for ones that tell nothing.
    static func residual(from: [Point], to: [Point]) -> Double? {
        guard from.count == to.count, from.count >= 5, let from = normalised(from), let to = normalised(to) else {
            return nil
        }
        var equations = NormalEquations()
        for (source, target) in zip(from, to) {
            equations.add(row(source, times: target.x, isFirst: true), equals: target.x)
            equations.add(row(source, times: target.y, isFirst: false), equals: target.y)
        }
        guard let h = equations.solved() else { return nil }
        var sum = 0.0
        for (source, target) in zip(from, to) {
            let depth = h[6] * source.x + h[7] * source.y + 1
            guard abs(depth) > 0.05 else { return nil }
            let x = (h[0] * source.x + h[1] * source.y + h[2]) / depth - target.x
            let y = (h[3] * source.x + h[4] * source.y + h[5]) / depth - target.y
            sum += x * x + y * y
        }
        return (sum / Double(from.count)).squareRoot()
    }

    /// One line of the linear system for the eight unknowns of a homography.
    private static func row(_ point: Point, times target: Double, isFirst: Bool) -> [Double] {
        let place = [point.x, point.y, 1]
        return (isFirst ? place + [0, 0, 0] : [0, 0, 0] + place) + [-target * point.x, -target * point.y]
    }

    /// About their middle, at a mean squared distance of 1 from it: Hartley's normalisation, and the answer's unit.
    private static func normalised(_ points: [Point]) -> [Point]? {
        let count = Double(points.count)
        let (x, y) = (points.map(\.x).reduce(0, +) / count, points.map(\.y).reduce(0, +) / count)
        let square = points.reduce(0) { $0 + ($1.x - x) * ($1.x - x) + ($1.y - y) * ($1.y - y) } / count
        guard square.isFinite, square > 1e-9 else { return nil }
        let spread = square.squareRoot()
        return points.map { Point(x: ($0.x - x) / spread, y: ($0.y - y) / spread) }
    }
}

/// The normal equations of a least-squares problem with eight unknowns.
private struct NormalEquations {
    private static let size = 8
    private var matrix = [[Double]](repeating: [Double](repeating: 0, count: size + 1), count: size)

    mutating func add(_ row: [Double], equals value: Double) {
        for i in 0..<Self.size {
            for j in 0..<Self.size { matrix[i][j] += row[i] * row[j] }
            matrix[i][Self.size] += row[i] * value
        }
    }

    /// By elimination with pivots; nil where the rows do not determine the unknowns.
    func solved() -> [Double]? {
        var matrix = matrix
        for column in 0..<Self.size {
            let pivot = (column..<Self.size).max { abs(matrix[$0][column]) < abs(matrix[$1][column]) } ?? column
            guard abs(matrix[pivot][column]) > 1e-9 else { return nil }
            matrix.swapAt(column, pivot)
            for row in 0..<Self.size where row != column {
                let factor = matrix[row][column] / matrix[column][column]
                for place in column...Self.size { matrix[row][place] -= factor * matrix[column][place] }
            }
        }
        return (0..<Self.size).map { matrix[$0][Self.size] / matrix[$0][$0] }
    }
}
