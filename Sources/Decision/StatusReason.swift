import Kernel

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

    // Newer ones, for what has no name among the former.
    case coloredAmbientLightDetected = "ColoredAmbientLightDetected"
    case documentDamaged = "DocumentDamaged"
    case documentFromScreen = "DocumentFromScreen"
    case documentPrinted = "DocumentPrinted"
    case invalidProofOfAddress = "InvalidProofOfAddress"
    case selfieHasNoFace = "SelfieHasNoFace"

    /// Other names of the same conditions, which some clients send: read, never answered.
    private enum Alias: String, CaseIterable, Sendable {
        case missingPersonPhoto = "MissingPersonPhoto"
        case facePhotoUploadFormat = "FacePhotoUploadFormat"
        case facesNotMatch = "FacesNotMatch"
        case photoBlurred = "PhotoBlurred"
        case unrelatedPhotoSubmit = "UnrelatedPhotoSubmit"
        case generic = "Generic"

        var reason: StatusReason {
            switch self {
            case .missingPersonPhoto: .missingSelfiePhoto
            case .facePhotoUploadFormat: .badMediaFormat
            case .facesNotMatch: .facesDoesNotMatch
            case .photoBlurred: .blurredPhoto
            case .unrelatedPhotoSubmit: .unrelatedPhoto
            case .generic: .miscellaneous
            }
        }
    }

    /// A reason for a rejection as a client or a reviewer sends it: in either spelling, also by an alias.
    package init?(rejection text: String) {
        let found = EitherSpelling<StatusReason>(text)?.word ?? EitherSpelling<Alias>(text)?.word.reason
        guard let found, Self.rejections.contains(found) else { return nil }
        self = found
    }

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
