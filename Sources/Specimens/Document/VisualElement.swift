/// What a side can print about its holder and itself, by the standards' names: ICAO Doc 9303 parts 4 to 7 for travel
/// documents, ISO/IEC 18013-1 and the European Union's model for driving licences, the AAMVA card design standard.
package enum VisualElement: String, Codable, Sendable, CaseIterable {
    case documentType, issuingState, documentNumber
    /// The surname, or the only name.
    case primaryIdentifier
    case secondaryIdentifier
    /// The names in the state's own script, above their Latin form.
    case primaryIdentifierOwnScript, secondaryIdentifierOwnScript
    case nationality, dateOfBirth, sex, placeOfBirth, personalNumber
    case dateOfIssue, dateOfExpiry, authority
    case address, height, eyeColour, cardAccessNumber
    /// A licence's field 3: day and place in one.
    case birth
    /// A licence's categories or its one class.
    case categories
    case restrictions, endorsements, documentDiscriminator
    case visaType, validFrom, validUntil, numberOfEntries, durationOfStay, passportNumber, placeOfIssue, remarks
    /// The caption under or over a signature; the signature itself is no text.
    case signature
}
