/// The most probable characters that satisfy every check digit of a layout at once.
///
/// Exact: dynamic programming over the positions in reading order, whose state is the running sum of the field and the
/// running sum of the composite, each modulo 10. Of the characters that may stand in a place only the most probable of
/// each value modulo 10 can be part of the best reading, so a step has 100 states and at most ten moves from each.
struct MRZSums {
    private enum Kind {
        /// A character that is summed up, with its weights in the field and in the composite (0: not covered).
        case covered(field: Int, composite: Int)
        /// A field's own digit, which the composite may cover as well.
        case fieldDigit(composite: Int, mayBeFiller: Bool)
        case compositeDigit
    }

    private struct Step {
        let line: Int
        let position: Int
        let kind: Kind
    }

    private struct Place: Hashable {
        let line: Int
        let position: Int
    }

    private static let states = 100
    private let steps: [Step]

    init(_ layout: MRZLayout) {
        var fieldWeights: [Place: Int] = [:]
        var compositeWeights: [Place: Int] = [:]
        var digits: [Place: MRZCheck] = [:]
        for check in layout.checks {
            let places = check.covered.flatMap { span in
                span.positions.map { Place(line: span.line, position: $0) }
            }
            for (index, place) in places.enumerated() {
                let weight = MRZCheckDigit.weight(at: index)
                if check.field == .composite {
                    compositeWeights[place] = weight
                } else {
                    fieldWeights[place] = weight
                }
            }
            digits[Place(line: check.line, position: check.position)] = check
        }
        let places = Set(fieldWeights.keys).union(compositeWeights.keys).union(digits.keys)
        steps = places.sorted { ($0.line, $0.position) < ($1.line, $1.position) }.map { place in
            let composite = compositeWeights[place] ?? 0
            let kind: Kind =
                switch digits[place] {
                case nil: .covered(field: fieldWeights[place] ?? 0, composite: composite)
                case let check? where check.field == .composite: .compositeDigit
                case let check?: .fieldDigit(composite: composite, mayBeFiller: check.mayBeFiller)
                }
            return Step(line: place.line, position: place.position, kind: kind)
        }
    }

    /// - Parameter scores: by line and position 37 logarithms, `-infinity` for what may not stand there.
    /// - Returns: the logarithm of the reading over the places that digits govern, and its characters in `lines`; nil
    ///   where
    ///   nothing satisfies the digits.
    func decode(_ scores: [[[Double]]], over lines: [[Int]]) -> (score: Double, lines: [[Int]])? {
        var best = Array(repeating: -Double.infinity, count: Self.states)
        best[0] = 0
        var trace: [[Move]] = []
        trace.reserveCapacity(steps.count)
        for step in steps {
            var next = Front()
            advance(step.kind, scores[step.line][step.position], from: best, to: &next)
            best = next.scores
            trace.append(next.moves)
        }
        guard let end = best.indices.max(by: { best[$0] < best[$1] }), best[end] > -.infinity else { return nil }
        var result = lines
        var state = end
        for (step, moves) in zip(steps, trace).reversed() {
            result[step.line][step.position] = Int(moves[state].character)
            state = Int(moves[state].previous)
        }
        return (best[end], result)
    }

    /// The logarithm of `lines` over the same places, to hold against that of the best reading.
    func score(_ scores: [[[Double]]], of lines: [[Int]]) -> Double {
        steps.reduce(0) { $0 + scores[$1.line][$1.position][lines[$1.line][$1.position]] }
    }

    private struct Move {
        var previous: Int8 = 0
        var character: Int8 = 0
    }

    /// The best way into each of the 100 states after a step.
    private struct Front {
        var scores = Array(repeating: -Double.infinity, count: MRZSums.states)
        var moves = Array(repeating: Move(), count: MRZSums.states)

        mutating func offer(_ state: Int, _ score: Double, from previous: Int, _ character: Int) {
            guard score > scores[state] else { return }
            scores[state] = score
            moves[state] = Move(previous: Int8(previous), character: Int8(character))
        }
    }

    private func advance(_ kind: Kind, _ score: [Double], from best: [Double], to next: inout Front) {
        let zero = MRZAlphabet.digits.lowerBound
        let candidates = Self.bestByValue(score)
        for state in best.indices where best[state] > -.infinity {
            let (field, composite) = (state / 10, state % 10)
            switch kind {
            case .covered(let fieldWeight, let compositeWeight):
                for (value, character) in candidates {
                    let sums = (field + fieldWeight * value) % 10 * 10 + (composite + compositeWeight * value) % 10
                    next.offer(sums, best[state] + score[character], from: state, character)
                }
            case .fieldDigit(let compositeWeight, let mayBeFiller):
                let sums = (composite + compositeWeight * field) % 10
                next.offer(sums, best[state] + score[zero + field], from: state, zero + field)
                guard mayBeFiller, field == 0 else { continue }
                next.offer(sums, best[state] + score[MRZAlphabet.filler], from: state, MRZAlphabet.filler)
            case .compositeDigit:
                next.offer(0, best[state] + score[zero + composite], from: state, zero + composite)
            }
        }
    }

    private static func bestByValue(_ score: [Double]) -> [(value: Int, character: Int)] {
        var best = Array(repeating: -1, count: 10)
        for (character, value) in MRZAlphabet.valuesModulo10.enumerated() where score[character] > -.infinity {
            if best[value] < 0 || score[character] > score[best[value]] { best[value] = character }
        }
        return best.enumerated().filter { $0.element >= 0 }.map { ($0.offset, $0.element) }
    }
}
