import Evidence
import Foundation
import Kernel

/// Vectors and identifiers by chance that repeats.
struct GalleryNumbers {
    private var chance: SplitMix64

    static let cosine = FaceComparisonScale(measure: .cosine, match: 0.5, review: 0.45)
    static let distance = FaceComparisonScale(measure: .distance, match: 0.56, review: 0.62)

    init(seed: UInt64) { chance = SplitMix64(seed: seed) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &chance) }

    mutating func identifier() -> UUID {
        let (high, low) = (chance.next(), chance.next())
        return withUnsafeBytes(of: (high, low)) { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }

    mutating func vector(_ dimension: Int, length: Float = 1) -> [Float] {
        let numbers = (0..<dimension).map { _ in
            (0..<6).reduce(Float(0)) { sum, _ in sum + Float.random(in: -1...1, using: &chance) }
        }
        let found = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return numbers.map { found > 0 ? $0 / found * length : length }
    }

    /// What a model makes, and what it should not: lengths from small to large, one number that outweighs all others,
    /// copies and near copies of earlier ones, and, where distances are measured, nothing at all.
    mutating func vectors(_ count: Int, _ dimension: Int, _ measure: FaceComparisonScale.Measure) -> [[Float]] {
        var made: [[Float]] = []
        while made.count < count {
            let earlier = made.randomElement(using: &chance) ?? vector(dimension)
            switch number(0...9) {
            case 0: made.append(earlier)
            case 1: made.append(zip(earlier, vector(dimension, length: 1e-4)).map { $0 + $1 })
            case 2: made.append(zip(earlier, vector(dimension, length: 0.5)).map { $0 + $1 })
            case 3: made.append(vector(dimension, length: [0.002, 1.4, 30, 900][number(0...3)]))
            case 4:
                var spike = vector(dimension, length: 0.01)
                spike[number(0...dimension - 1)] = 1
                made.append(spike)
            case 5 where measure == .distance: made.append([Float](repeating: 0, count: dimension))
            case 6 where measure == .distance: made.append(vector(dimension, length: 1e-25))
            default: made.append(vector(dimension))
            }
        }
        return made
    }
}

extension FaceTemplate {
    /// Of the model that the tests' galleries are for.
    static func told(_ values: [Float]) -> FaceTemplate { FaceTemplate(model: "told", values: values) }
}

extension FaceGallery {
    static func told(_ dimension: Int, _ scale: FaceComparisonScale, capacity: Int = 10_000) -> FaceGallery {
        FaceGallery(model: "told", dimension: dimension, scale: scale, capacity: capacity)
    }
}
