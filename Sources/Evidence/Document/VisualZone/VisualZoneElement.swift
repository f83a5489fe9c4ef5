/// The data elements of a visual zone (ICAO Doc 9303 part 3, section 3; Directive 2006/126/EC, Annex I).
package enum VisualZoneElement: String, Codable, Sendable, CaseIterable {
    case documentNumber, surname, givenNames, nationality, dateOfBirth, sex, placeOfBirth, personalNumber
    case dateOfIssue, dateOfExpiry, authority, issuingState, address
    /// Of a driving licence.
    case categories

    var isDate: Bool { self == .dateOfBirth || self == .dateOfIssue || self == .dateOfExpiry }
    var isName: Bool { self == .surname || self == .givenNames }
    /// Values that may go on in the next line.
    var mayContinue: Bool { isName || self == .address || self == .placeOfBirth }
}
