/// The kinds of documents of the contract, each with the sides that are photographed.
package enum DocumentType: String, Codable, Sendable, CaseIterable {
    case passport = "Passport"
    case idCard = "IdCard"
    case driverLicense = "DriverLicense"
    case residencePermit = "ResidencePermit"
    case internalPassport = "InternalPassport"
    case socialId = "SocialId"

    /// The sides that must be there for the document to be complete.
    package var requiredParts: [DocumentPart] {
        switch self {
        case .passport, .internalPassport: [.dataPage]
        case .idCard, .driverLicense, .residencePermit, .socialId: [.front, .back]
        }
    }

    /// The side with the portrait: without it no face can be compared, and nothing is ever approved or rejected.
    package var portraitPart: DocumentPart {
        switch self {
        case .passport, .internalPassport: .dataPage
        case .idCard, .driverLicense, .residencePermit, .socialId: .front
        }
    }

    /// The sides that may be sent at all.
    package var knownParts: [DocumentPart] {
        switch self {
        case .passport, .internalPassport: [.frontCover, .dataPage]
        default: [.front, .back]
        }
    }

    /// Whether every document of the kind carries a machine-readable zone. Where it is not so, a document without one
    /// is for a person to judge.
    package var alwaysHasMrz: Bool {
        self == .passport || self == .idCard || self == .residencePermit
    }
}

package enum DocumentPart: String, Codable, Sendable, CaseIterable {
    case front = "Front"
    case back = "Back"
    case frontCover = "FrontCover"
    case dataPage = "DataPage"
}
