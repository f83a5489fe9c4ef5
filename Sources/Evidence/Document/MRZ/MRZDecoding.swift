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

    /// Whether a line agrees better with the same line of `other`, a reading as the same format, when it is moved by a
    /// character or two. Fillers are alike wherever they stand, and do not count.
    package func isShifted(against other: MRZDecoding) -> Bool {
        zip(lines, other.lines).contains { line, another in
            let still = Self.agreement(line, another, shift: 0)
            return Self.shifts.contains { Self.agreement(line, another, shift: $0) > still }
        }
    }

    private static let shifts = [-2, -1, 1, 2]

    private static func agreement(_ line: [Int], _ other: [Int], shift: Int) -> Int {
        line.indices.count { index in
            other.indices.contains(index + shift) && line[index] != MRZAlphabet.filler
                && line[index] == other[index + shift]
        }
    }
}
