import Evidence
import Kernel

extension DocumentData {
    /// What the machine-readable zone says, as the contract's members, and what only the visual zone does.
    init(
        type: DocumentType, mrz: MRZReading?, visualZone: VisualZone, match: RegistrationMatch, today: CalendarDate
    ) {
        self.init(type: type)
        guard let mrz else {
            takePrinted(visualZone.fields(), today: today)
            ocrValidations = Self.compared(match)
            return
        }
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
        let reference = VisualReference(fields)
        let printed = visualZone.fields(reference)
        takeUnwritten(printed, today: today)
        ocrValidations = Self.compared(printed, reference) + Self.compared(match)
    }

    /// What the barcode of a licence says, where there is no zone.
    init(type: DocumentType, card: AAMVACard, match: RegistrationMatch) {
        self.init(type: type)
        let fields = card.fields
        firstName = fields.firstName
        middleName = fields.middleNames.isEmpty ? nil : fields.middleNames.joined(separator: " ")
        lastName = fields.familyName
        documentNumber = fields.documentNumber
        dateOfIssue = fields.dateOfIssue
        dateOfExpiration = fields.dateOfExpiry
        dateOfBirth = fields.dateOfBirth
        countryIso3 = fields.country
        gender =
            switch fields.sex {
            case .female: "Female"
            case .male: "Male"
            case .unspecified, nil: nil
            }
        let place = [fields.city, fields.addressJurisdiction, fields.postalCode].compactMap(\.self)
        let lines = fields.street + (place.isEmpty ? [] : [place.joined(separator: " ")])
        address = lines.isEmpty ? nil : lines.joined(separator: ", ")
        category = fields.vehicleClass
        ocrValidations = Self.compared(match)
    }

    private static func compared(_ match: RegistrationMatch) -> [Validation] {
        match.results.map { Validation(field: "registration.\($0.name)", status: Validation.Status($0.outcome)) }
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
