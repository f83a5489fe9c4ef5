/// What one look at a document says about whether it is what it seems. Weak alone: no signal rejects anybody.
package struct AuthenticitySignal: Sendable {
    package let check: Check
    /// In `unit`; nil where the picture does not carry the measure, for the reason given.
    package let measure: Double?
    /// From here on a person should know.
    package let limit: Double
    /// From here on it counts as much as two.
    package let strong: Double
    package let unit: Unit
    package let region: Region?
    /// Why it is raised, or why there is no measure.
    let reason: Reason
    /// SHA-256 (hex) of every model whose output went into the measure.
    private(set) var models: [String] = []

    package init(
        _ check: Check, _ measure: Double?, limits: (raised: Double, strong: Double), unit: Unit,
        seen: (region: Region?, reason: Reason)
    ) {
        self.check = check
        self.measure = measure
        limit = limits.raised
        strong = limits.strong
        self.unit = unit
        region = seen.region
        reason = seen.reason
    }

    func measured(by models: [String]) -> AuthenticitySignal {
        var signal = self
        signal.models = models
        return signal
    }

    package var isRaised: Bool { measure.map { $0 >= limit } ?? false }
    package var isStrong: Bool { measure.map { $0 >= strong } ?? false }

    package var finding: Finding {
        let outcome: Finding.Outcome = measure == nil ? .unavailable : isRaised ? .review : .success
        return Finding(
            check, outcome, measure: measure, threshold: limit, unit: unit, region: region,
            reason: outcome == .success ? nil : reason, models: models)
    }
}
