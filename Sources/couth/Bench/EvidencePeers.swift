import Foundation

/// What other readers took for the same documents, beside ours.
struct EvidencePeers {
    /// A line of what `Tests/Peers/mrz.py --json` leaves.
    private struct Row: Decodable {
        let peer: String
        let file: String
        let exact: Bool
        let seconds: Double
    }

    private let rows: [Row]

    init(file: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        rows = try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
    }

    /// Means over the documents that both have read: a mean is what a machine is planned by. RapidOCR reads all lines
    /// and leaves the zone to whoever looks for it; the others read the zone alone.
    func table(beside ours: EvidenceCosts) -> [String] {
        var names: [String] = []
        for row in rows where !names.contains(row.peer) { names.append(row.peer) }
        let lines = names.map { name in
            let shared = rows.filter { $0.peer == name && ours.ofDocument[$0.file] != nil }
            guard !shared.isEmpty else { return "| \(name) | 0 | – | – | – | – | – | – |" }
            let count = Double(shared.count)
            let theirs = shared.map(\.seconds).reduce(0, +) / count
            let own = shared.compactMap { ours.ofDocument[$0.file] }.reduce(0, +) / count
            let zone = shared.compactMap { ours.ofZone[$0.file] }.reduce(0, +) / count
            let cells = [theirs, zone, theirs / zone, own, theirs / own].map { Figures.text($0, digits: 2) }
            return "| \(name) | \(shared.count) | \(shared.count { $0.exact }) | \(cells.joined(separator: " | ")) |"
        }
        return [
            "| peer | documents | read exactly | its CPU s, mean "
                + "| our zone alone | peer : ours | our whole side | peer : ours |",
            "| --- | --- | --- | --- | --- | --- | --- | --- |",
        ] + lines
    }
}
