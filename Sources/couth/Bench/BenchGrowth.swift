/// How much dearer answers become as the database fills.
///
/// Held against the constant answer of the same size: the machine may have been busier at one size than at another.
struct BenchGrowth {
    private var calls: [String] = []
    private var shares: [String: [Double]] = [:]

    /// - Parameter share: requests a second as a share of the constant's, sizes rising from call to call.
    mutating func note(_ call: String, _ share: Double) {
        if shares[call] == nil { calls.append(call) }
        shares[call, default: []].append(share)
    }

    /// The first size's share divided by the last one's: 1 where nothing became dearer.
    func table(from first: Int, to last: Int) -> String {
        let rows = calls.compactMap { call -> String? in
            guard let all = shares[call], let begin = all.first, let end = all.last, all.count > 1 else { return nil }
            return "| \(call) | \(Figures.text(begin / end, digits: 2)) |"
        }
        guard !rows.isEmpty else { return "" }
        return (["", "| dearer from \(first) to \(last) | × |", "| --- | --- |"] + rows).joined(separator: "\n")
    }
}
