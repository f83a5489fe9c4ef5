/// The visual zone against another part of the document, element by element.
package struct VisualComparison: Codable, Equatable, Sendable {
    package enum Outcome: String, Codable, Sendable {
        case agrees = "Agrees"
        /// A field that was told by its caption or number and read clearly says something else.
        case differs = "Differs"
        case notFound = "NotFound"
        /// The other part says nothing, or what is printed was not read clearly enough.
        case notComparable = "NotComparable"
    }

    package struct Item: Codable, Equatable, Sendable {
        package let element: VisualZoneElement
        package let outcome: Outcome
    }

    package enum Limits {
        /// Mean probability of a line's characters from which a difference is the document's and not the reading's.
        /// Lines of the specimen sets that were read rightly mostly have 0.98 and more, garbled ones less than 0.95.
        package static let clearLine = 0.97
        /// The same of a line in another script, by the confidence of its own reader.
        package static let clearOwnScriptLine = 0.9
    }

    package let items: [Item]

    package subscript(_ element: VisualZoneElement) -> Outcome {
        items.first { $0.element == element }?.outcome ?? .notComparable
    }

    package var differing: [VisualZoneElement] { items.filter { $0.outcome == .differs }.map(\.element) }

    package static let elements: [VisualZoneElement] = [
        .documentNumber, .surname, .givenNames, .dateOfBirth, .dateOfExpiry, .dateOfIssue, .sex, .nationality,
        .issuingState, .personalNumber,
    ]

    package init(_ fields: VisualFields, with reference: VisualReference) {
        items = Self.elements.map { element in
            let own = fields.ownScript.first { $0.element == element }
            let outcome = Self.outcome(element, fields[element], reference)
            return Item(element: element, outcome: Self.outcome(outcome, own))
        }
    }

    /// A name that is printed in two scripts: a clear difference in either counts, and else an agreement in either.
    private static func outcome(_ latin: Outcome, _ own: VisualField?) -> Outcome {
        guard let own, latin != .differs else { return latin }
        if own.source == .mrzConfirmed { return .agrees }
        return own.confidence >= Limits.clearOwnScriptLine ? .differs : latin
    }

    private static func outcome(
        _ element: VisualZoneElement, _ field: VisualField?, _ reference: VisualReference
    ) -> Outcome {
        switch element {
        case .documentNumber: number(field, reference.documentNumber)
        case .personalNumber: number(field, reference.personalNumber)
        case .surname: name(field, reference.surname, isCut: reference.mayBeCut)
        case .givenNames: name(field, reference.givenNames, isCut: reference.mayBeCut)
        case .dateOfBirth: date(field, reference.dateOfBirth)
        case .dateOfIssue: date(field, reference.dateOfIssue)
        case .dateOfExpiry: date(field, reference.dateOfExpiry)
        case .sex: sex(field, reference.sex)
        case .nationality: state(field, reference.nationality)
        case .issuingState: state(field, reference.issuingState)
        case .placeOfBirth, .authority, .address, .categories: .notComparable
        }
    }

    /// A difference counts where it is certain which element the text is, and what it says.
    private static func otherwise(_ field: VisualField) -> Outcome {
        guard field.source == .label || field.source == .fieldNumber else { return .notFound }
        return field.confidence >= Limits.clearLine ? .differs : .notComparable
    }

    private static func number(_ field: VisualField?, _ wanted: String) -> Outcome {
        guard wanted.count >= 4 else { return .notComparable }
        guard let field else { return .notFound }
        let (one, other) = (alike(field.text), alike(wanted))
        if one.contains(other) { return .agrees }
        // A quite different number is another number of the document: states print several.
        return TextDistance.between(one.utf8, other.utf8) <= max(1, other.count / 3) ? otherwise(field) : .notFound
    }

    private static func alike(_ number: String) -> String {
        String(decoding: VisualText(number).plain.map(VisualPage.alike), as: UTF8.self)
    }

    private static func name(_ field: VisualField?, _ wanted: String, isCut: Bool) -> Outcome {
        guard !wanted.isEmpty else { return .notComparable }
        guard let field else { return .notFound }
        return VisualNames.likeness(of: field.text, to: wanted, isCut: isCut) == .other ? otherwise(field) : .agrees
    }

    private static func date(_ field: VisualField?, _ wanted: MRZDate?) -> Outcome {
        guard let wanted, wanted.printed.contains(where: \.isNumber) else { return .notComparable }
        guard let field else { return .notFound }
        guard let date = field.date else { return .notComparable }
        return date.agrees(with: wanted) ? .agrees : otherwise(field)
    }

    private static func sex(_ field: VisualField?, _ wanted: Sex?) -> Outcome {
        guard let wanted else { return .notComparable }
        guard let field else { return .notFound }
        guard let sex = field.sex else { return .notComparable }
        return sex == wanted ? .agrees : otherwise(field)
    }

    private static func state(_ field: VisualField?, _ wanted: String) -> Outcome {
        guard !wanted.isEmpty else { return .notComparable }
        guard let field else { return .notFound }
        let codes = VisualStates.codes(in: field.text)
        if codes.contains(wanted) { return .agrees }
        // A name that is not in the table says nothing of a state that is.
        return codes.isEmpty || !VisualStates.isKnown(wanted) ? .notComparable : otherwise(field)
    }
}
