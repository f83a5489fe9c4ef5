/// Times of one kind, and what a table says of them.
struct Latencies {
    /// Milliseconds, rising.
    private let values: [Double]

    init(_ milliseconds: [Double]) {
        values = milliseconds.sorted()
    }

    /// Nearest rank: the least value that a share of all values does not exceed.
    /// - Parameter share: 0…1.
    func percentile(_ share: Double) -> Double {
        guard !values.isEmpty else { return .nan }
        let rank = (share * Double(values.count)).rounded(.up)
        return values[min(max(Int(rank) - 1, 0), values.count - 1)]
    }

    var median: Double { percentile(0.5) }

    static let header = ["| | n | p50 ms | p99 ms | longest ms |", "| --- | --- | --- | --- | --- |"]

    func row(_ name: String) -> String {
        let cells = [0.5, 0.99, 1].map { Self.shown(percentile($0)) }
        return "| \(name) | \(values.count) | \(cells.joined(separator: " | ")) |"
    }

    /// Three digits that mean something: a tenth below ten milliseconds.
    private static func shown(_ value: Double) -> String {
        Figures.text(value, digits: value < 10 ? 1 : 0)
    }
}

extension Duration {
    var milliseconds: Double { self / .milliseconds(1) }
}
