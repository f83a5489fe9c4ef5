/// The lines of a machine-readable zone with their meaning and their check digits.
package struct MRZ: Codable, Equatable, Sendable {
    package let format: MRZFormat
    package let lines: [String]
    package let fields: MRZFields
    /// In the order in which they stand; a visa has no composite one.
    package let checkDigits: [CheckDigit]

    package var isValid: Bool { checkDigits.allSatisfy(\.isValid) }

    /// Nil where the lines have no format's size or hold other characters than `A–Z`, `0–9` and `<`.
    package init?(lines: [String]) {
        guard let format = MRZFormat(lines: lines) else { return nil }
        self.init(lines: lines, as: format)
    }

    /// Reads the lines as `format` even where their first letters say something else.
    init?(lines: [String], as format: MRZFormat) {
        let bytes = lines.map { Array($0.utf8) }
        let hasSize = bytes.count == format.lineCount && bytes.allSatisfy { $0.count == format.lineLength }
        guard hasSize, bytes.allSatisfy({ $0.allSatisfy { MRZCheckDigit.value(of: $0) != nil } }) else { return nil }
        let overflow = Self.numberOverflow(bytes, format)
        let layout = MRZLayout(format, numberOverflow: overflow)
        self.format = format
        self.lines = lines
        fields = Self.fields(bytes, layout, numberOverflow: overflow)
        checkDigits = layout.checks.compactMap { Self.checkDigit($0, bytes) }
    }

    /// How many characters of the number stand in the optional data: none unless a filler has the check digit's place
    /// and at least one character and a digit follow before the next filler.
    private static func numberOverflow(_ lines: [[UInt8]], _ format: MRZFormat) -> Int {
        let layout = MRZLayout(format)
        guard let check = layout.checks.first, let optional = layout.spans[.optionalData],
            MRZLayout.longestOverflow(format) > 0, lines[check.line][check.position] == filler
        else { return 0 }
        let run = optional.text(in: lines).prefix { $0 != filler }
        guard run.count >= 2, let digit = run.last, isDigit(digit) else { return 0 }
        return min(run.count - 1, MRZLayout.longestOverflow(format))
    }

    private static func checkDigit(_ check: MRZCheck, _ lines: [[UInt8]]) -> CheckDigit? {
        let covered = check.covered.flatMap { $0.text(in: lines) }
        guard let computed = MRZCheckDigit.of(covered) else { return nil }
        let stated = lines[check.line][check.position]
        let isEmpty = check.mayBeFiller && covered.allSatisfy { $0 == filler }
        let isValid = stated == UInt8(ascii: "0") + UInt8(computed) || isEmpty && stated == filler
        return CheckDigit(
            field: check.field, stated: String(UnicodeScalar(stated)), computed: computed, isValid: isValid)
    }

    private static func fields(_ lines: [[UInt8]], _ layout: MRZLayout, numberOverflow: Int) -> MRZFields {
        func text(_ field: MRZField) -> String {
            trimmed(layout.spans[field]?.text(in: lines) ?? [])
        }
        let names = names(lines, layout)
        var number = layout.spans[.documentNumber]?.text(in: lines) ?? []
        var optional = layout.spans[.optionalData]?.text(in: lines) ?? []
        if numberOverflow > 0 {
            number += optional.prefix(numberOverflow)
            // After the number come its digit and the filler that ends it.
            optional = Array(optional.dropFirst(numberOverflow + 2))
        }
        return MRZFields(
            documentCode: text(.documentCode), issuingState: text(.issuingState), documentNumber: trimmed(number),
            primaryIdentifier: names.primary, secondaryIdentifier: names.secondary,
            // The old French card is issued to citizens only and prints no nationality in the zone.
            nationality: layout.format == .frenchID ? text(.issuingState) : text(.nationality),
            dateOfBirth: MRZDate(raw(.dateOfBirth, lines, layout)),
            sex: Sex(rawValue: text(.sex)) ?? .unspecified,
            dateOfExpiry: layout.spans[.dateOfExpiry].map { MRZDate(string($0.text(in: lines))) },
            personalNumber: text(.personalNumber), optionalData: trimmed(optional),
            secondOptionalData: text(.secondOptionalData))
    }

    /// Two fillers part the identifiers, one parts the words of either (part 3, section 4.6).
    private static func names(_ lines: [[UInt8]], _ layout: MRZLayout) -> (primary: String, secondary: String) {
        func words(_ text: String) -> String { text.split(separator: "<").joined(separator: " ") }
        let names = trimmed(layout.spans[.names]?.text(in: lines) ?? [])
        if let given = layout.spans[.givenNames] { return (words(names), words(trimmed(given.text(in: lines)))) }
        let characters = Array(names)
        let gap = characters.indices.dropLast().first { characters[$0] == "<" && characters[$0 + 1] == "<" }
        guard let gap else { return (words(names), "") }
        return (words(String(characters[..<gap])), words(String(characters[gap...])))
    }

    private static func raw(_ field: MRZField, _ lines: [[UInt8]], _ layout: MRZLayout) -> String {
        string(layout.spans[field]?.text(in: lines) ?? [])
    }

    private static func trimmed(_ text: [UInt8]) -> String {
        string(text.reversed().drop { $0 == filler }.reversed())
    }

    private static func string(_ text: some Sequence<UInt8>) -> String { String(decoding: Array(text), as: UTF8.self) }
    private static func isDigit(_ character: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character)
    }
    private static let filler = UInt8(ascii: "<")
}
