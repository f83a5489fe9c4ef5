import Evidence
import Kernel

extension DocumentData {
    /// What the machine-readable zone says, as the contract's members.
    init(
        type: DocumentType, mrz: MRZReading?, visualZone: [TextLine], match: RegistrationMatch, today: CalendarDate
    ) {
        self.init(type: type)
        guard let mrz else { return }
        let fields = mrz.fields
        func text(_ value: String) -> String? { value.isEmpty ? nil : value }
        firstName = text(fields.secondaryIdentifier)
        lastName = text(fields.primaryIdentifier)
        documentNumber = text(fields.documentNumber)
        personalCode = text(fields.personalNumber) ?? (type == .passport ? nil : text(fields.optionalData))
        dateOfExpiration = fields.dateOfExpiry?.expiry(asOf: today)
        dateOfBirth = fields.dateOfBirth.birth(asOf: today)
        countryIso3 = text(Self.iso3(fields.issuingState))
        nationalityIso3 = text(Self.iso3(fields.nationality))
        gender =
            switch fields.sex {
            case .female: "Female"
            case .male: "Male"
            case .unspecified: nil
            }
        mrzVerified = mrz.hasValidCheckDigits && !mrz.isCorrected
        ocrValidations =
            Self.printed(fields, visualZone)
            + match.results.map {
                Validation(field: "registration.\($0.name)", status: Validation.Status($0.outcome))
            }
    }

    /// Which elements of the zone the visual zone shows as well.
    private static func printed(_ fields: MRZFields, _ lines: [TextLine]) -> [Validation] {
        guard !lines.isEmpty else {
            return ["documentNumber", "lastName", "firstName"].map { Validation(field: $0, status: .unavailable) }
        }
        let agreement = VisualZone(lines).agreement(with: fields)
        func status(_ isShown: Bool?) -> Validation.Status { isShown.map { $0 ? .success : .fail } ?? .unavailable }
        return [
            Validation(field: "documentNumber", status: status(agreement.documentNumber)),
            Validation(field: "lastName", status: status(agreement.primaryIdentifier)),
            Validation(field: "firstName", status: status(agreement.secondaryIdentifier)),
        ]
    }

    /// Germany prints `D` for itself; elsewhere the zone's codes are those of ISO 3166-1 or ICAO's own.
    static func iso3(_ code: String) -> String {
        code == "D" ? "DEU" : code
    }
}

extension DocumentData.Validation.Status {
    fileprivate init(_ outcome: Finding.Outcome) {
        switch outcome {
        case .success: self = .success
        case .fail: self = .fail
        case .review, .unavailable: self = .unavailable
        }
    }
}
