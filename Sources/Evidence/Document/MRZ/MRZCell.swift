import Foundation

/// What the recogniser saw in the place of one character: a probability for each of the 37 of the zone.
package struct MRZCell: Sendable {
    /// 37 values above 0 that sum to 1, numbered as in `MRZAlphabet`.
    package let probabilities: [Double]

    /// - Parameters:
    ///   - evidence: 37 weights ≥ 0 as the recogniser gave them; they need not sum to 1.
    ///   - confusion: times what may have been a look-alike, 0…1.
    ///
    /// A recogniser is surer than it is right. Each weight is spread a little over the characters that are mistaken for
    /// one another in OCR-B, and very little over all, so that a repair has a price that means something.
    package init(evidence: [Double], confusion: Double = 1) {
        let total = evidence.reduce(0, +)
        guard total > 0 else {
            probabilities = Array(repeating: 1 / Double(MRZAlphabet.count), count: MRZAlphabet.count)
            return
        }
        var smoothed = Array(repeating: Self.anything / Double(MRZAlphabet.count), count: MRZAlphabet.count)
        for (read, weight) in evidence.enumerated() where weight > 0 {
            let share = weight / total * (1 - Self.anything)
            let rivals = MRZConfusions.rivals[read]
            var kept = 1.0
            for rival in rivals {
                smoothed[rival.character] += share * rival.probability * confusion
                kept -= rival.probability * confusion
            }
            smoothed[read] += share * kept
        }
        probabilities = smoothed
    }

    init(averaging cells: [MRZCell]) {
        probabilities = (0..<MRZAlphabet.count).map { character in
            cells.reduce(0) { $0 + $1.probabilities[character] } / Double(cells.count)
        }
    }

    /// The share that any character may have been, whatever was read.
    private static let anything = 0.004

    var logarithms: [Double] { probabilities.map { log($0) } }

    /// The most probable character whatever stands around it.
    var best: Int { probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? MRZAlphabet.filler }
}
