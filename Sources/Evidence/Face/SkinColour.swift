import Foundation

/// A colour as light and two ratios, so that one skin in more or less light differs in the light alone.
struct SkinColour {
    /// Grey value, 0…255, by ITU-R BT.601.
    let grey: Double
    /// Natural logarithm of red over green, and of blue over green; 0 is grey.
    let redness: Double
    let blueness: Double

    init(blue: Double, green: Double, red: Double) {
        // In the dark a ratio of two small numbers is noise: the same is added to both.
        let floor = 12.0
        grey = 0.114 * blue + 0.587 * green + 0.299 * red
        redness = log((red + floor) / (green + floor))
        blueness = log((blue + floor) / (green + floor))
    }

    private init(grey: Double, redness: Double, blueness: Double) {
        (self.grey, self.redness, self.blueness) = (grey, redness, blueness)
    }

    /// - Parameter colours: at least one.
    init(medianOf colours: [SkinColour]) {
        func median(_ part: (SkinColour) -> Double) -> Double {
            let sorted = colours.map(part).sorted()
            guard !sorted.isEmpty else { return 0 }
            return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
        }
        self.init(grey: median(\.grey), redness: median(\.redness), blueness: median(\.blueness))
    }

    /// How far apart two colours lie, the light aside.
    func distance(to other: SkinColour) -> Double {
        let (red, blue) = (redness - other.redness, blueness - other.blueness)
        return (red * red + blue * blue).squareRoot()
    }

    /// How colourful it is: 0 is grey.
    var chroma: Double { abs(redness) + abs(blueness) }

    /// Natural logarithm of this light over the other's: under 0 it is darker.
    func light(against other: SkinColour) -> Double { log((grey + 8) / (max(other.grey, 0) + 8)) }
}
