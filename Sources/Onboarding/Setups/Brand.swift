import Kernel

/// How the hosted page looks for one setup: contract § 3.1. What is left out is the page's own look.
package struct Brand: Codable, Equatable, Sendable {
    /// What is told of the logo; its bytes stand in a table of their own, because a version holds them by their digest.
    package struct Logo: Codable, Equatable, Sendable {
        /// Of the file, in hexadecimal digits.
        package let sha256: String
        package let mediaType: String
        package let widthPixels: Int
        package let heightPixels: Int
    }

    /// Each as `#rrggbb`. What is left out is derived: `BrandPalette`.
    package struct Scheme: Codable, Equatable, Sendable {
        package let brand: String?
        package let onBrand: String?
        package let ground: String?
        package let surface: String?
        package let ink: String?
    }

    package struct Colours: Codable, Equatable, Sendable {
        package let light: Scheme?
        package let dark: Scheme?
    }

    /// A stack of fonts that devices have: nothing is fetched.
    package enum FontFamily: String, Codable, Sendable, CaseIterable {
        case system = "System"
        case serif = "Serif"
        case rounded = "Rounded"
        case humanist = "Humanist"
        case monospace = "Monospace"
    }

    package let name: String?
    package let logo: Logo?
    package let colours: Colours?
    package let cornerRadiusPixels: Int?
    package let fontFamily: FontFamily?
    /// The host name of the page that is this setup's own; nil for that of its application.
    package internal(set) var domain: String?

    /// Whether it says nothing: then there is none.
    var isEmpty: Bool {
        name == nil && logo == nil && colours == nil && cornerRadiusPixels == nil && fontFamily == nil && domain == nil
    }
}

extension Brand.Scheme {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        brand = try container.textUnlessBlank(.brand)
        onBrand = try container.textUnlessBlank(.onBrand)
        ground = try container.textUnlessBlank(.ground)
        surface = try container.textUnlessBlank(.surface)
        ink = try container.textUnlessBlank(.ink)
    }

    /// In the order in which a fault is told.
    var members: [(name: String, value: String?)] {
        [("brand", brand), ("onBrand", onBrand), ("ground", ground), ("surface", surface), ("ink", ink)]
    }
}
