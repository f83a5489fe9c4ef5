/// The names of a card, from whichever elements its version keeps them in.
///
/// Version 01 has one element with commas (DAA) or four (DAB, DAC, DAD, DAE); 02 and 03 have the family name (DCS) and
/// all given names (DCT); 04 and later have family, first and middle names (DCS, DAC, DAD). The suffix is DCU from 02
/// on.
struct AAMVANames {
    var family: String?
    var first: String?
    var middle: [String] = []
    var suffix: String?
    /// Elements whose names could not be told apart as the standard does, by commas.
    var unseparated: [String] = []

    /// - Parameter value: the trimmed value of an element, or nil where it is not there or says that there is none.
    init(_ value: (String) -> String?) {
        family = value("DCS") ?? value("DAB")
        first = value("DAC")
        middle = Self.parts(value("DAD") ?? "")
        suffix = value("DCU") ?? value("DAE")
        if first == nil, let given = value("DCT") { take(given: given) }
        if family == nil, let whole = value("DAA") { take(whole: whole) }
    }

    /// All given names: parted by commas, on some cards by blanks only.
    private mutating func take(given text: String) {
        var parts = Self.parts(text)
        if parts.count == 1, text.contains(" ") {
            parts = text.split(separator: " ").map(String.init)
            unseparated.append("DCT")
        }
        first = parts.first
        middle += parts.dropFirst()
    }

    /// `FAMILY,FIRST,MIDDLE,SUFFIX`, where what is missing at the end is left out. Without commas nobody can say which
    /// part is which, and all of it is taken for the family name.
    private mutating func take(whole text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmed
        }
        if parts.count == 1 { unseparated.append("DAA") }
        func part(_ index: Int) -> String? {
            index < parts.count && !parts[index].isEmpty ? parts[index] : nil
        }
        family = part(0)
        first = first ?? part(1)
        if middle.isEmpty { middle = part(2).map { [$0] } ?? [] }
        suffix = suffix ?? part(3)
    }

    private static func parts(_ text: String) -> [String] {
        text.split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    }
}

extension StringProtocol {
    /// Without blanks around it.
    var trimmed: String {
        let head = drop { $0 == " " || $0 == "\t" }
        let count = head.reversed().drop { $0 == " " || $0 == "\t" }.count
        return String(head.prefix(count))
    }
}
