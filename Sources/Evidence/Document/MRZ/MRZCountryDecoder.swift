/// Issuing state and nationality: three characters each that no check digit covers, but which come from a list and are
/// mostly the same.
struct MRZCountryDecoder {
    /// How much likelier a listed code is than an unlisted one, in nats.
    private static let listedBonus = 4.0
    /// How much likelier two equal codes are than two of the list that differ.
    private static let equalBonus = 1.5

    /// - Parameter codes: one or two codes, each three times 37 logarithms.
    /// - Returns: the characters of each.
    static func decode(_ codes: [[[Double]]]) -> [[Int]] {
        let ranked = codes.map(ranking)
        guard ranked.count == 2, let first = ranked[0].first, let second = ranked[1].first else {
            return ranked.compactMap(\.first?.characters)
        }
        let scores = Dictionary(ranked[1].map { ($0.characters, $0.score) }) { first, _ in first }
        let equal = ranked[0].compactMap { candidate in
            scores[candidate.characters].map { (candidate.characters, candidate.score + $0 + equalBonus) }
        }.max { $0.1 < $1.1 }
        if let equal, equal.1 >= first.score + second.score { return [equal.0, equal.0] }
        return [first.characters, second.characters]
    }

    /// The listed codes and the one that was read, most probable first.
    private static func ranking(_ code: [[Double]]) -> [(characters: [Int], score: Double)] {
        let read = code.map { score in score.indices.max { score[$0] < score[$1] } ?? MRZAlphabet.filler }
        func score(_ characters: [Int]) -> Double {
            zip(code, characters).reduce(0) { $0 + $1.0[$1.1] }
        }
        var candidates = listed.map { (characters: $0, score: score($0) + listedBonus) }
        candidates.append((read, score(read)))
        return candidates.sorted { $0.score > $1.score }
    }

    private static let listed: [[Int]] = MRZIssuers.paddedCodes.map { $0.compactMap(MRZAlphabet.index) }
}
