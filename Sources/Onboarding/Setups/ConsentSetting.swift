import Foundation
import Kernel

/// The business's own words of consent: contract § 3.1. Where it has none in a language, the page's own stand.
package struct ConsentSetting: Codable, Equatable, Sendable {
    package struct Text: Codable, Equatable, Sendable {
        package let language: String
        /// The page's own where there is none.
        package let heading: String?
        /// Plain text: an empty line parts paragraphs.
        package let text: String
        /// The business's name for this wording.
        package let version: String?
    }

    package let texts: [Text]
    package let privacyPolicyUrl: String?

    /// The text of a language, whatever the region: the page has one table a language.
    package func text(in language: String) -> Text? {
        texts.first { LanguageTag.base($0.language) == LanguageTag.base(language) }
    }
}

/// As a business sends it; it takes the place of the whole setting that stood there.
struct ConsentDraft: Decodable {
    struct Text: Decodable {
        let language: String?
        let heading: String?
        let text: String?
        let version: String?

        private enum CodingKeys: CodingKey {
            case language, heading, text, version
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            language = try container.textUnlessBlank(.language)
            heading = try container.textUnlessBlank(.heading)
            text = try container.textUnlessBlank(.text)
            version = try container.textUnlessBlank(.version)
        }
    }

    let texts: [Text]?
    let privacyPolicyUrl: String?

    private enum CodingKeys: CodingKey {
        case texts, privacyPolicyUrl
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        texts = try container.decodeIfPresent([Text].self, forKey: .texts)
        privacyPolicyUrl = try container.textUnlessBlank(.privacyPolicyUrl)
    }

    /// - Returns: nil where nothing is said: the page's own words stand again.
    func setting(_ faults: inout SetupFaults) -> ConsentSetting? {
        let all = texts ?? []
        faults.check(
            all.count <= SetupLimits.localisations, "consent.texts",
            "must have at most \(SetupLimits.localisations) items")
        faults.check(https: privacyPolicyUrl, "consent.privacyPolicyUrl")
        var found: [ConsentSetting.Text] = []
        for (index, draft) in all.prefix(SetupLimits.localisations).enumerated() {
            if let text = text(draft, "consent.texts[\(index)]", &faults) { found.append(text) }
        }
        let languages = found.map { LanguageTag.base($0.language) }
        faults.check(
            Set(languages).count == languages.count, "consent.texts",
            "must have each language once, whatever the region")
        // Every page of a person carries them all.
        faults.check(
            found.reduce(0) { $0 + $1.text.utf8.count } <= SetupLimits.consentBytes, "consent.texts",
            "must have at most \(SetupLimits.consentBytes / 1_024) KiB together")
        guard !found.isEmpty || privacyPolicyUrl != nil else { return nil }
        return ConsentSetting(texts: found, privacyPolicyUrl: privacyPolicyUrl)
    }

    private func text(_ draft: Text, _ place: String, _ faults: inout SetupFaults) -> ConsentSetting.Text? {
        faults.check(draft.language != nil, "\(place).language", "is required")
        faults.check(language: draft.language, "\(place).language")
        faults.check(text: draft.heading, "\(place).heading")
        faults.check(text: draft.version, "\(place).version")
        // One form of line ends: what is kept is what the page shows, and what is hashed.
        let words = draft.text?.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
            .trimmingCharacters(in: .whitespacesAndNewlines)
        faults.check(words != nil, "\(place).text", "is required")
        faults.check(paragraphs: words, "\(place).text")
        guard let language = draft.language, let words else { return nil }
        return .init(language: language, heading: draft.heading, text: words, version: draft.version)
    }
}
