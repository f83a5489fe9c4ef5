/// Why an identification was approved or rejected, in the contract's own spelling.
package enum StatusReason: String, Codable, Sendable, CaseIterable {
    case automaticallyIdentified = "AutomaticallyIdentified"
    case manuallyIdentified = "ManuallyIdentified"

    case missingDocumentPhoto = "MissingDocumentPhoto"
    case documentNotAccepted = "DocumentNotAccepted"
    case dataDoesNotMatch = "DataDoesNotMatch"
    case sanctioned = "Sanctioned"
    case missingSelfiePhoto = "MissingSelfiePhoto"
    case facesDoesNotMatch = "FacesDoesNotMatch"
    case poorPhotoQuality = "PoorPhotoQuality"
    case poorPhotoLighting = "PoorPhotoLighting"
    case blurredPhoto = "BlurredPhoto"
    case badMediaFormat = "BadMediaFormat"
    case miscellaneous = "Miscellaneous"
    case possibleFraudAttempt = "PossibleFraudAttempt"
    case unrelatedPhoto = "UnrelatedPhoto"
    case moreThanOnePerson = "MoreThanOnePerson"
    case prohibitedCountryOrState = "ProhibitedCountryOrState"
    case documentIsExpired = "DocumentIsExpired"
    case documentWithNonLatinCharacters = "DocumentWithNonLatinCharacters"
    case partOfDocumentIsCovered = "PartOfDocumentIsCovered"
    case nameMismatch = "NameMismatch"
    case expirationDateMismatch = "ExpirationDateMismatch"
    case incorrectInformationProvided = "IncorrectInformationProvided"
    case partOfFaceIsCovered = "PartOfFaceIsCovered"
    case underagePerson = "UnderagePerson"
    case prohibitedNationality = "ProhibitedNationality"
    case docAndBioAgeDoesntMatch = "DocAndBioAgeDoesntMatch"
    case duplicatedInfo = "DuplicatedInfo"

    /// The reasons a rejection may carry.
    package static let rejections = allCases.filter { $0 != .automaticallyIdentified && $0 != .manuallyIdentified }

    /// A critical reason ends the matter: the person is offered no second try.
    package var isCritical: Bool {
        switch self {
        case .sanctioned, .miscellaneous, .possibleFraudAttempt, .prohibitedCountryOrState, .underagePerson,
            .prohibitedNationality, .docAndBioAgeDoesntMatch, .duplicatedInfo:
            true
        default:
            false
        }
    }
}
