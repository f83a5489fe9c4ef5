extension MRZReading {
    /// Whether every character under a wrong check digit, and the digit, was seen with at least this probability: then
    /// the document is wrong, not the reading.
    func wrongDigitsAreClear(atLeast probability: Double) -> Bool {
        let wrong = Set(checkDigits.filter { !$0.isValid }.map(\.field))
        guard !wrong.isEmpty else { return true }
        return MRZLayout(format).checks.filter { wrong.contains($0.field) }.allSatisfy { check in
            let covered = check.covered.flatMap { characterConfidences[$0.line][$0.positions] }
            return (covered + [characterConfidences[check.line][check.position]]).allSatisfy { $0 >= probability }
        }
    }
}
