import Kernel

/// Every colour of the page that a brand decides, made of the few that a business gives.
///
/// What is derived is readable wherever what is given is: a colour that would not be goes towards the ink, which is
/// readable on both grounds, or a ground towards the surface, as far as it takes.
package struct BrandPalette: Equatable, Sendable {
    package let light: Scheme
    package let dark: Scheme

    /// The colours of one scheme; each is a property of `flow.css`.
    package struct Scheme: Equatable, Sendable {
        package var brand: BrandColour
        package var brandStrong: BrandColour
        package var onBrand: BrandColour
        package var brandSoft: BrandColour
        /// The brand where it is the colour of words.
        package var brandText: BrandColour
        package var warm: BrandColour
        package var warmSoft: BrandColour
        package var ground: BrandColour
        package var surface: BrandColour
        package var ink: BrandColour
        package var inkSoft: BrandColour
        package var line: BrandColour
        package var lineStrong: BrandColour
    }

    /// What WCAG 2.2 asks for: success criteria 1.4.3 (words) and 1.4.11 (signs and edges of controls).
    package enum Contrast {
        package static let text = 4.5
        package static let sign = 3.0
    }

    /// A colour on another, and how far they must be apart.
    package struct Pair: Sendable {
        package let name: String
        package let ground: String
        package let ratio: Double
        package let least: Double
    }

    package init(_ colours: Brand.Colours) {
        light = Self.scheme(.light, colours.light, other: colours.dark)
        dark = Self.scheme(.dark, colours.dark, other: colours.light)
    }

    private static func scheme(_ standard: Scheme, _ given: Brand.Scheme?, other: Brand.Scheme?) -> Scheme {
        let colour = { (text: String?) in text.flatMap { BrandColour($0) } }
        return BrandMaker(
            standard: standard, brand: colour(given?.brand), onBrand: colour(given?.onBrand),
            ground: colour(given?.ground), surface: colour(given?.surface), ink: colour(given?.ink),
            seed: colour(other?.brand)
        ).scheme()
    }

    /// What is wrong with colours that a business gave, by member: no colour at all, or one that cannot be read.
    static func check(_ colours: Brand.Colours, _ place: String, _ faults: inout SetupFaults) {
        let schemes = [("light", colours.light), ("dark", colours.dark)]
        var areColours = true
        for (name, scheme) in schemes {
            for (member, text) in scheme?.members ?? [] where text.map({ BrandColour($0) == nil }) == true {
                faults.add("must be a colour such as #0b6e5f", to: "\(place).\(name).\(member)")
                areColours = false
            }
        }
        guard areColours else { return }
        let palette = BrandPalette(colours)
        for ((name, given), scheme) in zip(schemes, [palette.light, palette.dark]) {
            let members = Set((given?.members ?? []).filter { $0.value != nil }.map(\.name))
            for pair in scheme.given where pair.ratio < pair.least {
                // Who gave the ground alone has to change that; what was derived is never at fault.
                let member = members.contains(pair.name) || !members.contains(pair.ground) ? pair.name : pair.ground
                faults.add(pair.sentence(from: member), to: "\(place).\(name).\(member)")
            }
        }
    }
}

extension BrandPalette.Pair {
    /// - Parameter member: which of the two the sentence is about.
    fileprivate func sentence(from member: String) -> String {
        // Rounded down: 4.499 is told as less than 4.5.
        let hundredths = Int((ratio * 100).rounded(.down))
        let told = "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
        let needed = least == least.rounded() ? String(Int(least)) : String(least)
        return "has a contrast of \(told):1 to \(member == name ? ground : name); at least \(needed):1 is needed"
    }
}

extension BrandPalette.Scheme {
    /// Those of `flow.css`.
    package static let light = Self(
        brands: ["#0b6e5f", "#085a4e", "#ffffff", "#e3f1ee"], warms: ["#9a4a07", "#fdf0e3"],
        neutrals: ["#f4f6f5", "#ffffff", "#14211f", "#4a5a57", "#d9e0de", "#6d7d79"])
    package static let dark = Self(
        brands: ["#63d2bd", "#8ae2d1", "#06231d", "#17302b"], warms: ["#f2b27a", "#36261a"],
        neutrals: ["#0e1413", "#172120", "#eaf1ef", "#a9b8b4", "#2c3937", "#7c8d89"])

    /// Between the colours that a business can give.
    package var given: [BrandPalette.Pair] {
        let (text, sign) = (BrandPalette.Contrast.text, BrandPalette.Contrast.sign)
        return [
            pair("ink", ink, "surface", surface, text), pair("ink", ink, "ground", ground, text),
            pair("onBrand", onBrand, "brand", brand, text),
            // The mark, the outline of the focus and the drawings lie on both.
            pair("brand", brand, "surface", surface, sign), pair("brand", brand, "ground", ground, sign),
        ]
    }

    /// Every colour that lies on another anywhere in `flow.css`.
    package var all: [BrandPalette.Pair] {
        let (text, sign) = (BrandPalette.Contrast.text, BrandPalette.Contrast.sign)
        return given + [
            pair("onBrand", onBrand, "brandStrong", brandStrong, text),
            pair("brandText", brandText, "surface", surface, text),
            pair("brandText", brandText, "ground", ground, text),
            pair("brandText", brandText, "brandSoft", brandSoft, text),
            pair("ink", ink, "brandSoft", brandSoft, text), pair("ink", ink, "warmSoft", warmSoft, text),
            pair("warm", warm, "warmSoft", warmSoft, text), pair("warm", warm, "surface", surface, sign),
            pair("inkSoft", inkSoft, "surface", surface, text), pair("inkSoft", inkSoft, "ground", ground, text),
            pair("lineStrong", lineStrong, "surface", surface, sign),
        ]
    }

    private func pair(
        _ name: String, _ colour: BrandColour, _ ground: String, _ groundColour: BrandColour, _ least: Double
    ) -> BrandPalette.Pair {
        .init(name: name, ground: ground, ratio: colour.contrast(with: groundColour), least: least)
    }
}
