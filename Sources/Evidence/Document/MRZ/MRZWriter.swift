/// Writes a machine-readable zone with right check digits. Names are transliterated and cut at the end of their line
/// as part 3, section 4.6 and section 6 say; other characters than `A–Z` and `0–9` become fillers.
package enum MRZWriter {
    /// Three lines of 30 characters (part 5). A document number of more than nine characters runs on into the optional
    /// data, whose own text then follows it.
    package static func td1(_ fields: MRZFields) -> [String] { write(.td1, fields) }
    /// Two lines of 36 characters (part 6).
    package static func td2(_ fields: MRZFields) -> [String] { write(.td2, fields) }
    /// Two lines of 44 characters (part 4). Without a personal number its check digit is the filler.
    package static func td3(_ fields: MRZFields) -> [String] { write(.td3, fields) }

    /// The lines of any format, each as long as the format says.
    package static func write(_ format: MRZFormat, _ fields: MRZFields) -> [String] {
        let number = Array(MRZTransliteration.mrzText(fields.documentNumber).utf8)
        let room = MRZLayout.longestOverflow(format)
        let overflow = room > 0 ? min(max(0, number.count - 9), room) : 0
        let layout = MRZLayout(format, numberOverflow: overflow)
        var lines = [[UInt8]](
            repeating: [UInt8](repeating: UInt8(ascii: "<"), count: format.lineLength), count: format.lineCount)
        for (field, span) in layout.spans {
            put(text(of: field, fields, in: span, format), at: span.line, span.start, limit: span.count, in: &lines)
        }
        if overflow > 0, let optional = layout.spans[.optionalData] {
            let own = Array(MRZTransliteration.mrzText(fields.optionalData).utf8)
            // Of the two fillers the first keeps the place of the digit, the second ends the number.
            let rest = number[9..<9 + overflow] + [UInt8(ascii: "<"), UInt8(ascii: "<")] + own
            put(Array(rest), at: optional.line, optional.start, limit: optional.count, in: &lines)
        }
        // In the order of the layout: the composite digit covers the others and comes last.
        for check in layout.checks {
            let covered = check.covered.flatMap { $0.text(in: lines) }
            let isEmpty = covered.allSatisfy { $0 == UInt8(ascii: "<") }
            guard let digit = MRZCheckDigit.of(covered), !(isEmpty && check.mayBeFiller) else { continue }
            lines[check.line][check.position] = UInt8(ascii: "0") + UInt8(digit)
        }
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func put(_ text: [UInt8], at line: Int, _ start: Int, limit: Int, in lines: inout [[UInt8]]) {
        for (offset, character) in text.prefix(limit).enumerated() {
            lines[line][start + offset] = character
        }
    }

    private static func text(of field: MRZField, _ fields: MRZFields, in span: MRZSpan, _ format: MRZFormat) -> [UInt8]
    {
        let text =
            switch field {
            case .documentCode: fields.documentCode
            case .issuingState: fields.issuingState
            case .documentNumber: fields.documentNumber
            case .nationality: fields.nationality
            case .dateOfBirth: fields.dateOfBirth.printed
            case .sex: fields.sex.rawValue
            case .dateOfExpiry: fields.dateOfExpiry?.printed ?? ""
            case .personalNumber: fields.personalNumber
            case .optionalData: fields.optionalData
            case .secondOptionalData: fields.secondOptionalData
            case .givenNames: fields.secondaryIdentifier
            case .names where format == .frenchID: fields.primaryIdentifier
            case .names, .composite: ""
            }
        if field == .names, format != .frenchID { return names(fields, room: span.count) }
        return Array(MRZTransliteration.mrzText(text).utf8)
    }

    /// `PRIMARY<<SECONDARY`. Where both do not fit, the primary identifier gives way only as far as the secondary one
    /// still shows its first letter (part 4, section 4.2.3: the name field is cut so that both are represented).
    private static func names(_ fields: MRZFields, room: Int) -> [UInt8] {
        let primary = Array(MRZTransliteration.mrzText(fields.primaryIdentifier).utf8)
        let secondary = Array(MRZTransliteration.mrzText(fields.secondaryIdentifier).utf8)
        guard !secondary.isEmpty else { return primary }
        guard !primary.isEmpty else { return secondary }
        var kept = Array(primary.prefix(room - 3))
        while kept.last == UInt8(ascii: "<") { kept.removeLast() }
        return kept + Array(repeating: UInt8(ascii: "<"), count: 2) + secondary
    }
}
