package import Evidence
import Kernel

/// What the business said of the person against what the document says of its holder, field by field.
package struct RegistrationMatch: Sendable {
    package struct Field: Equatable, Sendable {
        package let member: KycSettings.RegistrationMember
        package let outcome: Finding.Outcome

        package init(_ member: KycSettings.RegistrationMember, _ outcome: Finding.Outcome) {
            self.member = member
            self.outcome = outcome
        }

        /// As the registration spells it.
        package var name: String { member.rawValue.prefix(1).lowercased() + member.rawValue.dropFirst() }
    }

    package let results: [Field]

    /// - Parameter demanded: what must be given and confirmed; a member of it that was not given is unavailable. Nil
    ///   compares what was given, and what was not given says nothing.
    package init(
        _ registration: Registration?, person: PrintedPerson?, demanded: [KycSettings.RegistrationMember]? = nil
    ) {
        guard let person, registration != nil || demanded != nil else {
            results = []
            return
        }
        // A state is compared where somebody asks for it only: the code may as well tell where the person lives.
        let usual: [KycSettings.RegistrationMember] = [.firstName, .lastName, .dateOfBirth, .personalCode]
        results = (demanded ?? usual).compactMap { member in
            let outcome = registration.flatMap {
                Self.outcome(of: member, $0, person, isDemanded: demanded != nil)
            }
            return (outcome ?? (demanded == nil ? nil : .unavailable)).map { Field(member, $0) }
        }
    }

    /// Nil where the registration does not say it.
    private static func outcome(
        of member: KycSettings.RegistrationMember, _ registration: Registration, _ person: PrintedPerson,
        isDemanded: Bool
    ) -> Finding.Outcome? {
        func text(_ given: String?) -> String? { given?.isEmpty == false ? given : nil }
        switch member {
        case .firstName:
            let given = [registration.firstName, registration.middleName].compactMap(\.self).joined(separator: " ")
            return text(given).map { compare($0, person.givenNames) }
        case .lastName:
            return text(registration.lastName).map { compare($0, person.surname) }
        case .dateOfBirth:
            guard let birth = registration.dateOfBirth else { return nil }
            return person.dateOfBirth.map { $0 == birth ? .success : person.isBirthClear ? .fail : .review } ?? .review
        case .personalCode:
            return text(registration.personalCode).map { compareCode($0, person.codes, isDemanded: isDemanded) }
        case .countryCode:
            return text(registration.countryCode).map { compareState($0, person.states) }
        }
    }

    /// The state that issued the document, or the one whose national the person is.
    private static func compareState(_ code: String, _ states: [String]) -> Finding.Outcome {
        guard !states.isEmpty else { return .unavailable }
        guard let wanted = CountryCode.alpha3(ofAlpha2: code) else { return .review }
        return states.contains(wanted) ? .success : .fail
    }

    /// Names agree in any of the forms that the document may give them. What was not read clearly refuses nobody.
    private static func compare(_ given: String, _ printed: PrintedPerson.Name?) -> Finding.Outcome {
        guard let printed else { return .unavailable }
        let forms = MRZTransliteration.forms(of: given)
        let outcomes = printed.forms.map { printed.isWhole ? holds($0, forms) : compare(forms, $0) }
        if outcomes.contains(.success) { return .success }
        return printed.isClear && !outcomes.contains(.review) ? .fail : .review
    }

    /// A zone may lack later given names, or cut a name. One letter of difference asks for a look: it is misread as
    /// often as it is another name.
    private static func compare(_ forms: Set<String>, _ printed: String) -> Finding.Outcome {
        if forms.contains(printed) { return .success }
        let isPrefix = forms.contains { form in
            form.hasPrefix(printed + "<") || printed.hasPrefix(form + "<")
                || printed.count >= 20 && form.hasPrefix(printed)
        }
        if !printed.isEmpty && isPrefix { return .success }
        return forms.contains { TextDistance.between($0, printed) <= 1 } ? .review : .fail
    }

    /// Whether every word of a name stands in a line that has the other name as well.
    private static func holds(_ line: String, _ forms: Set<String>) -> Finding.Outcome {
        let words = Set(line.split(separator: "<"))
        return forms.contains { words.isSuperset(of: $0.split(separator: "<")) } ? .success : .review
    }

    /// A personal code stands in one of the optional elements, in some states with hyphens in the visual zone only. Not
    /// every state prints it in the zone: where none is there it was not compared, which is no pass where it must be.
    private static func compareCode(_ code: String, _ codes: [String], isDemanded: Bool) -> Finding.Outcome {
        let wanted = code.uppercased().filter { $0.isLetter || $0.isNumber }
        let printed =
            codes
            .map { $0.filter { $0.isLetter || $0.isNumber } }
            .filter { !$0.isEmpty }
        if printed.contains(where: { $0 == wanted || $0.contains(wanted) }) { return .success }
        guard printed.isEmpty else { return .review }
        return isDemanded ? .unavailable : .success
    }
}
