import Kernel
import Web

/// What the server writes into a page, so that it looks like its business from the first moment on.
struct PageLook: Sendable {
    let words: PageTexts.Words
    /// Of the business whose page it is; nil for nobody's.
    private let name: String?
    /// The setup's brand, with the version by which its files are called.
    private let brand: (version: ID<IdvSetupVersion>, brand: Brand)?
    /// The origins whose pages may have this one in a frame; empty for a page that stands by itself.
    let embedders: [String]

    /// - Parameters:
    ///   - version: the setup version of the page; nil where only its script will know it.
    ///   - host: the name of the business whose host this is; nil on a host that is nobody's own.
    ///   - wish: what is asked of the page; the setup says in whose frame it may stand, and which languages there are.
    ///   - texts: of all languages.
    init(of version: IdvSetupVersion?, at host: String?, for wish: PageWish, in texts: PageTexts) {
        words = texts.words(of: version?.settings.webAppSetting, for: wish.languages)
        name = version?.settings.brand?.name ?? host
        brand = version.flatMap { version in version.settings.brand.map { (version.id, $0) } }
        embedders = wish.isEmbedded ? version?.settings.embedding?.allowedOrigins ?? [] : []
    }

    var values: [String: PageValue] {
        var values: [String: PageValue] = [
            "lang": .text(words.language), "dir": .text(words.direction), "title": .text(name ?? words["title"]),
            "brand": .text(name ?? ""), "embedders": .text(embedders.joined(separator: " ")),
        ]
        guard let brand else { return values }
        let folder = "/flow/brand/\(brand.version)"
        values["sheets"] = .list([["address": .text("\(folder).css")]])
        if let palette = brand.brand.colours.map({ BrandPalette($0) }) {
            values["lightGround"] = .text(palette.light.ground.text)
            values["darkGround"] = .text(palette.dark.ground.text)
        }
        if let logo = brand.brand.logo {
            values["logos"] = .list([
                [
                    "address": .text("\(folder)/logo"), "name": .text(name ?? ""),
                    "width": .text(String(logo.widthPixels)), "height": .text(String(logo.heightPixels)),
                ]
            ])
        }
        return values
    }
}
