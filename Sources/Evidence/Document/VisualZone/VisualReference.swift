/// What another part of the document says of the elements: the machine-readable zone, or a barcode.
package struct VisualReference: Sendable {
    let documentNumber: String
    /// Words joined by blanks, in the zone's letters.
    let surname: String
    let givenNames: String
    /// Whether a name may have been cut for want of room.
    let mayBeCut: Bool
    let nationality: String
    let issuingState: String
    let dateOfBirth: MRZDate?
    let dateOfIssue: MRZDate?
    let dateOfExpiry: MRZDate?
    let sex: Sex?
    let personalNumber: String
    /// A visa prints when it begins to be valid, too: a date more need not be that of issue.
    let isVisa: Bool

    package init(_ zone: MRZFields) {
        documentNumber = zone.documentNumber
        surname = zone.primaryIdentifier
        givenNames = zone.secondaryIdentifier
        // A card's zone has room for 30 characters of names, two of them between surname and given names.
        mayBeCut = zone.primaryIdentifier.count + zone.secondaryIdentifier.count >= 27
        nationality = zone.nationality
        issuingState = zone.issuingState
        dateOfBirth = zone.dateOfBirth
        dateOfIssue = nil
        dateOfExpiry = zone.dateOfExpiry
        sex = zone.sex
        personalNumber = zone.personalNumber.isEmpty ? zone.optionalData : zone.personalNumber
        isVisa = zone.documentCode.hasPrefix("V")
    }

    package init(_ card: AAMVAFields) {
        func zone(_ names: [String]) -> String {
            names.joined(separator: " ").uppercased().split { " -'".contains($0) }.joined(separator: " ")
        }
        documentNumber = card.documentNumber ?? ""
        surname = zone([card.familyName].compactMap(\.self))
        givenNames = zone([card.firstName].compactMap(\.self) + card.middleNames)
        mayBeCut = card.familyNameTruncation == .truncated || card.firstNameTruncation == .truncated
        nationality = ""
        issuingState = card.country ?? ""
        dateOfBirth = card.dateOfBirth.map { MRZDate($0) }
        dateOfIssue = card.dateOfIssue.map { MRZDate($0) }
        dateOfExpiry = card.dateOfExpiry.map { MRZDate($0) }
        sex = card.sex
        personalNumber = ""
        isVisa = false
    }

    var order: VisualDate.Order { issuingState == "USA" ? .monthFirst : .dayFirst }
}
