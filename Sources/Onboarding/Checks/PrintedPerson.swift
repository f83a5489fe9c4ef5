package import Evidence
package import Kernel

/// What a document says of its holder in a form that machines read: a zone, or the barcode of a licence.
package struct PrintedPerson: Sendable {
    /// Capital Latin letters, words apart by blanks.
    let primaryIdentifier: String
    let secondaryIdentifier: String
    /// Nil where a part of it is unknown.
    let dateOfBirth: CalendarDate?
    /// Where a personal code may stand.
    let codes: [String]
    /// Alpha-3: of the state that issued it, and of the holder's nationality.
    let states: [String]

    package init(_ fields: MRZFields, today: CalendarDate) {
        primaryIdentifier = fields.primaryIdentifier
        secondaryIdentifier = fields.secondaryIdentifier
        dateOfBirth = fields.dateOfBirth.birth(asOf: today)
        codes = [fields.personalNumber, fields.optionalData, fields.secondOptionalData]
        states = [fields.issuingState, fields.nationality].map(DocumentData.iso3)
    }

    init(_ fields: AAMVAFields) {
        func zone(_ names: [String]) -> String {
            names.flatMap { MRZTransliteration.forms(of: $0).sorted().prefix(1) }.joined(separator: " ")
                .replacing("<", with: " ")
        }
        primaryIdentifier = zone([fields.familyName].compactMap(\.self))
        secondaryIdentifier = zone([fields.firstName].compactMap(\.self) + fields.middleNames)
        dateOfBirth = fields.dateOfBirth
        codes = []
        states = [fields.country].compactMap(\.self)
    }
}
