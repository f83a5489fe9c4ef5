package import Kernel

/// What a card says, as typed values; nil where it says nothing that can be understood.
package struct AAMVAFields: Codable, Equatable, Sendable {
    /// Whether the issuer shortened a name to make it fit.
    package enum Truncation: String, Codable, Sendable {
        case truncated = "T"
        case whole = "N"
        case unknown = "U"
    }

    package var familyName: String?
    package var firstName: String?
    package var middleNames: [String] = []
    package var suffix: String?
    package var familyNameTruncation: Truncation?
    package var firstNameTruncation: Truncation?
    package var middleNameTruncation: Truncation?
    /// The number of the holder at the issuer: that of the licence or card.
    package var documentNumber: String?
    /// Tells this card from others of the same holder.
    package var documentDiscriminator: String?
    package var dateOfBirth: CalendarDate?
    package var dateOfIssue: CalendarDate?
    package var dateOfExpiry: CalendarDate?
    package var sex: Sex?
    /// Alpha-3 of ISO 3166-1, from the card or else from the issuer's number.
    package var country: String?
    /// The issuing state, province or territory, by the issuer's number.
    package var jurisdiction: String?
    /// One or two lines.
    package var street: [String] = []
    package var city: String?
    /// The state, province or territory of the address.
    package var addressJurisdiction: String?
    /// `12345`, `12345-6789`, or as the card has it.
    package var postalCode: String?
    package var heightCentimetres: Int?
    package var vehicleClass: String?
    package var restrictions: String?
    package var endorsements: String?

    package init() {}
}
