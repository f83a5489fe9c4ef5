package import Evidence
package import Kernel

/// The invented person whom a specimen is made out to, with what the document says of itself.
package struct SpecimenHolder: Sendable {
    /// The primary identifier, in the usual case.
    package var surname: String
    /// The secondary identifier; empty where the holder has one name only.
    package var givenNames: String
    /// Both in the state's own script, where it has one.
    package var ownScript: (surname: String, givenNames: String)?
    package var dateOfBirth: CalendarDate
    package var sex: Sex
    /// Three letters; `UTO` is ICAO's own specimen state (part 3, section 5).
    package var nationality: String
    package var placeOfBirth: String
    /// Up to nine characters, `A–Z` and `0–9`.
    package var documentNumber: String
    /// The state's number for the person, printed and, on both formats, part of the machine-readable zone.
    package var personalCode: String
    package var dateOfIssue: CalendarDate
    package var dateOfExpiry: CalendarDate
    package var heightCentimetres = 174
    /// As a place in the layouts' lists of colours, 0…3.
    package var eyeColour = 0
    /// Street and town.
    package var address: [String] = ["12 TIDE LANE", "AMAUROT"]
    /// Nil leaves a drawn head and shoulders, which no face detector has to find.
    package var portrait: Portrait?
    /// Whom a ghost portrait shows on a document whose main portrait was swapped; nil is the holder, as on every
    /// genuine one.
    package var ghost: Portrait?

    package init(
        surname: String, givenNames: String, dateOfBirth: CalendarDate, documentNumber: String,
        validity: (issue: CalendarDate, expiry: CalendarDate)
    ) {
        self.surname = surname
        self.givenNames = givenNames
        self.dateOfBirth = dateOfBirth
        self.documentNumber = documentNumber
        dateOfIssue = validity.issue
        dateOfExpiry = validity.expiry
        sex = .male
        nationality = "UTO"
        placeOfBirth = "AMAUROT"
        personalCode = ""
        portrait = nil
    }
}
