package import Evidence
package import Kernel

/// What a document says of its holder: by a zone, by the barcode of a licence, or by its print alone.
package struct PrintedPerson: Sendable {
    struct Name: Sendable {
        /// Every form that it may have in a zone: capital Latin letters, words joined by fillers.
        let forms: Set<String>
        /// Whether what does not agree is another name, and not one that was misread.
        var isClear = true
        /// Whether surname and given names stand in one line, in an order that is not known.
        var isWhole = false
    }

    /// Nil where the document has it and it was not read.
    let surname: Name?
    let givenNames: Name?
    /// Nil where a part of it is unknown.
    let dateOfBirth: CalendarDate?
    /// Whether a date that does not agree is another date, and not one that was misread.
    let isBirthClear: Bool
    /// Where a personal code may stand.
    let codes: [String]
    /// Alpha-3: of the state that issued it, and of the holder's nationality.
    let states: [String]

    package init(_ fields: MRZFields, today: CalendarDate) {
        func name(_ identifier: String) -> Name {
            Name(forms: [identifier.split { $0 == " " || $0 == "<" }.joined(separator: "<")])
        }
        surname = name(fields.primaryIdentifier)
        givenNames = name(fields.secondaryIdentifier)
        dateOfBirth = fields.dateOfBirth.birth(asOf: today)
        isBirthClear = true
        codes = [fields.personalNumber, fields.optionalData, fields.secondOptionalData]
        states = [fields.issuingState, fields.nationality].map(DocumentData.iso3)
    }

    init(_ fields: AAMVAFields) {
        func name(_ names: [String]) -> Name {
            Name(forms: [names.flatMap { MRZTransliteration.forms(of: $0).sorted().prefix(1) }.joined(separator: "<")])
        }
        surname = name([fields.familyName].compactMap(\.self))
        givenNames = name([fields.firstName].compactMap(\.self) + fields.middleNames)
        dateOfBirth = fields.dateOfBirth
        isBirthClear = true
        codes = []
        states = [fields.country].compactMap(\.self)
    }

    /// What a document without zone and barcode prints, such as a driving licence of the European Union (Directive
    /// 2006/126/EC, Annex I, fields 1 to 4d). Nil where neither a name nor the date of birth was read.
    init?(_ printed: VisualFields, today: CalendarDate) {
        let (first, second, birth) = (printed[.surname], printed[.givenNames], printed[.dateOfBirth])
        guard first != nil || second != nil || birth != nil else { return nil }
        func name(_ field: VisualField, isWhole: Bool = false) -> Name {
            Name(
                forms: MRZTransliteration.forms(of: field.text), isClear: field.isClear && !isWhole, isWhole: isWhole)
        }
        // Without given names of their own those that stand under a surname may be both.
        let whole = second == nil ? first.flatMap { $0.text.contains(" ") ? name($0, isWhole: true) : nil } : nil
        surname = whole ?? first.map { name($0) }
        givenNames = whole ?? second.map { name($0) }
        dateOfBirth = birth?.date?.day(latestYear: today.year)
        isBirthClear = birth?.isClear ?? false
        codes = [printed[.personalNumber]?.text].compactMap(\.self)
        states = [VisualZoneElement.issuingState, .nationality].flatMap { element in
            printed[element].map { VisualStates.codes(in: $0.text).sorted().map(DocumentData.iso3) } ?? []
        }
    }
}

extension VisualField {
    /// Whether a difference is the document's, as in the comparison with a zone.
    fileprivate var isClear: Bool {
        (source == .label || source == .fieldNumber) && confidence >= VisualComparison.Limits.clearLine
    }
}
