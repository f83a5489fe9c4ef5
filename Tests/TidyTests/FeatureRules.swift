/// The rooms of the product floor: a feature may call the front of some others, and touches no other's store.
enum FeatureRules {
    /// Feature → the features whose front it may name: docs/architecture.md, section 2.
    static let fronts: [String: Set<String>] = [
        "Access": [],
        "Setups": [],
        "Verifications": ["Setups"],
        "Capture": ["Verifications", "Setups", "Identifications", "Liveness"],
        "Checks": [
            "Verifications", "Setups", "Identifications", "Liveness", "Watchlists", "DuplicateFaces",
            "KnownBackgrounds",
        ],
        "Identifications": ["Verifications", "Setups"],
        "DuplicateFaces": ["Verifications", "Identifications"],
        "KnownBackgrounds": ["Verifications", "Identifications"],
        "Liveness": [],
        "Watchlists": ["Identifications"],
        "Review": ["Identifications", "Verifications", "Watchlists"],
        "Webhooks": ["Verifications"],
        "Legacy": ["Verifications", "Identifications", "Setups"],
        "FaceAuthentications": ["Verifications", "Setups", "Identifications", "Capture"],
        "Retention": [
            "Setups", "Verifications", "Identifications", "FaceAuthentications", "Capture", "Liveness",
            "DuplicateFaces", "KnownBackgrounds",
        ],
    ]

    /// Rooms that every feature may enter: who is calling, and the one way out of the house.
    private static let open: Set = ["Access", "Outbound"]

    /// The feature of a file; nil for what lies outside the rooms, such as `Compose.swift`.
    static func feature(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count > 3, parts[0] == "Sources", parts[1] == "Onboarding" else { return nil }
        return String(parts[2])
    }

    /// The types whose names carry the rule: every `…Store`, and the front that bears its feature's name.
    static func owners(in sources: [SwiftSource]) -> [String: String] {
        let kinds: Set = ["struct", "class", "enum", "actor"]
        var owners: [String: String] = [:]
        for source in sources {
            guard let feature = feature(of: source.path) else { continue }
            for (kind, name) in zip(source.tokens, source.tokens.dropFirst())
            where kinds.contains(kind.text) && (name.text.hasSuffix("Store") || name.text == feature) {
                owners[name.text] = feature
            }
        }
        return owners
    }

    static func violations(of source: SwiftSource, owners: [String: String]) -> [Violation] {
        guard let feature = feature(of: source.path), feature != "Migrations" else { return [] }
        guard let allowed = open.contains(feature) ? [] : fronts[feature] else {
            return [Violation(source.path, "\(feature) is no feature of docs/architecture.md")]
        }
        return source.tokens.compactMap { token in
            guard let owner = owners[token.text], owner != feature else { return nil }
            if token.text.hasSuffix("Store") {
                return Violation(source.path, line: token.line, "\(token.text) is the store of \(owner)")
            }
            guard !allowed.contains(owner), !open.contains(owner) else { return nil }
            return Violation(source.path, line: token.line, "\(feature) may not call \(owner)")
        }
    }
}
