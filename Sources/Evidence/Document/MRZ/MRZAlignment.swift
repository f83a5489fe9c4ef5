import Foundation

/// Puts the recogniser's steps into a known number of cells of nearly equal width: OCR-B has a fixed pitch, so a
/// missing or an extra character can be told from its neighbours' places. Viterbi over the cells' centres.
struct MRZAlignment {
    private let steps: MRZSteps
    /// Steps between two characters.
    let pitch: Double
    private let charactersSeen: [Int?]

    /// Nil where too few characters were seen to tell the pitch.
    init?(_ steps: MRZSteps) {
        let peaks = steps.peaks
        guard let pitch = Self.pitch(peaks) else { return nil }
        self.steps = steps
        self.pitch = pitch
        charactersSeen = (0..<steps.count).map { step in
            guard steps.blanks[step] < 0.5 else { return nil }
            return MRZAlphabet.characters.indices.max { steps.weights[step][$0] < steps.weights[step][$1] }
        }
    }

    /// How many characters of the pitch the line holds, judged by its first and last.
    static func length(_ steps: MRZSteps) -> Int? {
        let peaks = steps.peaks
        guard let pitch = pitch(peaks), let first = peaks.first, let last = peaks.last else { return nil }
        return Int(((last.centre - first.centre) / pitch).rounded()) + 1
    }

    /// The mean of the distances between neighbours that differ little from the median one.
    private static func pitch(_ peaks: [MRZPeak]) -> Double? {
        let gaps = zip(peaks.dropFirst(), peaks).map { $0.centre - $1.centre }.sorted()
        guard gaps.count >= 8 else { return nil }
        let median = gaps[gaps.count / 2]
        let usual = gaps.filter { abs($0 - median) <= 0.35 * median }
        return usual.reduce(0, +) / Double(usual.count)
    }

    /// What was seen in each of `count` cells. Nil where the line has fewer steps than that.
    func cells(_ count: Int, _ trust: MRZTrust) -> [MRZCell]? {
        guard let centres = centres(count) else { return nil }
        return centres.indices.map { index in
            var evidence = Array(repeating: 0.0, count: MRZAlphabet.count)
            let centre = centres[index]
            for step in max(0, centre - 1)...min(steps.count - 1, centre + 1) {
                guard step == centre || (isFree(step, index, centres) && isSame(step, centre)) else { continue }
                // What the zone does not have, and a blank where a character must be, speak for all alike.
                let unknown = (steps.others[step] + (step == centre ? Self.blankShare * steps.blanks[step] : 0))
                for character in evidence.indices {
                    evidence[character] += steps.weights[step][character] + unknown / Double(MRZAlphabet.count)
                }
            }
            evidence[MRZAlphabet.filler] *= trust.filler
            return MRZCell(evidence: evidence, confusion: trust.confusion)
        }
    }

    private static let blankShare = 0.1

    private func isFree(_ step: Int, _ index: Int, _ centres: [Int]) -> Bool {
        (index == 0 || centres[index - 1] < step) && (index + 1 == centres.count || centres[index + 1] > step)
    }

    private func isSame(_ step: Int, _ centre: Int) -> Bool {
        charactersSeen[step] == nil || charactersSeen[step] == charactersSeen[centre]
    }

    /// The steps of `count` cells' centres: on characters, at even distances, leaving no character out.
    private func centres(_ count: Int) -> [Int]? {
        let total = steps.count
        guard count > 1, total >= count else { return nil }
        let widest = min(total - 1, Int((2.2 * pitch).rounded(.up)))
        let seen = (0..<total).map { log(max(1 - steps.blanks[$0], 0.002)) }
        // A character before the first cell or behind the last one is left out.
        var leftOut = [0.0]
        for step in 0..<total { leftOut.append(leftOut[step] + skipCost(step, beside: nil, nil)) }
        var best = (0..<total).map { seen[$0] - leftOut[$0] }
        var trace: [[Int]] = []
        for _ in 1..<count {
            var next = Array(repeating: -Double.infinity, count: total)
            var from = Array(repeating: 0, count: total)
            for step in 0..<total {
                for gap in 1...widest where step >= gap && best[step - gap] > -.infinity {
                    let score = best[step - gap] + gapScore(gap, before: step)
                    if score > next[step] { (next[step], from[step]) = (score, step - gap) }
                }
                next[step] += seen[step]
            }
            best = next
            trace.append(from)
        }
        for step in 0..<total { best[step] -= leftOut[total] - leftOut[step + 1] }
        guard var step = best.indices.max(by: { best[$0] < best[$1] }), best[step] > -.infinity else { return nil }
        var centres = [step]
        for from in trace.reversed() {
            step = from[step]
            centres.append(step)
        }
        return centres.reversed()
    }

    /// Even distances are likely, a character between two cells is not.
    private func gapScore(_ gap: Int, before step: Int) -> Double {
        let deviation = (Double(gap) - pitch) / (0.2 * pitch + 0.35)
        var score = -deviation * deviation / 2
        for between in (step - gap + 1)..<step { score -= skipCost(between, beside: step - gap, step) }
        return score
    }

    /// The price of leaving a step's character out: none where it is the same as a neighbouring cell's.
    private func skipCost(_ step: Int, beside left: Int?, _ right: Int?) -> Double {
        guard let character = charactersSeen[step] else { return 0 }
        if let left, charactersSeen[left] == character { return 0 }
        if let right, charactersSeen[right] == character { return 0 }
        return Self.skipPrice * (1 - steps.blanks[step])
    }

    private static let skipPrice = 1.5
}
