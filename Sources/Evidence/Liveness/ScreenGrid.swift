import Kernel

/// Whether a camera looked at a screen: the panel's stripes of red, green and blue lie beside each other, so that its
/// grid and the sensor's beat in colour, and the spectrum of red against blue has a peak where skin and cloth have
/// none.
///
/// A screen far away, out of focus or of a finer grid shows nothing: that there is no peak proves nothing.
enum ScreenGrid {
    private static let side = 128
    /// Patches in a row and in a column.
    private static let patches = 4

    static func finding(of face: DetectedFace, in picture: Picture) -> Finding {
        guard let measure = peak(about: face.region, in: picture) else {
            return Finding(.selfieRecapture, .unavailable, region: face.region, reason: .dataMissing)
        }
        let isFound = measure >= LivenessLimits.screenGrid
        return Finding(
            .selfieRecapture, isFound ? .review : .success, measure: measure, threshold: LivenessLimits.screenGrid,
            unit: .deviations, region: face.region, reason: isFound ? .attackSuspected : nil)
    }

    /// How far the highest peak of the spectrum stands out, in median deviations; nil where the face and what is about
    /// it are too small for a spectrum.
    static func peak(about face: Region, in picture: Picture) -> Double? {
        let part = picture.colour().cropped(to: face.grown(by: 2.6))
        guard part.shortSide >= side else { return nil }
        let places = steps(part.height).flatMap { y in steps(part.width).map { (x: $0, y: y) } }
        let power = part.colourSpectrum(at: places)
        // Frequencies that are written by nobody's screen: JPEG's blocks and its coarser colour.
        let free = (0..<side * side).filter { !isBlocks($0) }
        var rings = [[Float]](repeating: [], count: 46)
        for index in free { rings[ring(of: index)].append(power[index]) }
        let usual = rings.map { $0.upperMedian ?? 0 }
        let heights = free.map { power[$0] - usual[ring(of: $0)] }
        let deviation = heights.map(abs).upperMedian ?? 0
        guard let highest = heights.max(), deviation > 0 else { return nil }
        return Double(highest / deviation)
    }

    private static func steps(_ length: Int) -> [Int] {
        let last = length - side
        let all = (0..<patches).map { $0 * last / (patches - 1) }
        return Array(Set(all)).sorted()
    }

    /// Cycles per pixel along both axes, 0…0.5.
    private static func frequency(_ index: Int) -> (x: Double, y: Double) {
        func cycles(_ place: Int) -> Double { Double(min(place, side - place)) / Double(side) }
        return (cycles(index % side), cycles(index / side))
    }

    private static func ring(of index: Int) -> Int {
        let (x, y) = frequency(index)
        return min(45, Int((x * x + y * y).squareRoot() * 64))
    }

    /// Near the zero frequency, near the highest ones of each axis, and where both are multiples of a block's.
    private static func isBlocks(_ index: Int) -> Bool {
        let (x, y) = frequency(index)
        if x * x + y * y < 0.0004 || x > 0.485 || y > 0.485 { return true }
        if x > 0.465 && y < 0.012 || y > 0.465 && x < 0.012 { return true }
        let (column, row) = ((x * 8).rounded(), (y * 8).rounded())
        let isNear = abs(x * 8 - column) <= 12 / 128.0 && abs(y * 8 - row) <= 12 / 128.0
        return isNear && column + row > 0
    }
}
