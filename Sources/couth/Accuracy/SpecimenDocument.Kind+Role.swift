import Evidence
import Specimens

extension SpecimenDocument.Kind {
    /// As what a person hands it in.
    var role: EvidenceRequest.Role {
        switch self {
        case .passport, .td2Card, .visaA, .visaB: .dataPage
        case .idCardFront: .cardFront
        case .idCardBack: .cardBack
        case .drivingLicenceFront, .drivingLicenceBack, .aamvaFront, .aamvaBack: .otherSide
        }
    }
}
