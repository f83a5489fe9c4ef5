/// A character that the recogniser saw, with its place along the line.
struct MRZPeak: Sendable {
    /// Stands for every character that the zone does not have.
    static let other = -1

    let character: Int
    /// The weighted mean of its steps.
    private(set) var centre: Double
    private var weight: Double

    init(character: Int, at step: Double, weight: Double) {
        self.character = character
        centre = step
        self.weight = weight
    }

    mutating func add(_ step: Double, weight added: Double) {
        centre = (centre * weight + step * added) / (weight + added)
        weight += added
    }
}
