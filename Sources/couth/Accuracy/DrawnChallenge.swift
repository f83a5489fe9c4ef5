import Evidence

/// The challenge that drawn frames answer, whoever answers it, and how the tables say what became of them.
enum DrawnChallenge {
    static let asked: [LivenessPrompt] = [.turnLeft, .lookUp, .turnRight, .lookDown]

    /// Degrees of a turn and of a nod where they are held. The models see about two thirds of a drawn one.
    static func degrees(_ prompt: LivenessPrompt) -> Double {
        switch prompt {
        case .neutral: 0
        case .turnLeft, .turnRight: 45
        case .lookUp, .lookDown: 30
        }
    }

    /// One frame: what was asked for then, and which part of the whole motion is made.
    struct Step {
        let prompt: LivenessPrompt
        let share: Double
    }

    /// Three frames straight ahead, then four a motion, from its beginning to where it is held.
    static let steps =
        [0, 0, 0].map { Step(prompt: .neutral, share: $0) }
        + asked.flatMap { prompt in [0.4, 0.8, 1, 1].map { Step(prompt: prompt, share: $0) } }

    /// Why sequences did not pass: each reason with the number of sequences that have it, the most frequent first.
    static func reasons(_ sequences: [[Finding]]) -> String {
        var counts: [Reason: Int] = [:]
        for reason in sequences.flatMap({ Set($0.filter { $0.outcome != .success }.compactMap(\.reason)) }) {
            counts[reason, default: 0] += 1
        }
        return counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            .map { "\($0.key.rawValue) \($0.value)" }.joined(separator: ", ")
    }
}
