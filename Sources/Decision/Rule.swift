package import Evidence

/// One rule as data: which checks it rests on, whether it decides, and what a failure is called.
///
/// Rules stand in the setup version, so that a decision can be replayed with the rules it was made by.
package struct Rule: Codable, Equatable, Sendable {
    /// The name in the contract's `rules[]`.
    package let name: String
    /// Every finding of these checks counts.
    package let checks: [Check]
    /// A rule that does not block is reported and decides nothing.
    package let isBlocking: Bool
    /// What a failure is called, where `rejectionByReason` has nothing more precise.
    package let rejection: StatusReason
    package let rejectionByReason: [Reason: StatusReason]

    package init(
        _ name: String, _ checks: [Check], isBlocking: Bool = true, rejection: StatusReason,
        rejectionByReason: [Reason: StatusReason] = [:]
    ) {
        self.name = name
        self.checks = checks
        self.isBlocking = isBlocking
        self.rejection = rejection
        self.rejectionByReason = rejectionByReason
    }

    private enum CodingKeys: CodingKey {
        case name, checks, isBlocking, rejection, rejectionByReason
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        checks = try container.decode([Check].self, forKey: .checks)
        isBlocking = try container.decode(Bool.self, forKey: .isBlocking)
        rejection = try container.decode(StatusReason.self, forKey: .rejection)
        let byWord = try container.decodeIfPresent([String: StatusReason].self, forKey: .rejectionByReason) ?? [:]
        rejectionByReason = Dictionary(
            uniqueKeysWithValues: byWord.compactMap { word, status in
                Reason(rawValue: word).map { ($0, status) }
            })
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(checks, forKey: .checks)
        try container.encode(isBlocking, forKey: .isBlocking)
        try container.encode(rejection, forKey: .rejection)
        let byWord = Dictionary(uniqueKeysWithValues: rejectionByReason.map { ($0.key.rawValue, $0.value) })
        try container.encode(byWord, forKey: .rejectionByReason)
    }
}
