package import Decision

/// What a KYC identification setup version says: contract § 3.3, and below it what decides.
package struct KycSettings: Codable, Equatable, Sendable {
    package struct Part: Codable, Equatable, Sendable {
        package let name: DocumentPart
    }

    package struct AcceptedType: Codable, Equatable, Sendable {
        package let name: DocumentType
        package let parts: [Part]
    }

    package struct Document: Codable, Equatable, Sendable {
        package let enabled: Bool
        package let types: [AcceptedType]
        /// Whether what lies around the document is looked for among the business's others; nil, as in versions of the
        /// time before, for no.
        package let backgroundSearchEnabled: Bool?

        package init(enabled: Bool, types: [AcceptedType], backgroundSearchEnabled: Bool? = nil) {
            self.enabled = enabled
            self.types = types
            self.backgroundSearchEnabled = backgroundSearchEnabled
        }
    }

    package struct Face: Codable, Equatable, Sendable {
        package let enabled: Bool
        package let activeLivenessEnabled: Bool
        package let passiveLivenessEnabled: Bool
        /// Whether the face is looked for among the business's others; nil, as in versions of the time before, for no.
        package let duplicateSearchEnabled: Bool?

        package init(
            enabled: Bool, activeLivenessEnabled: Bool, passiveLivenessEnabled: Bool,
            duplicateSearchEnabled: Bool? = nil
        ) {
            self.enabled = enabled
            self.activeLivenessEnabled = activeLivenessEnabled
            self.passiveLivenessEnabled = passiveLivenessEnabled
            self.duplicateSearchEnabled = duplicateSearchEnabled
        }
    }

    package struct ResultsWaiting: Codable, Equatable, Sendable {
        package let enabled: Bool
        package let autoCompleteSkip: Bool
    }

    /// Pictures beside the identity document: contract § 7.
    package struct AdditionalDocuments: Codable, Equatable, Sendable {
        package struct Named: Codable, Equatable, Sendable {
            package let name: String
        }

        package let enabled: Bool
        package let types: [Named]

        enum Known: String, CaseIterable, Sendable {
            case selfieWithDoc = "SelfieWithDoc"
            case proofOfAddress = "ProofOfAddress"
        }
    }

    /// A member of the registration that a document can confirm.
    package enum RegistrationMember: String, Codable, Sendable, CaseIterable {
        case firstName = "FirstName"
        case lastName = "LastName"
        case dateOfBirth = "DateOfBirth"
        case personalCode = "PersonalCode"
        case countryCode = "CountryCode"

        package var isName: Bool { self == .firstName || self == .lastName }
    }

    package let document: Document
    package let face: Face
    package let additionalDocument: AdditionalDocuments?
    /// Whether documents and proofs of address may come as PDF files of one page; nil, as in versions of the time
    /// before, for no. A selfie never may.
    package let pdfUploadEnabled: Bool?
    /// Whether pictures of documents and faces may be files; nil, as in versions of the time before, for yes. A proof
    /// of address always may.
    package let fileUploadEnabled: Bool?
    package let resultsWaiting: ResultsWaiting?
    /// Whole years; nil asks nothing.
    package let minimumAgeYears: Int?
    /// ISO 3166-1 alpha-3, of the states whose documents are taken; nil or empty takes all.
    package let acceptedCountries: [String]?
    /// ISO 3166-1 alpha-3.
    package let prohibitedNationalities: [String]?
    /// What the registration must say and the document confirm; nil compares whatever the registration says.
    package let dataToMatch: [RegistrationMember]?
    /// How often a person may hand in, the first time included.
    package let attempts: Int
    package let rules: [Rule]
    /// Of this version; what counts is that of the setup's current one.
    package internal(set) var dataKeptDays: Int?

    /// Whether pictures of documents and faces have to come out of a camera.
    package var asksForCamera: Bool { fileUploadEnabled == false }

    package func accepts(_ type: DocumentType) -> Bool {
        document.types.contains { $0.name == type }
    }

    /// - Parameter passiveLiveness: whether the passive presentation attack check decides. In a sandbox drawn documents
    ///   and pictures of pictures are shown, which is a presentation attack: there it is reported only.
    package static func standard(passiveLiveness: Bool) -> KycSettings {
        let types: [DocumentType] = [.passport, .idCard, .residencePermit, .driverLicense]
        return KycSettings(
            document: Document(
                enabled: true,
                types: types.map { AcceptedType(name: $0, parts: $0.requiredParts.map(Part.init(name:))) }),
            face: Face(enabled: true, activeLivenessEnabled: false, passiveLivenessEnabled: passiveLiveness),
            additionalDocument: nil, pdfUploadEnabled: nil, fileUploadEnabled: nil,
            resultsWaiting: ResultsWaiting(enabled: true, autoCompleteSkip: false),
            minimumAgeYears: 18, acceptedCountries: nil, prohibitedNationalities: nil, dataToMatch: nil,
            attempts: 3,
            rules: Rule.standard(.init(document: true, face: true, passiveLiveness: passiveLiveness)))
    }

    /// What the switches ask of a new version.
    /// - Parameter origin: of the limits that are set. A rule whose check is not made would never let anybody through.
    static func rules(document: Document, face: Face, origin: [Rule]) -> [Rule] {
        let searches: [(Rule.Options.Search, Bool?)] = [
            (.face, face.duplicateSearchEnabled), (.background, document.backgroundSearchEnabled),
        ]
        let options = Rule.Options(
            document: document.enabled, face: face.enabled, passiveLiveness: face.passiveLivenessEnabled,
            activeLiveness: face.activeLivenessEnabled,
            searches: Set(searches.filter { $0.1 == true }.map(\.0)))
        return Rule.standard(options) + origin
    }
}
