/// One comparison with its truth.
package struct ScoredPair: Equatable, Sendable {
    /// The persons of the probe and of the reference, by whatever name the source has for them.
    package struct People: Equatable, Sendable {
        package let left: String
        package let right: String

        package init(left: String, right: String) {
            self.left = left
            self.right = right
        }
    }

    /// In the model's own measure: a cosine (higher is more alike) or a distance (lower is more alike).
    package let value: Double
    /// Both samples are of one person.
    package let isGenuine: Bool
    /// Nil where the source does not tell.
    package let people: People?

    package init(value: Double, isGenuine: Bool, people: People? = nil) {
        self.value = value
        self.isGenuine = isGenuine
        self.people = people
    }

    /// What is wrong with the pair by itself; nil where nothing is.
    func fault(in measure: FaceComparisonScale.Measure) -> String? {
        if !value.isFinite { return "the score is no finite number" }
        switch measure {
        // Templates are single-precision numbers, so that the cosine of a face with itself may be a hair above 1.
        case .cosine where abs(value) > 1 + 1e-5: return "the score is no cosine, -1 to 1"
        case .distance where value < 0: return "the score is no distance, 0 or more"
        default: break
        }
        guard let people else { return nil }
        switch (isGenuine, people.left == people.right) {
        case (true, false): return "a genuine pair of two persons"
        case (false, true): return "an impostor pair of one person"
        default: return nil
        }
    }
}
