import Foundation

/// Values from chance on the points of a square lattice, smooth between them: what stone, wood and cloth are drawn
/// from. Every place has its value by itself, so that a table can be drawn again from any side.
struct LatticeNoise: Sendable {
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x5EED }

    /// 0…1 at one point of the lattice.
    func value(_ column: Int, _ row: Int) -> Double {
        var word = seed &+ UInt64(bitPattern: Int64(column)) &* 0xD6E8_FEB8_6659_FD93
        word ^= UInt64(bitPattern: Int64(row)) &* 0xA076_1D64_78BD_642F
        word = (word ^ word >> 32) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 29) &* 0x94D0_49BB_1331_11EB
        return Double((word ^ word >> 32) >> 11) * 0x1p-53
    }

    /// 0…1 anywhere.
    func at(_ x: Double, _ y: Double) -> Double {
        let (left, top) = (x.rounded(.down), y.rounded(.down))
        let (column, row) = (Int(left), Int(top))
        let (u, v) = (smooth(x - left), smooth(y - top))
        let upper = value(column, row) * (1 - u) + value(column + 1, row) * u
        let lower = value(column, row + 1) * (1 - u) + value(column + 1, row + 1) * u
        return upper * (1 - v) + lower * v
    }

    /// About 0…1: finer and finer noise, each half as strong as the one before.
    func layered(_ x: Double, _ y: Double, _ layers: Int) -> Double {
        var (sum, weight, whole, scale) = (0.0, 1.0, 0.0, 1.0)
        for layer in 0..<layers {
            // Lattices that lie over each other would show.
            let shift = Double(layer) * 17.31
            sum += weight * at(x * scale + shift, y * scale - shift)
            whole += weight
            (weight, scale) = (weight / 2, scale * 2)
        }
        return sum / whole
    }

    private func smooth(_ share: Double) -> Double { share * share * (3 - 2 * share) }
}
