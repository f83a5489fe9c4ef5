/// A language whose letters the general recogniser lacks, by the name of Tesseract's data for it.
package enum ScriptLanguage: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
    case russian = "rus"
    case ukrainian = "ukr"
    case belarusian = "bel"
    case bulgarian = "bul"
    case serbian = "srp"
    case macedonian = "mkd"
    case kazakh = "kaz"
    case greek = "ell"
    case arabic = "ara"

    /// What a state prints beside Latin letters on its documents; none for a state that prints Latin letters alone, or
    /// a script that is not read here. The likeliest first: where two are as sure, it counts.
    /// - Parameter state: the three letters of the machine-readable zone (ICAO Doc 9303 part 3, section 5).
    package static func languages(issuedBy state: String) -> [ScriptLanguage] { byState[state] ?? [] }

    private static let byState: [String: [ScriptLanguage]] = {
        let own: [String: [ScriptLanguage]] = [
            "RUS": [.russian], "UKR": [.ukrainian], "BLR": [.belarusian, .russian], "BGR": [.bulgarian],
            "SRB": [.serbian], "MNE": [.serbian], "BIH": [.serbian], "MKD": [.macedonian], "KAZ": [.kazakh, .russian],
            "KGZ": [.kazakh, .russian], "TJK": [.russian], "GRC": [.greek], "CYP": [.greek],
        ]
        return own.merging(arabStates.map { ($0, [.arabic]) }) { first, _ in first }
    }()

    /// The members of the Arab League but those that print no Arabic names beside the Latin ones.
    private static let arabStates = [
        "ARE", "BHR", "DZA", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "MRT", "OMN", "PSE", "QAT", "SAU", "SDN",
        "SYR", "TUN", "YEM",
    ]

    /// Whether names in it are held against the zone: there is a transliteration by which states write them. For Arabic
    /// each state has its own ways, and ICAO Doc 9303 part 3, section 6 recommends one that few of them use.
    package var isComparable: Bool { self != .arabic }
}
