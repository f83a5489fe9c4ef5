import Foundation
import Kernel

/// A colour of sRGB, eight bits a channel.
package struct BrandColour: Hashable, Sendable {
    private let red: UInt8
    private let green: UInt8
    private let blue: UInt8

    static let white = BrandColour(red: 255, green: 255, blue: 255)
    static let black = BrandColour(red: 0, green: 0, blue: 0)

    private init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// - Parameter text: `#rrggbb` in either case and in no other form: it goes into a style sheet.
    package init?(_ text: String) {
        guard text.utf8.count == 7, text.hasPrefix("#"), let bytes = Hex.decode(text.dropFirst()) else { return nil }
        self.init(red: bytes[0], green: bytes[1], blue: bytes[2])
    }

    /// `#rrggbb` in lower case.
    package var text: String { "#" + Hex.encode([red, green, blue]) }

    /// Relative luminance of WCAG 2.2: 0 of black to 1 of white.
    package var luminance: Double {
        func linear(_ channel: UInt8) -> Double {
            let share = Double(channel) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// Contrast ratio of WCAG 2.2: 1 of the same colour to 21 of black and white.
    package func contrast(with other: BrandColour) -> Double {
        let (one, two) = (luminance, other.luminance)
        return (max(one, two) + 0.05) / (min(one, two) + 0.05)
    }

    /// - Parameter share: of `other`, 0…1.
    func mixed(with other: BrandColour, _ share: Double) -> BrandColour {
        func channel(_ one: UInt8, _ two: UInt8) -> UInt8 {
            UInt8((Double(one) + (Double(two) - Double(one)) * share).rounded())
        }
        return BrandColour(
            red: channel(red, other.red), green: channel(green, other.green), blue: channel(blue, other.blue))
    }
}
