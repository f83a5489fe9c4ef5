import Foundation

extension Film {
    /// Nearly a Gaussian blur: three running means one after another, of the widths that P. Kovesi gives (Fast almost-
    /// Gaussian filtering, 2010). Its cost does not depend on `sigma`.
    /// - Parameter sigma: standard deviation in pixels; 0 changes nothing.
    mutating func blur(sigma: Double) {
        guard sigma > 0 else { return }
        let passes = 3.0
        let ideal = (12 * sigma * sigma / passes + 1).squareRoot()
        let narrow = Int(ideal) % 2 == 1 ? Int(ideal) : Int(ideal) - 1
        let low = Double(narrow)
        let count = (12 * sigma * sigma - passes * low * low - 4 * passes * low - 3 * passes) / (-4 * low - 4)
        for pass in 0..<Int(passes) {
            mean(radius: (pass < Int(count.rounded()) ? narrow : narrow + 2) / 2)
        }
    }

    /// The mean along each row over `pixels` to the right: a camera that moves while it looks.
    mutating func smear(pixels: Int) {
        guard pixels > 1 else { return }
        let (width, height) = (width, height)
        rewrite { from, to in
            var y = 0
            while y < height {
                Film.runningMean(
                    Line(from: from + y * width * 3, to: to + y * width * 3, count: width, stride: 3),
                    behind: 0, ahead: pixels - 1)
                y += 1
            }
        }
    }

    /// The mean over a square of 2 × `radius` + 1 pixels.
    private mutating func mean(radius: Int) {
        guard radius > 0 else { return }
        let (width, height) = (width, height)
        rewrite { from, to in
            for y in 0..<height {
                let row = Line(from: from + y * width * 3, to: to + y * width * 3, count: width, stride: 3)
                Film.runningMean(row, behind: radius, ahead: radius)
            }
        }
        rewrite { from, to in
            for x in 0..<width {
                let column = Line(from: from + x * 3, to: to + x * 3, count: height, stride: width * 3)
                Film.runningMean(column, behind: radius, ahead: radius)
            }
        }
    }

    /// One row or column of three-byte pixels.
    private struct Line {
        let from: UnsafePointer<UInt8>
        let to: UnsafeMutablePointer<UInt8>
        let count: Int
        /// Bytes from one pixel to the next.
        let stride: Int
    }

    /// Each pixel becomes the mean of those `behind` it to those `ahead`; the line's ends are repeated beyond it.
    private static func runningMean(_ line: Line, behind: Int, ahead: Int) {
        let (size, last) = (behind + ahead + 1, line.count - 1)
        for channel in 0..<3 {
            let (from, to) = (line.from + channel, line.to + channel)
            var sum = 0
            for offset in -behind...ahead { sum += Int(from[min(max(0, offset), last) * line.stride]) }
            var index = 0
            while index <= last {
                to[index * line.stride] = UInt8((sum + size / 2) / size)
                let (leaving, coming) = (index - behind, index + ahead + 1)
                sum += Int(from[(coming < last ? coming : last) * line.stride])
                sum -= Int(from[(leaving > 0 ? leaving : 0) * line.stride])
                index += 1
            }
        }
    }
}
