/// The data elements of a machine-readable zone, in the words of ICAO Doc 9303.
package enum MRZField: String, Codable, Sendable, CaseIterable {
    case documentCode, issuingState, names, documentNumber, nationality, dateOfBirth, sex, dateOfExpiry
    /// TD1: upper line; TD2 and visas: lower line; old French card: department and office.
    case optionalData
    /// TD1: middle line.
    case secondOptionalData
    /// TD3: "personal number or other optional data elements", with a check digit of its own.
    case personalNumber
    /// Old French card only: the given names stand in another line than the surname.
    case givenNames
    /// The digit over several fields at once.
    case composite
}
