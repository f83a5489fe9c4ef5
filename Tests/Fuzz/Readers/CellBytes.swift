import Evidence
import Foundation

/// Cells of a zone as bytes that a fuzzer can change: one for the format, then three a cell.
enum CellBytes {
    /// The character, its rival, and how much speaks for the rival: from next to nothing to 128 times as much.
    /// A cell without bytes was not seen.
    static func read(_ bytes: [UInt8]) -> (cells: [[MRZCell]], format: MRZFormat) {
        let formats = MRZFormat.allCases
        let format = formats[Int(bytes.first ?? 0) % formats.count]
        let cells = (0..<format.lineCount).map { line in
            (0..<format.lineLength).map { position in
                let place = 1 + 3 * (line * format.lineLength + position)
                var evidence = [Double](repeating: 0, count: MRZAlphabet.count)
                if place + 3 <= bytes.count {
                    evidence[Int(bytes[place]) % MRZAlphabet.count] = 1
                    evidence[Int(bytes[place + 1]) % MRZAlphabet.count] += exp2(Double(bytes[place + 2]) / 8 - 25)
                }
                return MRZCell(evidence: evidence)
            }
        }
        return (cells, format)
    }

    static func write(_ lines: [String], _ format: MRZFormat) -> [UInt8] {
        let number = MRZFormat.allCases.firstIndex(of: format) ?? 0
        return [UInt8(number)]
            + lines.joined().utf8.flatMap { character -> [UInt8] in
                let index = UInt8(MRZAlphabet.index(of: character) ?? MRZAlphabet.count - 1)
                return [index, index, 0]
            }
    }
}
