/// A PDF417 symbol of any bytes: ISO/IEC 15438. Byte compaction alone: it holds whatever the bytes are, and a reader
/// has to manage it.
struct PDF417Symbol {
    /// Codewords in a row, without the indicators at both ends: 1…30.
    let columns: Int
    /// 2^(level + 1) codewords mend errors: 0…8.
    let errorCorrectionLevel: Int
    /// The codewords, row by row.
    private let codewords: [Int]

    var rows: Int { codewords.count / columns }
    /// Modules across, start and stop pattern and both indicators included.
    var width: Int { 17 * (columns + 4) + 1 }

    /// Start and stop pattern, the first module in the highest bit.
    private static let start: (bits: UInt32, count: Int) = (0x1_FEA8, 17)
    private static let stop: (bits: UInt32, count: Int) = (0x3_FA29, 18)
    private static let padding = 900
    /// A symbol has at most so many rows, and so many codewords.
    private static let limits = (rows: 90, codewords: 928)

    /// Nil where the bytes do not fit.
    init?(_ bytes: [UInt8], columns: Int = 13, errorCorrectionLevel: Int = 5) {
        precondition((1...30).contains(columns) && (0...8).contains(errorCorrectionLevel), "the standard's limits")
        let data = Self.compacted(bytes)
        let correction = 2 << errorCorrectionLevel
        let rows = max(3, (1 + data.count + correction + columns - 1) / columns)
        guard rows <= Self.limits.rows, rows * columns <= Self.limits.codewords else { return nil }
        let described = rows * columns - correction
        let message =
            [described] + data + Array(repeating: Self.padding, count: described - 1 - data.count)
        self.columns = columns
        self.errorCorrectionLevel = errorCorrectionLevel
        codewords = message + PDF417Correction.codewords(for: message, count: correction)
    }

    /// Byte compaction: six bytes, a number to the base 256, become five codewords to the base 900; up to five bytes at
    /// the end stay as they are. Which of the two latches opens it says whether there are such.
    static func compacted(_ bytes: [UInt8]) -> [Int] {
        var codewords = [bytes.count.isMultiple(of: 6) ? 924 : 901]
        let whole = bytes.count / 6 * 6
        for start in stride(from: 0, to: whole, by: 6) {
            var number = bytes[start..<start + 6].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var group: [Int] = []
            for _ in 0..<5 {
                group.append(Int(number % 900))
                number /= 900
            }
            codewords += group.reversed()
        }
        return codewords + bytes[whole...].map(Int.init)
    }

    /// Whether each module of a row is a bar.
    func modules(row: Int) -> [Bool] {
        let cluster = row % 3
        let own = codewords[row * columns..<(row + 1) * columns]
        let ends = indicators(row: row)
        let patterns = ([ends.left] + own + [ends.right]).map {
            (bits: PDF417Patterns.modules(of: $0, cluster: cluster), count: 17)
        }
        return ([Self.start] + patterns + [Self.stop]).flatMap { pattern in
            (0..<pattern.count).map { pattern.bits >> UInt32(pattern.count - 1 - $0) & 1 == 1 }
        }
    }

    /// The codewords at both ends tell a reader, over three rows, how many rows and columns there are, and the level.
    private func indicators(row: Int) -> (left: Int, right: Int) {
        let base = row / 3 * 30
        let values = [(rows - 1) / 3, errorCorrectionLevel * 3 + (rows - 1) % 3, columns - 1]
        let (left, right) = (row % 3, (row + 2) % 3)
        return (base + values[left], base + values[right])
    }
}

/// Reed–Solomon codewords over the field of 929 elements, whose primitive element is 3: ISO/IEC 15438, section 5.10.
enum PDF417Correction {
    private static let field = 929

    /// The remainder of the message, as a polynomial times x^count, by the generator polynomial; negated.
    static func codewords(for message: [Int], count: Int) -> [Int] {
        let generator = generator(degree: count)
        // The lowest power first.
        var remainder = [Int](repeating: 0, count: count)
        for codeword in message {
            let lead = (codeword + remainder[count - 1]) % field
            for power in stride(from: count - 1, through: 0, by: -1) {
                let below = power > 0 ? remainder[power - 1] : 0
                remainder[power] = (below + field - lead * generator[power] % field) % field
            }
        }
        return remainder.reversed().map { $0 == 0 ? 0 : field - $0 }
    }

    /// (x − 3)(x − 3²)…(x − 3^degree) without its leading 1, the lowest power first.
    static func generator(degree: Int) -> [Int] {
        var product = [1]
        var root = 1
        for _ in 0..<degree {
            root = root * 3 % field
            var next = [0] + product
            for (power, coefficient) in product.enumerated() {
                next[power] = (next[power] + field - root * coefficient % field) % field
            }
            product = next
        }
        return Array(product.dropLast())
    }
}
