/// A file of Tesseract's trained data (version 5): the number of its parts, where each begins (-1 for none), the parts.
struct TrainedData {
    /// The file with what reading a line needs alone, a tenth of it: the settings, the neural network, its characters,
    /// how they are recoded, the version. The dictionaries of punctuation, words and numbers are left out: names stand
    /// in none and would only be turned into words; the library's own settings do not keep it from them.
    let bytes: [UInt8]

    private static let needed: Set = [0, 17, 21, 22, 23]
    /// The network and its characters.
    private static let indispensable = [17, 21]
    /// Files for the neural recogniser have 24 parts; the library itself refuses many more.
    private static let counts = 24...64

    /// - Returns: nil where the bytes are no such file.
    init?(_ file: [UInt8]) {
        guard let count = Self.number(file, at: 0, bytes: 4), Self.counts.contains(count) else { return nil }
        let heading = 4 + 8 * count
        let starts = (0..<count).compactMap { Self.number(file, at: 4 + 8 * $0, bytes: 8) }
        guard starts.count == count, heading <= file.count else { return nil }
        var begins = [Int](repeating: -1, count: count)
        var parts: [UInt8] = []
        for index in 0..<count where starts[index] >= 0 && Self.needed.contains(index) {
            // A part ends where the next that is there begins.
            let end = starts[(index + 1)...].first { $0 >= 0 } ?? file.count
            guard starts[index] >= heading, starts[index] <= end, end <= file.count else { return nil }
            begins[index] = heading + parts.count
            parts += file[starts[index]..<end]
        }
        guard Self.indispensable.allSatisfy({ begins[$0] >= 0 }) else { return nil }
        let table = begins.flatMap { start in withUnsafeBytes(of: Int64(start).littleEndian) { Array($0) } }
        bytes = file[0..<4] + table + parts
    }

    /// Little-endian and signed; nil where the bytes end before.
    private static func number(_ file: [UInt8], at place: Int, bytes: Int) -> Int? {
        guard place + bytes <= file.count else { return nil }
        let value = file[place..<place + bytes].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return bytes == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
    }
}
