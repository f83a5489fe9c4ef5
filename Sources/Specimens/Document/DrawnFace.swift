import Evidence
import Foundation

/// A drawn head and shoulders, another one for every name: no person's likeness, and no face detector has to find it.
struct DrawnFace {
    private let skin: Colour
    private let hair: Colour
    private let coat: Colour
    private let ground: Colour
    /// Of the head, as a share of the place's width.
    private let breadth: Double
    /// Long hair falls beside the face.
    private let hasLongHair: Bool
    private let hasBeard: Bool

    static func of(_ holder: SpecimenHolder) -> DrawnFace {
        let name = (holder.surname + holder.givenNames).unicodeScalars
        var chance = SeededGenerator(seed: name.reduce(UInt64(29)) { ($0 &* 31) &+ UInt64($1.value) })
        return DrawnFace(
            skin: Colour(chance.pick([0xF0CDB2, 0xE2B48F, 0xC98F66, 0x9A6744, 0x6B4630, 0xF3D9C6])),
            hair: Colour(chance.pick([0x2B1D16, 0x4D3323, 0x7A5530, 0xB08A4E, 0x8B8B88, 0x171412])),
            coat: Colour(chance.pick([0x33415C, 0x5C3344, 0x3D5A45, 0x4A4A52, 0x7A5C3A])),
            ground: Colour(chance.pick([0xDCE3E8, 0xE9E7E0, 0xD3DBE4, 0xEDEDED])),
            breadth: chance.number(in: 0.2...0.245), hasLongHair: holder.sex == .female || chance.unit() < 0.1,
            hasBeard: holder.sex == .male && chance.unit() < 0.3)
    }

    func draw(on canvas: Canvas, in region: Region, isGrey: Bool = false) {
        func shade(_ colour: Colour, _ factor: Double = 1) -> Colour {
            guard isGrey else { return Colour(colour.red * factor, colour.green * factor, colour.blue * factor) }
            let grey = (0.3 * colour.red + 0.59 * colour.green + 0.11 * colour.blue) * factor
            return Colour(grey, grey, grey)
        }
        let (w, h) = (region.width, region.height)
        func at(_ x: Double, _ y: Double) -> Point { Point(x: region.x + x * w, y: region.y + y * h) }
        func oval(_ x: Double, _ y: Double, _ across: Double, _ down: Double, _ colour: Colour) {
            canvas.fill(
                (0..<40).map { step in
                    let angle = Double(step) * Double.pi / 20
                    return at(x + across * cos(angle), y + down * sin(angle))
                }, colour)
        }
        canvas.within {
            canvas.clip(region)
            canvas.fill(region, shade(ground))
            if hasLongHair { oval(0.5, 0.47, breadth * 1.3, 0.34, shade(hair)) }
            oval(0.5, 1.08, 0.46, 0.3, shade(coat))
            oval(0.5, 0.72, breadth * 0.5, 0.16, shade(skin, 0.86))
            oval(0.5, 0.36, breadth * 1.1, 0.24, shade(hair))
            oval(0.5, 0.46, breadth, 0.255, shade(skin))
            if hasBeard { oval(0.5, 0.62, breadth * 0.8, 0.1, shade(hair)) }
            oval(0.5, 0.275, breadth * 0.92, 0.085, shade(hair))
            for side in [-1.0, 1.0] {
                let eye = 0.5 + side * breadth * 0.42
                oval(eye, 0.44, breadth * 0.2, 0.017, shade(Colour(0xF7F5F0)))
                oval(eye, 0.44, breadth * 0.09, 0.017, shade(Colour(0x2A2420)))
                canvas.stroke(
                    [at(eye - breadth * 0.24, 0.402), at(eye, 0.392), at(eye + breadth * 0.24, 0.402)],
                    width: h * 0.012, shade(hair))
            }
            canvas.stroke([at(0.5, 0.45), at(0.488, 0.53), at(0.515, 0.535)], width: h * 0.006, shade(skin, 0.7))
            oval(0.5, 0.6, breadth * 0.34, 0.014, shade(Colour(0xA8524C)))
        }
    }
}
