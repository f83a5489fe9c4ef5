/// The outcome of a decode: a reading of cells as one format.
package struct MRZDecoding: Sendable {
    package let format: MRZFormat
    /// Characters by line, numbered as in `MRZAlphabet`.
    package let lines: [[Int]]
    /// By line and position: the probability of the character returned, among those that may stand there; 0…1.
    package let confidences: [[Double]]
    /// By line and position: whether another character was the likeliest there and the check digits overruled it.
    package let corrected: [[Bool]]
    /// How much less likely the reading that satisfies all check digits is than the free one, in nats, 0…; infinite
    /// where nothing satisfies them.
    package let repairCost: Double
    /// Whether the reading returned is the one that satisfies the digits.
    package let isConstrained: Bool
    /// The mean logarithm of what the cells give the characters returned, less what the format's priors hold against
    /// them: how well the format explains the picture.
    package let meanLogProbability: Double

    package var text: [String] { lines.map(MRZAlphabet.text) }

    /// Whether a line agrees clearly better with the same line of `other`, a reading as the same format, when its begin
    /// or its end is moved by a character or two: somewhere one of the two has a cell too many. Fillers are alike
    /// wherever they stand, and do not count.
    package func isShifted(against other: MRZDecoding) -> Bool {
        zip(lines, other.lines).contains { line, another in
            let still = Self.agreements(line, another, shift: 0)
            return Self.shifts.contains { shift in
                let moved = Self.agreements(line, another, shift: shift)
                return still.indices.contains { split in
                    let (before, after) = (still[split], moved[split])
                    let best = max(before + moved[moved.count - 1] - after, after + still[still.count - 1] - before)
                    return best > still[still.count - 1] + Self.leastGain
                }
            }
        }
    }

    private static let shifts = [-2, -1, 1, 2]
    /// Characters that may agree by accident.
    private static let leastGain = 1

    /// How many characters agree among the first 0, 1, 2 … of the line.
    private static func agreements(_ line: [Int], _ other: [Int], shift: Int) -> [Int] {
        line.indices.reduce(into: [0]) { counts, index in
            let agrees =
                other.indices.contains(index + shift) && line[index] != MRZAlphabet.filler
                && line[index] == other[index + shift]
            counts.append(counts[index] + (agrees ? 1 : 0))
        }
    }
}
