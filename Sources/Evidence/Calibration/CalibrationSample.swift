/// The pairs of one calibration, checked.
package struct CalibrationSample: Sendable {
    /// The persons of a pair, as numbers from 0.
    struct Persons: Sendable {
        let left: Int
        let right: Int
    }

    package let measure: FaceComparisonScale.Measure
    /// In the measure, in the order of the source.
    let genuine: [Double]
    let impostor: [Double]
    /// Parallel to `genuine` and `impostor`; empty where the source names nobody.
    let genuinePersons: [Persons]
    let impostorPersons: [Persons]
    /// Nil where the source names nobody.
    package let identityCount: Int?

    package var genuineCount: Int { genuine.count }
    package var impostorCount: Int { impostor.count }

    /// - Throws: `noGenuinePairs`, `noImpostorPairs`, `tooManyPairs`; `wrongPair` where a score is none of the measure,
    ///   a label contradicts the names, or only some pairs have names.
    package init(pairs: [ScoredPair], measure: FaceComparisonScale.Measure) throws(CalibrationError) {
        guard pairs.count <= CalibrationLimits.pairs else { throw .tooManyPairs(limit: CalibrationLimits.pairs) }
        let hasPeople = pairs.first?.people != nil
        var numbers: [String: Int] = [:]
        func number(of name: String) -> Int {
            let next = numbers.count
            return numbers[name, default: next]
        }
        var scores: (genuine: [Double], impostor: [Double]) = ([], [])
        var persons: (genuine: [Persons], impostor: [Persons]) = ([], [])
        for (index, pair) in pairs.enumerated() {
            if let fault = pair.fault(in: measure) { throw .wrongPair(index + 1, fault) }
            guard (pair.people != nil) == hasPeople else {
                throw .wrongPair(index + 1, "some pairs name their persons, and not all")
            }
            if pair.isGenuine { scores.genuine.append(pair.value) } else { scores.impostor.append(pair.value) }
            guard let people = pair.people else { continue }
            let left = number(of: people.left)
            numbers[people.left] = left
            let right = number(of: people.right)
            numbers[people.right] = right
            let both = Persons(left: left, right: right)
            if pair.isGenuine { persons.genuine.append(both) } else { persons.impostor.append(both) }
        }
        guard !scores.genuine.isEmpty else { throw .noGenuinePairs }
        guard !scores.impostor.isEmpty else { throw .noImpostorPairs }
        self.measure = measure
        (genuine, impostor) = scores
        (genuinePersons, impostorPersons) = persons
        identityCount = hasPeople ? numbers.count : nil
    }
}
