/// What a machine-readable zone says, field by field. Fillers at the end of a field are dropped and those between the
/// parts of a name are blanks; nothing else is interpreted.
package struct MRZFields: Codable, Equatable, Sendable {
    /// One or two characters: `P`, `ID`, `VB` …
    package var documentCode: String
    /// Part 3, section 5: a three-letter code, or `D` for Germany.
    package var issuingState: String
    /// As long as the document says: on TD1 and TD2 it may be longer than nine characters.
    package var documentNumber: String
    /// The surname, in the usual case; empty where the document has none.
    package var primaryIdentifier: String
    /// The given names; empty where the document has none or the line had no room.
    package var secondaryIdentifier: String
    package var nationality: String
    package var dateOfBirth: MRZDate
    package var sex: Sex
    /// Nil on the old French card, which prints none in the zone.
    package var dateOfExpiry: MRZDate?
    /// TD3 only.
    package var personalNumber: String
    package var optionalData: String
    /// TD1 only.
    package var secondOptionalData: String

    package init(
        documentCode: String, issuingState: String, documentNumber: String, primaryIdentifier: String,
        secondaryIdentifier: String, nationality: String, dateOfBirth: MRZDate, sex: Sex, dateOfExpiry: MRZDate?,
        personalNumber: String = "", optionalData: String = "", secondOptionalData: String = ""
    ) {
        self.documentCode = documentCode
        self.issuingState = issuingState
        self.documentNumber = documentNumber
        self.primaryIdentifier = primaryIdentifier
        self.secondaryIdentifier = secondaryIdentifier
        self.nationality = nationality
        self.dateOfBirth = dateOfBirth
        self.sex = sex
        self.dateOfExpiry = dateOfExpiry
        self.personalNumber = personalNumber
        self.optionalData = optionalData
        self.secondOptionalData = secondOptionalData
    }
}
