import Foundation
import Kernel
import Web

/// An IDV setup on the wire: contract § 3.1.
package struct IdvSetupBody: Encodable, Sendable {
    private let id: String
    private let versionId: String
    private let applicationId: String
    private let createdUtc: Timestamp
    private let modifiedUtc: Timestamp
    private let isDisabled: Bool
    private let isLive: Bool
    private let name: String
    private let generalAppSetting: IdvSettings.GeneralApp?
    private let webAppSetting: IdvSettings.WebApp
    private let omnichannel: Omnichannel
    private let sessionScreenRecording: IdvSettings.Switch
    private let endScreen: IdvSettings.Switch
    private let submissionContinuity: IdvSettings.SubmissionContinuity?
    private let steps: [IdvSettings.Step]
    private let lifetimeSeconds: Int
    private let brand: Brand?
    private let consent: ConsentSetting?
    private let embedding: Embedding?
    private let dataKeptDays: Int?

    /// The setup's own switches, and what the installation adds to them.
    private struct Omnichannel: Encodable {
        let settings: IdvSettings.Omnichannel
        let messageChannels: [MessageChannel]?

        private enum Key: CodingKey {
            case messageChannels
        }

        func encode(to encoder: any Encoder) throws {
            try settings.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encodeIfPresent(messageChannels, forKey: .messageChannels)
        }
    }

    /// What a person is told beside the setup.
    struct Personal: Sendable {
        /// After how many days their data is erased by itself; nil where it is not.
        let keptDays: Int?
        /// By which ways the link of a hand-off can be sent.
        let messageChannels: [MessageChannel]
    }

    /// - Parameter personal: nil where it is not the person who asks.
    init(_ version: IdvSetupVersion, for personal: Personal? = nil) {
        id = version.setup.id.description
        versionId = version.id.description
        applicationId = version.setup.application.description
        createdUtc = Timestamp(version.setup.createdAt)
        modifiedUtc = Timestamp(version.setup.modifiedAt)
        isDisabled = version.setup.isDisabled
        isLive = version.setup.isLive
        name = version.setup.name
        generalAppSetting = version.settings.generalAppSetting
        webAppSetting = version.settings.webAppSetting
        omnichannel = Omnichannel(settings: version.settings.omnichannel, messageChannels: personal?.messageChannels)
        sessionScreenRecording = version.settings.sessionScreenRecording
        endScreen = version.settings.endScreen
        submissionContinuity = version.settings.submissionContinuity
        steps = version.settings.steps
        lifetimeSeconds = version.settings.lifetimeSeconds
        brand = version.settings.brand
        consent = version.settings.consent
        embedding = version.settings.embedding
        dataKeptDays = if let personal { personal.keptDays } else { version.settings.dataKeptDays }
    }
}

/// A KYC identification setup on the wire: contract § 3.3. The rules stay inside.
package struct KycSetupBody: Encodable, Sendable {
    private let id: String
    private let versionId: String
    private let applicationId: String
    private let createdUtc: Timestamp
    private let modifiedUtc: Timestamp
    private let isDisabled: Bool
    private let isLive: Bool
    private let name: String
    private let document: KycSettings.Document
    private let face: KycSettings.Face
    private let additionalDocument: KycSettings.AdditionalDocuments?
    private let pdfUploadEnabled: Bool?
    private let fileUploadEnabled: Bool?
    private let resultsWaiting: KycSettings.ResultsWaiting?
    private let minimumAgeYears: Int?
    private let attempts: Int
    private let acceptedCountries: [String]?
    private let prohibitedNationalities: [String]?
    private let dataToMatch: [KycSettings.RegistrationMember]?
    private let dataKeptDays: Int?

    package init(_ version: KycSetupVersion) {
        id = version.setup.id.description
        versionId = version.id.description
        applicationId = version.setup.application.description
        createdUtc = Timestamp(version.setup.createdAt)
        modifiedUtc = Timestamp(version.setup.modifiedAt)
        isDisabled = version.setup.isDisabled
        isLive = version.setup.isLive
        name = version.setup.name
        document = version.settings.document
        face = version.settings.face
        additionalDocument = version.settings.additionalDocument
        pdfUploadEnabled = version.settings.pdfUploadEnabled
        fileUploadEnabled = version.settings.fileUploadEnabled
        resultsWaiting = version.settings.resultsWaiting
        minimumAgeYears = version.settings.minimumAgeYears
        attempts = version.settings.attempts
        acceptedCountries = version.settings.acceptedCountries
        prohibitedNationalities = version.settings.prohibitedNationalities
        dataToMatch = version.settings.dataToMatch
        dataKeptDays = version.settings.dataKeptDays
    }
}
