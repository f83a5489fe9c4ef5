import Foundation
import Kernel

/// An IDV setup as a business sends it: contract § 3.1. What is left out takes the value of a new installation's setup,
/// or in a change the value that stands.
struct IdvSetupDraft: Decodable {
    struct Switch: Decodable {
        let enabled: Bool?
    }

    struct WebApp: Decodable {
        let baseUrl: String?
        let defaultLocalisationSetting: IdvSettings.Localisation?
        let localisationSettings: [IdvSettings.Localisation]?
    }

    struct Omnichannel: Decodable {
        let enabled: Bool?
        let appStoreEnabled: Bool?
        let restrictToSameIpAddress: Bool?
        let onlyMobileEnabled: Bool?
    }

    struct Step: Decodable {
        let type: String
        let order: Int
        let setupId: String?
        let attempts: Int?
    }

    let name: String?
    let isLive: Bool?
    let isDisabled: Bool?
    /// What changed, in the business's words.
    let description: String?
    let generalAppSetting: IdvSettings.GeneralApp?
    let webAppSetting: WebApp?
    let omnichannel: Omnichannel?
    let sessionScreenRecording: Switch?
    let endScreen: Switch?
    let submissionContinuity: IdvSettings.SubmissionContinuity?
    let steps: [Step]?
    let lifetimeSeconds: Int?
    var brand: BrandDraft?
    let consent: ConsentDraft?
    let embedding: EmbeddingDraft?
    let dataKeptDays: Int?

    /// The settings that this and `former` make together.
    /// - Throws: `notValid` with every fault that can be told without the database.
    func settings(over former: IdvSettings) throws(SetupError) -> IdvSettings {
        var faults = SetupFaults()
        faults.check(text: name, "name")
        faults.check(text: description, "description")
        faults.check(email: generalAppSetting?.supportEmail, "generalAppSetting.supportEmail")
        let webApp = webApp(over: former.webAppSetting, &faults)
        let steps = steps(over: former.steps, &faults)
        let lifetime = lifetimeSeconds ?? former.lifetimeSeconds
        faults.check(
            SetupLimits.lifetimeSeconds.contains(lifetime), "lifetimeSeconds",
            "must be \(SetupLimits.lifetimeSeconds.lowerBound) to \(SetupLimits.lifetimeSeconds.upperBound)")
        let brand = brand.map { $0.brand(over: former.brand, &faults) } ?? former.brand
        let consent = consent.map { $0.setting(&faults) } ?? former.consent
        let embedding = embedding.map { $0.setting(&faults) } ?? former.embedding
        let keptDays = faults.dataKeptDays(dataKeptDays, over: former.dataKeptDays)
        try faults.throwIfAny()
        return IdvSettings(
            generalAppSetting: generalAppSetting ?? former.generalAppSetting, webAppSetting: webApp,
            omnichannel: IdvSettings.Omnichannel(
                enabled: omnichannel?.enabled ?? former.omnichannel.enabled,
                appStoreEnabled: omnichannel?.appStoreEnabled ?? former.omnichannel.appStoreEnabled,
                restrictToSameIpAddress: omnichannel?.restrictToSameIpAddress
                    ?? former.omnichannel.restrictToSameIpAddress,
                onlyMobileEnabled: omnichannel?.onlyMobileEnabled ?? former.omnichannel.onlyMobileEnabled),
            sessionScreenRecording: .init(
                enabled: sessionScreenRecording?.enabled ?? former.sessionScreenRecording.enabled),
            endScreen: .init(enabled: endScreen?.enabled ?? former.endScreen.enabled),
            submissionContinuity: submissionContinuity ?? former.submissionContinuity, steps: steps,
            lifetimeSeconds: lifetime, brand: brand, consent: consent, embedding: embedding, dataKeptDays: keptDays)
    }

