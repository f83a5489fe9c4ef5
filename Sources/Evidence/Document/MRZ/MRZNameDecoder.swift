/// The most probable name under the grammar of part 3, section 4.6: the primary identifier's words parted by single
/// fillers, two fillers, the secondary identifier's words, then fillers only to the end. Viterbi over seven states.
struct MRZNameDecoder {
    private enum State: Int, CaseIterable {
        case primary, primaryFiller, separator, secondary, secondaryFiller, tail
        /// Nothing but fillers after a primary identifier alone.
        case singleTail
    }

    /// Where a letter or a filler leads from each state; nil where none may follow.
    private static let moves: [(letter: State?, filler: State?)] = [
        (.primary, .primaryFiller), (.primary, .separator), (.secondary, .singleTail),
        (.secondary, .secondaryFiller), (.secondary, .tail), (nil, .tail), (nil, .singleTail),
    ]

    /// What each move costs beside its character, in nats. A word of a single letter is rare in names, while a filler
    /// read as a letter between fillers is the commonest error there is.
    private static let newWordCost = 0.7

    /// What a name without a secondary identifier costs: few persons have one name only.
    private static let singleNameCost = 3.0

    /// - Parameter scores: for each position 37 logarithms.
    /// - Returns: one character for each position.
    static func decode(_ scores: [[Double]]) -> [Int] {
        var best = Array(repeating: -Double.infinity, count: State.allCases.count)
        var trace: [[(previous: Int, character: Int)]] = []
        for (position, score) in scores.enumerated() {
            let letter = MRZAlphabet.letters.max { score[$0] < score[$1] } ?? 0
            var next = Array(repeating: -Double.infinity, count: State.allCases.count)
            var step = Array(repeating: (previous: 0, character: MRZAlphabet.filler), count: State.allCases.count)
            func offer(_ state: State?, _ value: Double, from previous: Int, _ character: Int) {
                guard let state, value > next[state.rawValue] else { return }
                next[state.rawValue] = value
                step[state.rawValue] = (previous, character)
            }
            if position == 0 {
                // A name begins with a letter.
                offer(.primary, score[letter], from: 0, letter)
            } else {
                for (from, move) in moves.enumerated() where best[from] > -.infinity {
                    let isNewWord = from != State.primary.rawValue && from != State.secondary.rawValue
                    offer(move.letter, best[from] + score[letter] - (isNewWord ? newWordCost : 0), from: from, letter)
                    offer(move.filler, best[from] + score[MRZAlphabet.filler], from: from, MRZAlphabet.filler)
                }
            }
            best = next
            trace.append(step)
        }
        for state in [State.primary, .primaryFiller, .separator, .singleTail] { best[state.rawValue] -= singleNameCost }
        return path(best, trace)
    }

    private static func path(_ best: [Double], _ trace: [[(previous: Int, character: Int)]]) -> [Int] {
        var state = best.indices.max { best[$0] < best[$1] } ?? 0
        var characters: [Int] = []
        for step in trace.reversed() {
            characters.append(step[state].character)
            state = step[state].previous
        }
        return characters.reversed()
    }
}
