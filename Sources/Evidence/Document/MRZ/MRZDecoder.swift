import Foundation

/// Reads cells as a machine-readable zone: the likeliest characters under the grammar and all check digits at once.
package struct MRZDecoder: Sendable {
    /// The most that a repair may cost, in nats, before the free reading stands with its failing digits: more would
    /// repair forgeries into validity. Measured on the specimen set: at 4.5 no right reading is lost, and above 5 wrong
    /// numbers pass (docs/accuracy.md).
    package static let repairLimitNats = 4.5

    private let layout: MRZLayout
    private let priors: MRZPriors
    private let sums: MRZSums

    init(_ layout: MRZLayout) {
        self.layout = layout
        priors = MRZPriors(layout)
        sums = MRZSums(layout)
    }

    /// One decoder for each layout there is: the plain ones, and those whose document number runs on.
    static let all: [MRZFormat: [MRZDecoder]] = {
        var decoders: [MRZFormat: [MRZDecoder]] = [:]
        for format in MRZFormat.allCases {
            decoders[format] = (0...MRZLayout.longestOverflow(format)).map {
                MRZDecoder(MRZLayout(format, numberOverflow: $0))
            }
        }
        return decoders
    }()

    /// The best reading of `cells` (lines × characters of `format`) over the format's layouts. Nil where the cells have
    /// another size, or are a passport's or card's by what was seen and would be read as a visa.
    package static func decode(_ cells: [[MRZCell]], as format: MRZFormat) -> MRZDecoding? {
        guard cells.count == format.lineCount, cells.allSatisfy({ $0.count == format.lineLength }) else { return nil }
        guard !isVisaByMistake(cells[0][0], as: format) else { return nil }
        let logarithms = cells.map { $0.map(\.logarithms) }
        let decoders = all[format] ?? []
        let check = decoders.first?.layout.checks.first
        let mayRunOn = check.map { cells[$0.line][$0.position].probabilities[MRZAlphabet.filler] > 0.1 } ?? false
        let readings = decoders.prefix(mayRunOn ? decoders.count : 1).map { $0.decode(logarithms) }
        return readings.max { quality($0) < quality($1) }
    }

    /// The first letter alone tells a visa from the passport or card of its size (Doc 9303 part 7, section 4.2), and a
    /// visa has fewer check digits: a passport with a false one would explain its picture better as a visa, which has
    /// none there. Where another letter was clearly seen, it is no visa.
    private static func isVisaByMistake(_ first: MRZCell, as format: MRZFormat) -> Bool {
        guard let others = [MRZFormat.mrvA: "P", .mrvB: "IAC"][format] else { return false }
        func probability(of letters: String) -> Double {
            letters.utf8.compactMap(MRZAlphabet.index).map { first.probabilities[$0] }.max() ?? 0
        }
        return probability(of: others) > clearly * probability(of: "V")
    }

    /// How many times likelier one letter is than another where the other was not what was seen.
    private static let clearly = 20.0

    /// A reading whose digits hold explains the picture better than one of the same likelihood whose do not, and the
    /// more digits the better: each holds by accident once in ten times.
    static func quality(_ decoding: MRZDecoding) -> Double {
        let digits = decoding.isConstrained ? MRZLayout(decoding.format).checks.count : 0
        return decoding.meanLogProbability + 0.03 * Double(digits)
    }

    private func decode(_ logarithms: [[[Double]]]) -> MRZDecoding {
        let scores = zip(logarithms, priors.values).map { zip($0, $1).map { zip($0, $1).map(+) } }
        let free = freeReading(scores)
        var fixed = scores
        fix(free, in: &fixed)
        let constrained = sums.decode(fixed, over: free)
        let cost = constrained.map { max(0, sums.score(scores, of: free) - $0.score) } ?? .infinity
        let isConstrained = cost <= Self.repairLimitNats
        let lines = isConstrained ? constrained?.lines ?? free : free
        let count = Double(layout.format.lineCount * layout.format.lineLength)
        let total = lines.indices.reduce(0.0) { sum, line in
            lines[line].indices.reduce(sum) { sum, position in
                let character = lines[line][position]
                return sum + logarithms[line][position][character]
                    + min(0, priors.values[line][position][character])
            }
        }
        return MRZDecoding(
            format: layout.format, lines: lines,
            confidences: zip(scores, lines).map { zip($0, $1).map(Self.confidence) },
            corrected: zip(lines, free).map { zip($0, $1).map(!=) },
            repairCost: cost, isConstrained: isConstrained, meanLogProbability: total / count)
    }

    /// The likeliest characters under the grammar alone.
    private func freeReading(_ scores: [[[Double]]]) -> [[Int]] {
        var lines = scores.map { $0.map { score in score.indices.max { score[$0] < score[$1] } ?? MRZAlphabet.filler } }
        for field in [MRZField.names, .givenNames] {
            guard let span = layout.spans[field] else { continue }
            lines[span.line].replaceSubrange(
                span.positions, with: MRZNameDecoder.decode(Array(scores[span.line][span.positions])))
        }
        let codes = [MRZField.issuingState, .nationality].compactMap { layout.spans[$0] }
        for (span, code) in zip(codes, MRZCountryDecoder.decode(codes.map { Array(scores[$0.line][$0.positions]) })) {
            lines[span.line].replaceSubrange(span.positions, with: code)
        }
        return lines
    }

    /// Names and codes have a grammar of their own that the sums know nothing of: where a digit covers them (the old
    /// French card), only what the grammar chose may stand there.
    private func fix(_ lines: [[Int]], in scores: inout [[[Double]]]) {
        for field in [MRZField.names, .givenNames, .issuingState, .nationality] {
            guard let span = layout.spans[field] else { continue }
            for position in span.positions {
                let chosen = lines[span.line][position]
                for character in 0..<MRZAlphabet.count where character != chosen {
                    scores[span.line][position][character] = -.infinity
                }
            }
        }
    }

    private static func confidence(_ scores: [Double], _ chosen: Int) -> Double {
        let top = scores.max() ?? 0
        let total = scores.reduce(0) { $0 + exp($1 - top) }
        return exp(scores[chosen] - top) / total
    }
}
