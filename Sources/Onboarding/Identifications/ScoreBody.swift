import Evidence

/// The comparison score of the two faces, 0…1, higher is more alike: contract § 6.4.
struct ScoreBody: Encodable, Sendable {
    private let name = "FaceSimilarity"
    private let value: Double

    private enum CodingKeys: CodingKey {
        case name, value
    }

    init?(_ finding: Finding) {
        guard let measure = finding.measure else { return nil }
        value = min(max(finding.unit == .distance ? 1 - measure : measure, 0), 1)
    }
}
