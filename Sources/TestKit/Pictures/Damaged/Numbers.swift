/// A number as a file holds it, the highest byte first.
func big(_ number: Int, _ count: Int) -> [UInt8] { little(number, count).reversed() }

/// A number as a file holds it, the lowest byte first.
func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
}
