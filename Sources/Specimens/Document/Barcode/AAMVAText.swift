import Evidence
import Kernel

/// The card data of a specimen licence of North America as its barcode carries them: AAMVA DL/ID Card Design Standard,
/// annex D, version 10.
struct AAMVAText {
    let document: SpecimenDocument

    /// No issuer has this number: the state is invented.
    static let issuer = "636999"
    static let jurisdiction = "ZU"

    /// Letters, digits, hyphens, apostrophes and blanks as the card and its barcode print a name: all in capitals of
    /// ASCII, other letters as the zone would transliterate them.
    static func plain(_ name: String) -> String {
        name.uppercased().map { character in
            if character.isASCII { return String(character) }
            if "’ʼ".contains(character) { return "'" }
            return MRZTransliteration.mrzText(String(character))
        }.joined()
    }

    var bytes: [UInt8] { Array(text.utf8) }

    var text: String {
        let elements = elements.map { $0 + $1 }
        let subfile = "DL" + elements.joined(separator: "\n") + "\r"
        let head = "@\n\u{1E}\rANSI \(Self.issuer)1000" + "01"
        let offset = head.utf8.count + 10
        return head + "DL" + Self.four(offset) + Self.four(subfile.utf8.count) + subfile
    }

    private static func four(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private var elements: [(String, String)] {
        let holder = document.holder
        let words = PrintedWords(document: document, style: document.layout.style)
        let names = Self.plain(holder.givenNames).split(separator: " ", maxSplits: 1).map(String.init)
        func day(_ date: CalendarDate) -> String { DateForm.monthFirst.text(date).filter(\.isNumber) }
        let inches = Int((Double(holder.heightCentimetres) / 2.54).rounded())
        return [
            ("DAQ", holder.documentNumber), ("DCS", Self.plain(holder.surname)), ("DDE", "N"),
            ("DAC", names.first ?? "NONE"), ("DDF", "N"), ("DAD", names.count > 1 ? names[1] : "NONE"), ("DDG", "N"),
            ("DCA", "D"), ("DCB", words.text(.restrictions) ?? "NONE"), ("DCD", "NONE"),
            ("DBD", day(holder.dateOfIssue)),
            ("DBB", day(holder.dateOfBirth)), ("DBA", day(holder.dateOfExpiry)),
            ("DBC", holder.sex == .female ? "2" : holder.sex == .male ? "1" : "9"),
            ("DAU", "0\(inches) in"), ("DAY", words.text(.eyeColour) ?? "UNK"),
            ("DAG", Self.plain(holder.address[0])), ("DAI", Self.plain(holder.address.last ?? "")),
            ("DAJ", Self.jurisdiction), ("DAK", "000100000  "), ("DCF", document.discriminator), ("DCG", "USA"),
        ]
    }
}
