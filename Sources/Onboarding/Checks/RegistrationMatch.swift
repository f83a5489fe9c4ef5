package import Evidence
package import Kernel

/// What the business said of the person against what the document's zone says, field by field. A field that was not
/// given says nothing.
package struct RegistrationMatch: Sendable {
    package struct Field: Equatable, Sendable {
        package let name: String
        package let outcome: Finding.Outcome
    }

    package let results: [Field]

    package init(_ registration: Registration?, _ mrz: MRZReading?, today: CalendarDate) {
        guard let registration, let fields = mrz?.fields else {
            results = []
            return
        }
        var found: [Field] = []
        let given = [registration.firstName, registration.middleName].compactMap(\.self).joined(separator: " ")
        if !given.isEmpty {
            found.append(
                Field(name: "firstName", outcome: Self.compare(given, fields.secondaryIdentifier, mayBeCut: true)))
        }
        if let last = registration.lastName, !last.isEmpty {
            found.append(Field(name: "lastName", outcome: Self.compare(last, fields.primaryIdentifier, mayBeCut: true)))
        }
        if let birth = registration.dateOfBirth {
            let isSame = fields.dateOfBirth.birth(asOf: today).map { $0 == birth }
            found.append(Field(name: "dateOfBirth", outcome: isSame.map { $0 ? .success : .fail } ?? .review))
        }
        if let code = registration.personalCode, !code.isEmpty {
            found.append(Field(name: "personalCode", outcome: Self.compareCode(code, fields)))
        }
        results = found
    }

    /// Names agree in any of the forms that the zone may give them; the zone may lack later given names, or cut a name.
    /// One letter of difference asks for a look: it is misread as often as it is another name.
    private static func compare(_ given: String, _ printed: String, mayBeCut: Bool) -> Finding.Outcome {
        let printedWords = printed.split(whereSeparator: { $0 == " " || $0 == "<" }).map(String.init)
        let joined = printedWords.joined(separator: "<")
        let forms = MRZTransliteration.forms(of: given)
        if forms.contains(joined) { return .success }
        let isPrefix = forms.contains { form in
            form.hasPrefix(joined + "<") || joined.hasPrefix(form + "<")
                || mayBeCut && joined.count >= 20 && form.hasPrefix(joined)
        }
        if !joined.isEmpty && isPrefix { return .success }
        return forms.contains { distance($0, joined) <= 1 } ? .review : .fail
    }

    /// A personal code stands in one of the optional elements, in some states with hyphens in the visual zone only. Not
    /// every state prints it in the zone: where none is there it was not compared.
    private static func compareCode(_ code: String, _ fields: MRZFields) -> Finding.Outcome {
        let wanted = code.uppercased().filter { $0.isLetter || $0.isNumber }
        let printed = [fields.personalNumber, fields.optionalData, fields.secondOptionalData]
            .map { $0.filter { $0.isLetter || $0.isNumber } }
            .filter { !$0.isEmpty }
        if printed.contains(where: { $0 == wanted || $0.contains(wanted) }) { return .success }
        return printed.isEmpty ? .success : .review
    }

    /// Letters to change, add or drop (Levenshtein).
    private static func distance(_ one: String, _ other: String) -> Int {
        let (left, right) = (Array(one), Array(other))
        var previous = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, candidate) in right.enumerated() {
                let change = previous[column] + (letter == candidate ? 0 : 1)
                current.append(min(change, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
