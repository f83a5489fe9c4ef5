/// Steps of the brightness along rows and columns of a picture, and how wide each is.
struct BrightnessSteps {
    enum Direction: CaseIterable {
        case across, down
    }

    struct Step {
        /// In the picture.
        let place: Point
        /// Standard deviation of the rise, in pixels of `side`: what lens, movement and print have blurred.
        let spread: Double
        /// Grey values from one end of the rise to the other.
        let contrast: Double
    }

    /// Pixels of the picture to one that is looked at, so that a large picture is looked at smaller.
    let side: Int
    private let picture: Picture

    private enum Limits {
        /// Pixels that a step reaches to either side of its steepest place.
        static let reach = 4
        /// Grey values from pixel to pixel where a step is steepest; less is noise.
        static let steepness: Float = 6
        /// Of that, what a pixel still adds to the step.
        static let share: Float = 0.04
    }

    init(_ picture: Picture, side: Int) {
        (self.picture, self.side) = (picture, side)
    }

    /// - Parameters:
    ///   - line: the row's or column's first pixel in the picture.
    ///   - range: of the picture's pixels along it.
    ///   - contrast: that a step has at least.
    func along(_ direction: Direction, line: Int, _ range: ClosedRange<Double>, contrast: Float) -> [Step] {
        let length = direction == .across ? picture.width : picture.height
        let breadth = direction == .across ? picture.height : picture.width
        let first = max(0, Int(range.lowerBound))
        let count = (min(length, Int(range.upperBound)) - first) / side
        guard line >= 0, line + side <= breadth, count > 2 * Limits.reach + 2 else { return [] }
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { values in
            read(direction, line: line, first: first, into: values)
            // From here on each value is what lies between a pixel and the next.
            for index in 0..<count - 1 { values[index] = values[index + 1] - values[index] }
            var steps: [Step] = []
            for index in Limits.reach..<count - 1 - Limits.reach {
                let steep = abs(values[index])
                guard steep >= Limits.steepness, steep >= abs(values[index - 1]), steep > abs(values[index + 1]),
                    let rise = Self.rise(values, index), rise.contrast >= contrast
                else { continue }
                let place = Double(first) + (Double(index) + 1 + Double(rise.middle)) * Double(side)
                let beside = Double(line) + Double(side) / 2
                steps.append(
                    Step(
                        place: direction == .across ? Point(x: place, y: beside) : Point(x: beside, y: place),
                        spread: Double(rise.variance).squareRoot(), contrast: Double(rise.contrast)))
            }
            return steps
        }
    }

    private func read(
        _ direction: Direction, line: Int, first: Int, into values: UnsafeMutableBufferPointer<Float>
    ) {
        let (step, next) = direction == .across ? (3, 3 * picture.width) : (3 * picture.width, 3)
        let scale = 1 / Float(256 * side * side)
        picture.pixels.withUnsafeBufferPointer { pixels in
            var start = first * step + line * next
            for index in values.indices {
                var sum = 0
                for along in 0..<side {
                    for beside in 0..<side {
                        let at = start + along * step + beside * next
                        sum += 29 * Int(pixels[at]) + 150 * Int(pixels[at + 1]) + 77 * Int(pixels[at + 2])
                    }
                }
                values[index] = Float(sum) * scale
                start += side * step
            }
        }
    }

    /// What rises the same way on either side of the steepest place, as far as it does so.
    private static func rise(
        _ slopes: UnsafeMutableBufferPointer<Float>, _ index: Int
    ) -> (middle: Float, variance: Float, contrast: Float)? {
        let steep = slopes[index]
        let least = Limits.share * abs(steep)
        var (sum, first, second) = (abs(steep), Float(0), Float(0))
        for way in [-1, 1] {
            for distance in 1...Limits.reach {
                let slope = steep > 0 ? slopes[index + way * distance] : -slopes[index + way * distance]
                guard slope > least else { break }
                let offset = Float(way * distance)
                sum += slope
                first += slope * offset
                second += slope * offset * offset
            }
        }
        let middle = first / sum
        return (middle, max(0, second / sum - middle * middle), sum)
    }
}
