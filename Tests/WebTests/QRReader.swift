import Web

/// Reads a code of one block by the rules of ISO/IEC 18004, section 7, without correcting anything: versions 1 and 2.
struct QRReader {
    let text: String

    struct Unreadable: Error {}

    init(_ code: QRCode) throws {
        let side = code.side
        guard side == 21 || side == 25 else { throw Unreadable() }
        func isDark(_ row: Int, _ column: Int) -> Bool { code.modules[row * side + column] }
        // Section 7.9: the mask stands in the third to fifth bit of the format information, under a mask of its own.
        let format = (0..<5).map { isDark(8, $0) }
        let mask = (format[2] ? 4 : 0) + (format[3] ? 2 : 0) + (format[4] ? 1 : 0) ^ 0b101
        var bits: [Bool] = []
        var isUpward = true
        for right in stride(from: side - 1, through: 1, by: -2) {
            // The column of the timing pattern is left out.
            let right = right <= 6 ? right - 1 : right
            for step in 0..<side {
                let row = isUpward ? side - 1 - step : step
                for column in [right, right - 1] where !Self.isFixed(row, column, side) {
                    bits.append(isDark(row, column) != Self.isMasked(row, column, mask))
                }
            }
            isUpward.toggle()
        }
        text = try Self.content(of: bits)
    }

    /// Section 7.4.5: mode 0100, the number of bytes, the bytes.
    private static func content(of bits: [Bool]) throws -> String {
        func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 << 1 | (bits[$1] ? 1 : 0) } }
        guard number(0..<4) == 0b0100 else { throw Unreadable() }
        let count = number(4..<12)
        let bytes = (0..<count).map { UInt8(number(12 + 8 * $0..<20 + 8 * $0)) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Finder, timing and alignment patterns, and the format information.
    private static func isFixed(_ row: Int, _ column: Int, _ side: Int) -> Bool {
        let isFinder = row < 9 && column < 9 || row < 9 && column >= side - 8 || row >= side - 8 && column < 9
        let isAlignment = side == 25 && (16...20).contains(row) && (16...20).contains(column)
        return isFinder || isAlignment || row == 6 || column == 6
    }

    /// Section 7.8.2.
    private static func isMasked(_ row: Int, _ column: Int, _ mask: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }
}
