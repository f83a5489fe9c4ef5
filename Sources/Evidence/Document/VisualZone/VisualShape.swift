/// Which texts may be the value of an element.
enum VisualShape {
    static func fits(_ element: VisualZoneElement, _ text: String, _ order: VisualDate.Order) -> Bool {
        let plain = VisualText(text)
        let digits = plain.plain.count { $0 <= UInt8(ascii: "9") }
        let letters = plain.plain.count - digits
        switch element {
        case .surname, .givenNames:
            // A letter with a stroke through it may be read as a zero.
            let isZero = digits == 1 && letters >= 4 && plain.plain.contains(UInt8(ascii: "0"))
            return letters >= 2 && (digits == 0 || isZero) && plain.plain.count <= 60
        case .nationality:
            let isState = letters >= 2 || plain.plain == [UInt8(ascii: "D")]
            return isState && digits == 0
        case .placeOfBirth, .authority:
            return letters >= 2 && VisualDate.all(in: plain, order: order).isEmpty
        case .issuingState:
            return digits == 0 && MRZIssuers.contains(String(decoding: plain.plain, as: UTF8.self))
        case .dateOfBirth, .dateOfIssue, .dateOfExpiry:
            return !VisualDate.all(in: plain, order: order).isEmpty
        case .sex:
            return VisualSex.read(text) != nil
        case .documentNumber:
            // Some states' numbers are mostly letters; those stand without blanks.
            let isDense =
                digits >= 1 && (8...10).contains(plain.plain.count) && !text.contains(" ")
                && text == text.uppercased()
            return (digits >= 3 || isDense) && (5...16).contains(plain.plain.count) && isNoDate(plain, order)
        case .personalNumber:
            return digits >= 4 && (5...20).contains(plain.plain.count) && isNoDate(plain, order)
        case .address:
            return plain.plain.count >= 3
        case .categories:
            return letters >= 1
        }
    }

    /// Elements whose values cannot be mistaken for a caption.
    static func isShort(_ element: VisualZoneElement) -> Bool { element == .sex || element == .issuingState }

    /// Eight digits may be a number as well as a date without its points.
    private static func isNoDate(_ text: VisualText, _ order: VisualDate.Order) -> Bool {
        let dates = VisualDate.all(in: text, order: order)
        return dates.isEmpty || text.plain.count == 8 && !text.characters.contains { !$0.isNumber && !$0.isLetter }
    }
}

extension String {
    /// Without the blanks and marks that stand between captions and values.
    var withoutMarks: String {
        let marks: Set<Character> = [" ", ":", ".", ";", ",", "-", "–", "/", "|", "·", ")", "(", "*", "'", "\"", "="]
        let head = drop { marks.contains($0) }
        return String(head.reversed().drop { marks.contains($0) && $0 != "." && $0 != ")" }.reversed())
    }
}
