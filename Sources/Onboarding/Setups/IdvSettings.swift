import Kernel

/// What an IDV setup version says: contract § 3.1.
package struct IdvSettings: Codable, Equatable, Sendable {
    package struct GeneralApp: Codable, Equatable, Sendable {
        package let supportEmail: String?
    }

    package struct Localisation: Codable, Equatable, Sendable {
        package let language: String?
        package let pageTitle: String?
        package let successRedirectUrl: String?
        package let failureRedirectUrl: String?
        package let consentDeclinedRedirectUrl: String?
    }

    package struct WebApp: Codable, Equatable, Sendable {
        package let baseUrl: String
        package let defaultLocalisationSetting: Localisation
        package let localisationSettings: [Localisation]
    }

    package struct Switch: Codable, Equatable, Sendable {
        package let enabled: Bool
    }

    /// Going on later, after a one-time password: kept and echoed; links here can be opened again without one.
    package struct SubmissionContinuity: Codable, Equatable, Sendable {
        package let enabled: Bool?
        package let otpDeliverType: String?
    }

    package struct Omnichannel: Codable, Equatable, Sendable {
        package let enabled: Bool
        package let appStoreEnabled: Bool
        package let restrictToSameIpAddress: Bool
        package let onlyMobileEnabled: Bool
    }

    package struct Step: Codable, Equatable, Sendable {
        package enum Kind: String, Codable, Sendable, CaseIterable {
            case consent = "Consent"
            case kycIdentification = "KycIdentification"
            /// The face alone, against that of an earlier verification: contract § 11.
            case faceAuthentication = "FaceAuthentication"
        }

        package let type: Kind
        package let order: Int
        /// The KYC setup of a `KycIdentification` step.
        package let setupId: String?
        /// Of a `FaceAuthentication` step: how often a person may show their face, the first time included.
        package let attempts: Int?

        package init(type: Kind, order: Int, setupId: String?, attempts: Int? = nil) {
            self.type = type
            self.order = order
            self.setupId = setupId
            self.attempts = attempts
        }
    }

    package let generalAppSetting: GeneralApp?
    package internal(set) var webAppSetting: WebApp
    package let omnichannel: Omnichannel
    package let sessionScreenRecording: Switch
    package let endScreen: Switch
    package let submissionContinuity: SubmissionContinuity?
    package let steps: [Step]
    /// How long a verification may stay open.
    package let lifetimeSeconds: Int
    /// Nil, as in versions of the time before, for the page's own look.
    package internal(set) var brand: Brand?
    /// Nil, as in versions of the time before, for the page's own words.
    package internal(set) var consent: ConsentSetting?
    /// Nil, as in versions of the time before, where nobody may frame the page.
    package internal(set) var embedding: Embedding?
    /// Of this version; what counts is that of the setup's current one.
    package internal(set) var dataKeptDays: Int?

    /// The KYC setup of the first identification step.
    package var kycSetupID: String? {
        steps.sorted { $0.order < $1.order }.first { $0.type == .kycIdentification }?.setupId
    }

    package var faceAuthentication: Step? {
        steps.first { $0.type == .faceAuthentication }
    }

    /// Where the page of this setup lies: on its own host name, or where the setup says that all of it does. Without a
    /// slash at the end.
    package var pageAddress: String {
        var address = domain.map { "https://\($0)" } ?? webAppSetting.baseUrl
        while address.hasSuffix("/") { address.removeLast() }
        return address
    }

    package var asksForConsent: Bool {
        steps.contains { $0.type == .consent }
    }

    /// Consent, then identification: what a new installation begins with.
    package static func standard(baseURL: String, kycSetupID: String) -> IdvSettings {
        let localisation = Localisation(
            language: "en-GB", pageTitle: nil, successRedirectUrl: nil, failureRedirectUrl: nil,
            consentDeclinedRedirectUrl: nil)
        return IdvSettings(
            generalAppSetting: nil,
            webAppSetting: WebApp(
                baseUrl: baseURL, defaultLocalisationSetting: localisation, localisationSettings: [localisation]),
            omnichannel: Omnichannel(
                enabled: false, appStoreEnabled: false, restrictToSameIpAddress: false, onlyMobileEnabled: false),
            sessionScreenRecording: Switch(enabled: false), endScreen: Switch(enabled: true),
            submissionContinuity: nil,
            steps: [
                Step(type: .consent, order: 0, setupId: nil),
                Step(type: .kycIdentification, order: 1, setupId: kycSetupID),
            ],
            lifetimeSeconds: 24 * 3600)
    }
}

extension IdvSettings.Localisation {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        language = try container.textUnlessBlank(.language)
        pageTitle = try container.textUnlessBlank(.pageTitle)
        successRedirectUrl = try container.textUnlessBlank(.successRedirectUrl)
        failureRedirectUrl = try container.textUnlessBlank(.failureRedirectUrl)
        consentDeclinedRedirectUrl = try container.textUnlessBlank(.consentDeclinedRedirectUrl)
    }
}
