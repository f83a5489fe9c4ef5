/// A colour of the screen (sRGB), each part 0…1.
struct Colour: Equatable, Sendable {
    let red: Double
    let green: Double
    let blue: Double
    /// 0 is invisible, 1 covers what lies below.
    let opacity: Double

    init(_ red: Double, _ green: Double, _ blue: Double, opacity: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.opacity = opacity
    }

    /// From the usual 24-bit notation, `0xRRGGBB`.
    init(_ hexadecimal: UInt32, opacity: Double = 1) {
        func part(_ shift: UInt32) -> Double { Double(hexadecimal >> shift & 0xFF) / 255 }
        self.init(part(16), part(8), part(0), opacity: opacity)
    }

    func faded(_ opacity: Double) -> Colour {
        Colour(red, green, blue, opacity: opacity)
    }
}
