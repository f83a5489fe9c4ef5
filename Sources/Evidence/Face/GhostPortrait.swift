/// The second, smaller portrait that many documents carry, held against the main one by the face model: who changes the
/// one mostly leaves the other.
package struct GhostPortrait: Codable, Equatable, Sendable {
    /// In the upright picture.
    package let region: Region
    /// 1 less the cosine of the two templates, 0…2; nil where the ghost is too small to be told from others.
    package let distance: Double?
    /// SHA-256 (hex) of the model that compared them.
    package let models: [String]

    package init(region: Region, distance: Double?, models: [String]) {
        self.region = region
        self.distance = distance
        self.models = models
    }

    package enum Limits {
        /// From this distance on the two are two persons': docs/accuracy.md.
        package static let differs = 0.75
        /// Never strong alone: real ghosts, engraved or perforated, are unmeasured, and a document's ground may show
        /// somebody else.
        static let strong = Double.infinity
        /// Of the main portrait's face in area, at most.
        static let share = 0.6
        /// The detector's score: rosettes and emblems come lower.
        static let surest = 0.7
        /// Pixels of the ghost's face: in smaller ones templates of one person lie as far apart as those of two.
        static let width = 45.0
        /// Other faces that are compared, the largest first.
        static let most = 3
    }
}
