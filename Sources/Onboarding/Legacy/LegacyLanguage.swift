/// The two-letter languages of the legacy API as the tags of today: contract § 7.
enum LegacyLanguage {
    private static let tags = [
        "bg": "bg-BG", "ca": "ca-ES", "cs": "cs-CZ", "da": "da-DK", "de": "de-DE", "el": "el-GR", "en": "en-GB",
        "es": "es-ES", "et": "et-EE", "fi": "fi-FI", "fr": "fr-FR", "hr": "hr-HR", "hu": "hu-HU", "it": "it-IT",
        "ko": "ko-KR", "lt": "lt-LT", "lv": "lv-LV", "nl": "nl-NL", "pb": "pt-BR", "pl": "pl-PL", "pt": "pt-PT",
        "ro": "ro-RO", "ru": "ru-RU", "sk": "sk-SK", "sl": "sl-SI", "sq": "sq-AL", "sv": "sv-SE", "th": "th-TH",
        "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
    ]

    /// A full tag is taken as it is, and so is a language of which no region is known.
    /// - Returns: nil for what is no language.
    static func tag(_ text: String) -> String? {
        tags[text.lowercased()] ?? (LanguageTag.isValid(text) ? text : nil)
    }
}
