import Foundation
import Kernel

/// The body of `POST /identifications/start`: contract § 12. Every member may be left out or null, an empty text counts
/// as none, and what is not known is ignored.
struct LegacyStart: Decodable {
    /// Text, or a number where older clients send one.
    struct Text: Decodable {
        let value: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int64.self) {
                value = String(number)
                return
            }
            let text = try container.decode(String.self).trimmingCharacters(in: .whitespacesAndNewlines)
            value = text.isEmpty ? nil : text
        }
    }

    struct RequestData: Decodable {
        let email: Text?
        let birthDate: Text?
        let firstName: Text?
        let lastName: Text?
        let personalIdentityCode: Text?
        let phoneNumber: Text?
        let language: Text?
        let nationality: Text?
        let country: Text?
        let refId: Text?
    }

    struct FlowData: Decodable {
        let language: Text?
        let redirectUrl: Text?
    }

    let requestData: RequestData?
    let flowData: FlowData?

    /// What is asked for, in the words of today.
    struct Checked: Sendable {
        let registration: Registration?
        let externalReferenceId: String?
        /// A full tag.
        let language: String?
        let redirectUrl: String?

        /// The redirects and the language of one verification; nil where it has none of its own.
        func setupOverride(over settings: IdvSettings, at now: Date) -> SetupOverride? {
            guard language != nil || redirectUrl != nil else { return nil }
            let tag = language ?? settings.webAppSetting.defaultLocalisationSetting.language ?? "en-GB"
            let localisation = IdvSettings.Localisation(
                language: tag, pageTitle: nil, successRedirectUrl: redirectUrl, failureRedirectUrl: redirectUrl,
                consentDeclinedRedirectUrl: redirectUrl)
            return SetupOverride(defaultLanguage: tag, localisationSettings: [localisation], at: now)
        }
    }

    /// - Throws: `notValid` with every member that has a wrong value.
    func checked() throws(LegacyError) -> Checked {
        var errors: [String: [String]] = [:]
        let registration = registration(&errors)
        let reference = requestData?.refId?.value
        if (reference?.count ?? 0) > VerificationLimits.textLength {
            errors["requestData.refId"] = ["must have at most \(VerificationLimits.textLength) characters"]
        }
        let language = flowData?.language?.value
        if let language, LegacyLanguage.tag(language) == nil {
            errors["flowData.language"] = ["must be a language of two letters, such as en"]
        }
        let target = flowData?.redirectUrl?.value
        if let target, !RedirectTarget.isValid(target) {
            errors["flowData.redirectUrl"] = ["must be an https address, or an http one on this machine"]
        }
        guard errors.isEmpty else { throw .notValid(errors) }
        // The person's language is a hint only: it may be anything.
        return Checked(
            registration: registration, externalReferenceId: reference,
            language: (language ?? requestData?.language?.value).flatMap(LegacyLanguage.tag), redirectUrl: target)
    }

    private func registration(_ errors: inout [String: [String]]) -> Registration? {
        guard let data = requestData else { return nil }
        let birth = data.birthDate?.value.flatMap { CalendarDate($0) }
        if data.birthDate?.value != nil && birth == nil {
            errors["requestData.birthDate"] = ["must be a date of the form YYYY-MM-DD"]
        }
        let phone = data.phoneNumber?.value.flatMap { Registration.PhoneNumber($0) }
        if data.phoneNumber?.value != nil && phone == nil {
            errors["requestData.phoneNumber"] = ["must have 5 to 15 digits"]
        }
        let countries = [data.country, data.nationality].compactMap { $0?.value.flatMap(CountryCode.alpha2) }
        let registration = Registration(
            firstName: data.firstName?.value, middleName: nil, lastName: data.lastName?.value, email: data.email?.value,
            personalCode: data.personalIdentityCode?.value, dateOfBirth: birth, phoneNumber: phone,
            countryCode: countries.first)
        for (member, sentences) in registration.violations {
            errors["requestData.\(Self.names[member] ?? member)"] = sentences
        }
        return registration.isEmpty ? nil : registration
    }

    /// What the members of a registration are called here.
    private static let names = [
        "registration.firstName": "firstName", "registration.lastName": "lastName", "registration.email": "email",
        "registration.personalCode": "personalIdentityCode", "registration.countryCode": "country",
    ]
}

extension Registration {
    fileprivate var isEmpty: Bool {
        self
            == Registration(
                firstName: nil, middleName: nil, lastName: nil, email: nil, personalCode: nil, dateOfBirth: nil,
                phoneNumber: nil, countryCode: nil)
    }
}
