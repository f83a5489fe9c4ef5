import Evidence
import Kernel

extension DocumentData {
    /// Which elements of the zone the visual zone shows as well, by the members that hold them.
    static func compared(_ printed: VisualFields, _ reference: VisualReference) -> [Validation] {
        VisualComparison(printed, with: reference).items.compactMap { item in
            guard let member = members[item.element] else { return nil }
            let isAsked = alwaysCompared.contains(item.element)
            guard isAsked || item.outcome != .notComparable else { return nil }
            return Validation(field: member, status: Validation.Status(item.outcome))
        }
    }

    /// What no zone says.
    mutating func takeUnwritten(_ printed: VisualFields, today: CalendarDate) {
        dateOfIssue = printed[.dateOfIssue]?.date?.day(latestYear: today.year)
        address = printed[.address]?.text
        personalCode = personalCode ?? printed[.personalNumber]?.text
    }

    /// All that is known of a document without a zone, such as a driving licence.
    mutating func takePrinted(_ printed: VisualFields, today: CalendarDate) {
        takeUnwritten(printed, today: today)
        firstName = printed[.givenNames]?.text
        lastName = printed[.surname]?.text
        documentNumber = printed[.documentNumber]?.text
        dateOfBirth = printed[.dateOfBirth]?.date?.day(latestYear: today.year)
        dateOfExpiration = printed[.dateOfExpiry]?.date?.day(latestYear: today.year + Self.longestValidityYears)
        category = printed[.categories]?.text
        gender =
            switch printed[.sex]?.sex {
            case .female: "Female"
            case .male: "Male"
            case .unspecified, nil: nil
            }
    }

    /// A licence is good for 15 years at most (Directive 2006/126/EC, article 7), a card for 10 or 20.
    private static let longestValidityYears = 20

    /// What a zone always has, so that a printed page can always be asked for it.
    private static let alwaysCompared: Set<VisualZoneElement> = [
        .documentNumber, .surname, .givenNames, .dateOfBirth, .dateOfExpiry,
    ]

    private static let members: [VisualZoneElement: String] = [
        .documentNumber: "documentNumber", .surname: "lastName", .givenNames: "firstName",
        .dateOfBirth: "dateOfBirth", .dateOfExpiry: "dateOfExpiration", .sex: "gender",
        .nationality: "nationalityIso3", .issuingState: "countryIso3", .personalNumber: "personalCode",
    ]
}

extension DocumentData.Validation.Status {
    /// What was not found may have been lost in the picture: only a difference speaks against the document.
    fileprivate init(_ outcome: VisualComparison.Outcome) {
        switch outcome {
        case .agrees: self = .success
        case .differs: self = .fail
        case .notFound, .notComparable: self = .unavailable
        }
    }
}
