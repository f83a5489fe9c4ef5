import Evidence

/// What the two checks of a single frame say of one presentation.
struct AttackOutcome {
    let passive: Finding.Outcome
    let recapture: Finding.Outcome
}

/// The check of a screen's grid, beside the passive check of the same frames.
enum AttackRecaptures {
    private static let head = [
        "| shown (simulated) | n | a grid is seen | 95 % | of those that the passive check passes | not judged |",
        "| --- | --- | --- | --- | --- | --- |",
    ]

    static func table(_ shown: [(name: String, outcomes: [AttackOutcome])]) -> String {
        (head + shown.map { row($0.name, $0.outcomes) }).joined(separator: "\n")
    }

    private static func row(_ name: String, _ outcomes: [AttackOutcome]) -> String {
        let judged = outcomes.filter { $0.recapture != .unavailable }
        let seen = judged.count { $0.recapture != .success }
        let passing = judged.filter { $0.passive == .success }
        let told = passing.count { $0.recapture != .success }
        let interval = RateInterval(errors: seen, of: max(1, judged.count))
        return "| \(name) | \(judged.count) | \(seen) | \(Figures.percent(interval.lower)) – "
            + "\(Figures.percent(interval.upper)) | \(told) of \(passing.count) | \(outcomes.count - judged.count) |"
    }
}
