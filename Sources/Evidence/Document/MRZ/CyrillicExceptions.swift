/// What table B of ICAO Doc 9303 part 3, section 6 excepts for one language.
struct CyrillicExceptions {
    let letters: [Character: String]
    /// Where a word begins.
    let firstLetters: [Character: String]

    private init(_ letters: [Character: String], firstLetters: [Character: String] = [:]) {
        self.letters = letters
        self.firstLetters = firstLetters
    }

    /// None at first, then those of each language. A name in one of them is written by one of these and never by a
    /// mixture.
    static let all = [CyrillicExceptions([:]), belarusian, bulgarian, macedonian, serbian, ukrainian]

    private static let belarusian = CyrillicExceptions(["Ё": "IO", "Г": "H"])
    /// The first is the table's; the others are those of Bulgaria's own law, by which its documents are written.
    private static let bulgarian = CyrillicExceptions([
        "Щ": "SHT", "Х": "H", "Ъ": "A", "Й": "Y", "Ю": "YU", "Я": "YA", "Ь": "Y",
    ])
    /// The table gives `GJ` to a letter that the language has not; its neighbour is meant.
    private static let macedonian = CyrillicExceptions([
        "Ќ": "KJ", "Џ": "DJ", "Х": "H", "Ц": "C", "Ѓ": "GJ",
    ])
    /// Without the table's `H` for `Г`, which no Serbian name is written with.
    private static let serbian = CyrillicExceptions([
        "Ж": "Z", "Х": "H", "Ц": "C", "Ч": "C", "Ш": "S", "Џ": "DZ",
    ])
    private static let ukrainian = CyrillicExceptions(
        ["Г": "H", "И": "Y"], firstLetters: ["Є": "YE", "Ї": "YI", "Й": "Y", "Ю": "YU", "Я": "YA"])
}
