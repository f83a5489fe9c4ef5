extension MRZReading {
    /// Whether every character under a wrong check digit, and the digit, was seen with at least this probability: then
    /// the document is wrong, not the reading.
    func wrongDigitsAreClear(atLeast probability: Double) -> Bool {
        let wrong = Set(checkDigits.filter { !$0.isValid }.map(\.field))
        guard !wrong.isEmpty else { return true }
        return MRZLayout(format).checks.filter { wrong.contains($0.field) }.allSatisfy { check in
            confidences(under: check).allSatisfy { $0 >= probability }
        }
    }

    /// Whether a character of the number or of a date, or its check digit, was seen with less than this probability.
    /// Two wrong characters can leave a digit right, as several `O` for `0` do: that it holds says nothing of such a
    /// reading.
    package func digitsHoldByGuess(below probability: Double) -> Bool {
        MRZLayout(format).checks.filter { Self.identifying.contains($0.field) }.contains { check in
            confidences(under: check).contains { $0 < probability }
        }
    }

    /// Not the optional data, whose fillers are often faint and mean nothing.
    private static let identifying: Set<MRZField> = [.documentNumber, .dateOfBirth, .dateOfExpiry]

    private func confidences(under check: MRZCheck) -> [Double] {
        check.covered.flatMap { characterConfidences[$0.line][$0.positions] }
            + [characterConfidences[check.line][check.position]]
    }
}
