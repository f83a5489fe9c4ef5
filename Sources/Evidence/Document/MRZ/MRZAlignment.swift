import Foundation

/// Puts the recogniser's steps into a known number of cells of nearly equal width: OCR-B has a fixed pitch, so a
/// missing or an extra character can be told from its neighbours' places. Viterbi over the cells' centres.
struct MRZAlignment {
    private let steps: MRZSteps
    /// Steps between two characters.
    let pitch: Double
    /// At each step the character seen there, or `none`.
    private let charactersSeen: [Int]
    /// The widest gap between two cells, in steps.
    private let widest: Int
    /// `gapScore` of each step and each gap before it from 1 to `widest`: lines are tried in several lengths.
    private let gapScores: [Double]

    /// Nil where too few characters were seen to tell the pitch.
    init?(_ steps: MRZSteps) {
        let peaks = steps.peaks
        guard let pitch = Self.pitch(peaks) else { return nil }
        self.steps = steps
        self.pitch = pitch
        let seen = (0..<steps.count).map { steps.blanks[$0] < 0.5 ? steps.likeliest[$0] : Self.none }
        let widest = min(steps.count - 1, Int((2.2 * pitch).rounded(.up)))
        charactersSeen = seen
        self.widest = widest
        gapScores = Self.gapScores(pitch, widest, seen, steps.blanks)
    }

    private static let none = -1

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
        charactersSeen[step] == Self.none || charactersSeen[step] == charactersSeen[centre]
    }

    /// The steps of `count` cells' centres: on characters, at even distances, leaving no character out.
    private func centres(_ count: Int) -> [Int]? {
        let total = steps.count
        guard count > 1, total >= count else { return nil }
        let seen = (0..<total).map { log(max(1 - steps.blanks[$0], 0.002)) }
        // A character before the first cell or behind the last one is left out.
        var leftOut = [0.0]
        for step in 0..<total {
            leftOut.append(leftOut[step] + Self.skipCost(charactersSeen[step], beside: Self.none, steps.blanks[step]))
        }
        var best = (0..<total).map { seen[$0] - leftOut[$0] }
        var trace: [[Int]] = []
        for _ in 1..<count {
            var next = Array(repeating: -Double.infinity, count: total)
            var from = Array(repeating: 0, count: total)
            for step in 0..<total {
                let scores = step * widest - 1
                var (highest, place) = (-Double.infinity, 0)
                for gap in 1...widest where step >= gap {
                    let score = best[step - gap] + gapScores[scores + gap]
                    if score > highest { (highest, place) = (score, step - gap) }
                }
                next[step] = highest + seen[step]
                from[step] = place
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
    private static func gapScores(
        _ pitch: Double, _ widest: Int, _ seen: [Int], _ blanks: [Double]
    ) -> [Double] {
        var scores = Array(repeating: -Double.infinity, count: seen.count * max(widest, 0))
        guard widest > 0 else { return scores }
        for step in seen.indices {
            for gap in 1...widest where step >= gap {
                let deviation = (Double(gap) - pitch) / (0.2 * pitch + 0.35)
                var score = -deviation * deviation / 2
                for between in (step - gap + 1)..<step where seen[between] != seen[step] {
                    score -= skipCost(seen[between], beside: seen[step - gap], blanks[between])
                }
                scores[step * widest + gap - 1] = score
            }
        }
        return scores
    }

    /// The price of leaving a step's character out: none where it is the same as a neighbouring cell's.
    private static func skipCost(_ character: Int, beside other: Int, _ blank: Double) -> Double {
        character == none || character == other ? 0 : skipPrice * (1 - blank)
    }

    private static let skipPrice = 1.5
}
