/// A height: `068 in` or `173 cm` (table D.3, DAU), in version 01 feet and inches such as `508`; and what else is
/// printed.
struct AAMVAHeight {
    let centimetres: Int
    /// Written as the version asks for.
    let isExact: Bool

    init?(_ text: String, version: Int) {
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.prefix(3)
        guard text.utf8.count <= 12, let first = numbers.first, let value = Int(first), numbers.count <= 2 else {
            return nil
        }
        let unit = text.lowercased().filter { $0.isLetter }
        let found: Int?
        if numbers.count == 2 {
            found = Int(numbers[1]).flatMap { Self.feet(value, $0) }
        } else if unit == "cm" {
            found = value
        } else if unit == "in" {
            found = Self.inches(value)
        } else if !unit.isEmpty || first.count != 3 {
            found = nil
        } else {
            // Three digits alone: inches are filled with a zero, and no grown person has a foot or two of height.
            found = first.hasPrefix("0") ? Self.inches(value) : Self.feet(value / 100, value % 100) ?? value
        }
        guard let found, (30...280).contains(found) else { return nil }
        centimetres = found
        let hasUnit = ["in", "IN", "cm", "CM"].contains { text == "\(first) \($0)" }
        isExact = first.count == 3 && (version == 1 ? text == first : hasUnit)
    }

    private static func inches(_ count: Int) -> Int { Int((Double(min(count, 999)) * 2.54).rounded()) }

    private static func feet(_ feet: Int, _ inches: Int) -> Int? {
        (3...8).contains(feet) && (0...11).contains(inches) ? Self.inches(12 * feet + inches) : nil
    }
}
