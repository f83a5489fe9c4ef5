import Crypto
package import Foundation
import Kernel

/// The page's language tables, as far as the server has to know them: to say which words a person agreed
/// to, to write to one, and for what is read before a script runs, or without one.
package struct PageTexts: Sendable {
    /// Language → key → words.
    private let tables: [String: [String: String]]

    /// - Parameter folder: where the page's tables lie, each under its language.
    package init(folder: URL) throws {
        var tables: [String: [String: String]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".json") {
            let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
            tables[String(name.dropLast(5))] = try JSONDecoder().decode([String: String].self, from: bytes)
        }
        self.tables = tables
    }

    /// One language of a page.
    struct Words: Sendable {
        /// Its tag, without a region, and the way it is written: as HTML has them.
        let language: String
        let direction: String
        fileprivate let texts: PageTexts

        subscript(key: String) -> String { texts.words(key, language) }
    }

    /// The language of a page, chosen as its script does (`chooseLanguage` of `texts.js`): what the person asks for, if
    /// the setup offers it, otherwise the setup's own. A setup that offers one language fixes it.
    /// - Parameters:
    ///   - settings: those of the setup; nil where none is known.
    ///   - wishes: language tags, best first.
    func words(of settings: IdvSettings.WebApp?, for wishes: [String]) -> Words {
        let own = settings?.defaultLocalisationSetting.language
        let listed = settings?.localisationSettings.map(\.language) ?? []
        let offered = ([own] + listed).compactMap { $0.map(LanguageTag.base) }.filter { tables[$0] != nil }
        let isOpen = { (tag: String) in offered.isEmpty ? tables[tag] != nil : offered.contains(tag) }
        let language = (wishes + [own].compactMap(\.self)).map(LanguageTag.base).first(where: isOpen)
        let chosen = language ?? offered.first ?? "en"
        let isRightToLeft = Locale.Language(identifier: chosen).characterDirection == .rightToLeft
        return Words(language: chosen, direction: isRightToLeft ? "rtl" : "ltr", texts: self)
    }

    /// The words by which the page asks for consent in a language: the setup's own, else its table's.
    /// - Returns: nil where there are none in that language.
    func consent(of settings: IdvSettings, in language: String) -> Verification.ShownText? {
        let base = LanguageTag.base(language)
        if let own = settings.consent?.text(in: base) {
            // A page in a language without a table does not exist; another client has English words for the heading.
            let heading = own.heading ?? words("consent.heading", base)
            return Self.shown([heading, own.text], in: own.language)
        }
        guard tables[base] != nil else { return nil }
        let text = settings.faceAuthentication == nil ? "consent.text" : "face.consent.text"
        return Self.shown(["consent.heading", text, "consent.rights"].map { words($0, base) }, in: base)
    }

    /// What a message with the link of a hand-off says.
    /// - Parameter language: that of the page; English where there is no table for it.
    func handOffMessage(with link: String, in language: String) -> MessageText {
        let base = LanguageTag.base(language)
        let text = words("handOff.message.text", base).replacing("{link}", with: link)
        return MessageText(
            subject: words("handOff.message.subject", base),
            body: "\(text)\n\n\(words("handOff.message.ignore", base))\n", shortBody: text)
    }

    /// As the page finds them: English fills a gap, and a key that nobody knows stands for itself.
    fileprivate func words(_ key: String, _ language: String) -> String {
        tables[language]?[key] ?? tables["en"]?[key] ?? key
    }

    /// The digest of what was shown: its parts from top to bottom, each but the last ended by a line feed, in UTF-8.
    private static func shown(_ parts: [String], in language: String) -> Verification.ShownText {
        let text = parts.joined(separator: "\n")
        return .init(language: language, sha256: Hex.encode(SHA256.hash(data: Data(text.utf8))))
    }
}