    private func webApp(over former: IdvSettings.WebApp, _ faults: inout SetupFaults) -> IdvSettings.WebApp {
        let place = "webAppSetting"
        let all = webAppSetting?.localisationSettings ?? former.localisationSettings
        let standard = webAppSetting?.defaultLocalisationSetting ?? former.defaultLocalisationSetting
        faults.check(redirect: webAppSetting?.baseUrl, "\(place).baseUrl")
        faults.check(
            all.count <= SetupLimits.localisations, "\(place).localisationSettings",
            "must have at most \(SetupLimits.localisations) items")
        check(standard, "\(place).defaultLocalisationSetting", &faults)
        for (index, localisation) in all.prefix(SetupLimits.localisations).enumerated() {
            check(localisation, "\(place).localisationSettings[\(index)]", &faults)
        }
        return IdvSettings.WebApp(
            baseUrl: webAppSetting?.baseUrl ?? former.baseUrl, defaultLocalisationSetting: standard,
            localisationSettings: all)
    }

    private func check(_ localisation: IdvSettings.Localisation, _ place: String, _ faults: inout SetupFaults) {
        faults.check(language: localisation.language, "\(place).language")
        faults.check(text: localisation.pageTitle, "\(place).pageTitle")
        faults.check(redirect: localisation.successRedirectUrl, "\(place).successRedirectUrl")
        faults.check(redirect: localisation.failureRedirectUrl, "\(place).failureRedirectUrl")
        faults.check(redirect: localisation.consentDeclinedRedirectUrl, "\(place).consentDeclinedRedirectUrl")
    }

    /// A flow that somebody can go through: one identification, or the face alone, and consent, where it is asked for,
    /// before it.
    private func steps(over former: [IdvSettings.Step], _ faults: inout SetupFaults) -> [IdvSettings.Step] {
        guard let steps else {
            faults.check(!former.isEmpty, "steps", "is required")
            return former
        }
        var found: [IdvSettings.Step] = []
        for (index, step) in steps.prefix(SetupLimits.steps).enumerated() {
            guard let kind = EitherSpelling<IdvSettings.Step.Kind>(step.type)?.word else {
                let known = IdvSettings.Step.Kind.allCases.map(\.rawValue).joined(separator: ", ")
                faults.add("is not built here; there are: \(known)", to: "steps[\(index)].type")
                continue
            }
            let needsSetup = kind == .kycIdentification
            faults.check(
                !needsSetup || step.setupId.flatMap { ID<Setup>($0) } != nil, "steps[\(index)].setupId",
                "must be the id of an identification setup")
            faults.check(
                SetupLimits.order.contains(step.order), "steps[\(index)].order",
                "must be \(SetupLimits.order.lowerBound) to \(SetupLimits.order.upperBound)")
            let isFace = kind == .faceAuthentication
            let attempts = step.attempts ?? SetupLimits.faceAttempts
            faults.check(
                !isFace || SetupLimits.attempts.contains(attempts), "steps[\(index)].attempts",
                "must be \(SetupLimits.attempts.lowerBound) to \(SetupLimits.attempts.upperBound)")
            found.append(
                .init(
                    type: kind, order: step.order, setupId: needsSetup ? step.setupId?.lowercased() : nil,
                    attempts: isFace ? attempts : nil))
        }
        faults.check(steps.count <= SetupLimits.steps, "steps", "must have at most \(SetupLimits.steps) items")
        faults.check(Set(steps.map(\.order)).count == steps.count, "steps", "must each have an order of its own")
        checkOrder(of: found.sorted { $0.order < $1.order }.map(\.type), &faults)
        return found
    }

    private func checkOrder(of kinds: [IdvSettings.Step.Kind], _ faults: inout SetupFaults) {
        guard !(kinds.contains(.kycIdentification) && kinds.contains(.faceAuthentication)) else {
            return faults.add(
                "must not have both KycIdentification and FaceAuthentication: the face is compared with that of an "
                    + "earlier verification", to: "steps")
        }
        let main = kinds.first == .consent ? Array(kinds.dropFirst()) : kinds
        faults.check(
            main == [.kycIdentification] || main == [.faceAuthentication], "steps",
            "must be one KycIdentification or one FaceAuthentication, with or without a Consent before it: nobody can "
                + "finish anything else")
    }
}
