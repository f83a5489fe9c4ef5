import Evidence
import Specimens

/// Templates of persons who do not exist, as long as a model makes them.
struct GalleryCrowd {
    let scale: FaceComparisonScale
    let dimension: Int

    static let model = "bench"

    /// As face-reidentification-retail-0095 makes them; possible from 0.45, alert from 0.50.
    static let cosine = GalleryCrowd(
        scale: FaceComparisonScale(measure: .cosine, match: 0.50, review: 0.45), dimension: 256)
    /// As dlib's ResNet makes them.
    static let distance = GalleryCrowd(
        scale: FaceComparisonScale(measure: .distance, match: 0.56, review: 0.62), dimension: 128)

    /// `count` vectors of length 1, one after another.
    func values(_ count: Int) -> [Float] {
        var chance = SeededGenerator(seed: UInt64(dimension))
        var values: [Float] = []
        values.reserveCapacity(count * dimension)
        for _ in 0..<count { values += unit((0..<dimension).map { _ in chance.normal() }) }
        return values
    }

    /// Every other one a copy of one of the vectors with noise (cosine about 0.85, distance about 0.55), the rest
    /// strangers.
    func probes(_ count: Int, of values: [Float]) -> [[Float]] {
        var chance = SeededGenerator(seed: UInt64(values.count))
        let noise = 0.6 / Double(dimension).squareRoot()
        return (0..<count).map { number in
            guard number.isMultiple(of: 2) else { return unit((0..<dimension).map { _ in chance.normal() }) }
            let start = chance.integer(in: 0...values.count / dimension - 1) * dimension
            return unit(values[start..<start + dimension].map { Double($0) + noise * chance.normal() })
        }
    }

    private func unit(_ vector: [Double]) -> [Float] {
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { Float($0 / length) }
    }
}
