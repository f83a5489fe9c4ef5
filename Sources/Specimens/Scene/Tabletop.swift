import Evidence
import Foundation

/// A table as people have one at home, known at every place of it: it can be photographed again under another document,
/// from elsewhere, in another light.
package struct Tabletop: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Squares of a regular cloth.
        case checkedCloth = "checked cloth"
        /// A small pattern that repeats over the whole cloth.
        case repeatedCloth = "cloth with a repeated pattern"
        /// A large printed pattern that does not come again within one photograph.
        case printedCloth = "cloth with a large print"
        case granite
        case marble
        /// Tufts of many shades.
        case carpet
        /// Papers, pens, coins, a cup and a telephone on a plain table.
        case objects = "objects on a desk"
        /// Boards with their grain, across the frame.
        case slantingBoards = "boards lying aslant"
        case plain = "plain desk"

        /// Made in numbers: anybody may own the same.
        package var isManufactured: Bool {
            [.checkedCloth, .repeatedCloth, .printedCloth].contains(self)
        }
    }

    package let kind: Kind
    /// What is made in numbers: tables of one model have the same pattern and colours.
    package let model: UInt64
    /// What only this table has: how the cloth lies and wrinkles, which slab, board and objects it is.
    package let own: UInt64

    package init(_ kind: Kind, model: UInt64, own: UInt64) {
        (self.kind, self.model, self.own) = (kind, model, own)
    }

    /// The table from above.
    /// - Parameter map: from millimetres on the table to pixels.
    func drawn(width: Int, height: Int, by map: Homography) -> Picture {
        let back = map.inverse.elements
        let surface = surface
        // Two samples a pixel: enough, since a lens blurs them.
        let samples = [(0.27, 0.31), (0.73, 0.69)]
        let pixels = [UInt8](unsafeUninitializedCapacity: width * height * 3) { pixels, count in
            var index = 0
            for row in 0..<height {
                for column in 0..<width {
                    var sum = SIMD3<Double>(repeating: 0)
                    for (right, down) in samples {
                        let (u, v) = (Double(column) + right, Double(row) + down)
                        let depth = back[6] * u + back[7] * v + back[8]
                        sum += surface.shade(
                            (back[0] * u + back[1] * v + back[2]) / depth,
                            (back[3] * u + back[4] * v + back[5]) / depth)
                    }
                    for channel in 0..<3 { pixels[index + channel] = Film.clamped(sum[channel] * 127.5) }
                    index += 3
                }
            }
            count = width * height * 3
        }
        return Picture(width: width, height: height, channels: 3, pixels: pixels)
    }

    private var surface: any TableSurface {
        switch kind {
        case .checkedCloth: CheckedCloth(model: model, own: own)
        case .repeatedCloth: RepeatedCloth(model: model, own: own)
        case .printedCloth: PrintedCloth(model: model, own: own)
        case .granite: Granite(own: own)
        case .marble: Marble(own: own)
        case .carpet: Carpet(own: own)
        case .objects: ObjectsOnDesk(own: own)
        case .slantingBoards: SlantingBoards(own: own)
        case .plain: PlainTop(own: own)
        }
    }
}

/// The shades of a table.
protocol TableSurface {
    /// Blue, green and red, each about 0…1, at a place in millimetres.
    func shade(_ x: Double, _ y: Double) -> SIMD3<Double>
}

extension SIMD3<Double> {
    /// From the usual 24-bit notation, `0xRRGGBB`, in the order in which pictures have their channels.
    init(hexadecimal: UInt32) {
        func part(_ shift: UInt32) -> Double { Double(hexadecimal >> shift & 0xFF) / 255 }
        self.init(part(0), part(8), part(16))
    }

    func mixed(with other: Self, _ share: Double) -> Self { self + (other - self) * Swift.min(1, Swift.max(0, share)) }
}
