/// A recognised line as the zone's decoder sees it: at each step of the recogniser, from left to right, how likely no
/// new character, each of the 37 and any other is.
struct MRZSteps: Sendable {
    /// 0…1 a step.
    let blanks: [Double]
    /// 37 weights a step.
    let weights: [[Double]]
    /// 0…1 a step: characters that the zone does not have.
    let others: [Double]
    /// The likeliest of the 37 at each step.
    let likeliest: [Int]
    /// Where the recogniser saw characters: runs of steps whose likeliest class is one and the same character.
    let peaks: [MRZPeak]

    var count: Int { blanks.count }

    init(_ line: RecognisedLine, _ classes: MRZClasses) {
        var blanks: [Double] = []
        var weights: [[Double]] = []
        var others: [Double] = []
        line.probabilities.withUnsafeBufferPointer { values in
            for step in 0..<min(line.textSteps, line.steps) {
                let row = step * line.classes
                var folded = Array(repeating: 0.0, count: MRZAlphabet.count)
                for fold in classes.folds { folded[fold.character] += Double(values[row + fold.index]) }
                let blank = Double(values[row])
                blanks.append(blank)
                weights.append(folded)
                others.append(max(0, 1 - blank - folded.reduce(0, +)))
            }
        }
        self.blanks = blanks
        self.weights = weights
        self.others = others
        likeliest = weights.map(Self.indexOfHighest)
        peaks = Self.peaks(blanks, weights, others, likeliest)
    }

    private static func peaks(
        _ blanks: [Double], _ weights: [[Double]], _ others: [Double], _ likeliest: [Int]
    ) -> [MRZPeak] {
        var peaks: [MRZPeak] = []
        var last: Int?
        for step in blanks.indices {
            guard blanks[step] < 0.5 else {
                last = nil
                continue
            }
            let best = likeliest[step]
            let character = weights[step][best] >= others[step] ? best : MRZPeak.other
            let weight = 1 - blanks[step]
            if last == character, var peak = peaks.popLast() {
                peak.add(Double(step), weight: weight)
                peaks.append(peak)
            } else {
                peaks.append(MRZPeak(character: character, at: Double(step), weight: weight))
            }
            last = character
        }
        return peaks
    }

    /// The first of equal ones.
    private static func indexOfHighest(_ values: [Double]) -> Int {
        var best = 0
        for index in values.indices where values[index] > values[best] { best = index }
        return best
    }
}
