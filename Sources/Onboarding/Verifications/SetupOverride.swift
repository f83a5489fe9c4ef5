package import Foundation
import Kernel

/// Redirect targets and words that one verification has of its own: contract § 4.6.
package struct SetupOverride: Codable, Equatable, Sendable {
    package let id: String
    package let defaultLanguage: String?
    package let localisationSettings: [IdvSettings.Localisation]

    package init(defaultLanguage: String?, localisationSettings: [IdvSettings.Localisation], at now: Date) {
        id = ID<SetupOverride>.new(at: now).description
        self.defaultLanguage = defaultLanguage
        self.localisationSettings = localisationSettings
    }

    /// The settings with this in them. A language named here takes from the setup what it leaves out. One that is not
    /// named keeps its title and goes where the default language goes: a person who reads the page in another language
    /// has to come back to the same place.
    package func applied(to settings: IdvSettings) -> IdvSettings {
        let web = settings.webAppSetting
        let language = defaultLanguage ?? web.defaultLocalisationSetting.language
        let own = localisationSettings.first { $0.speaks(language) } ?? localisationSettings.first
        let named = localisationSettings.map { setting in
            setting.filled(from: web.localisationSettings.first { $0.speaks(setting.language) })
        }
        let others = web.localisationSettings.filter { setting in
            !localisationSettings.contains { $0.speaks(setting.language) }
        }
        let standard = web.defaultLocalisationSetting
        var result = settings
        result.webAppSetting = IdvSettings.WebApp(
            baseUrl: web.baseUrl,
            defaultLocalisationSetting: standard.leading(to: own).titled(own?.pageTitle, in: language),
            localisationSettings: named + others.map { $0.leading(to: own) })
        return result
    }

    /// What is wrong with it, by member, for a 400.
    var violations: [String: [String]] {
        var found: [String: [String]] = [:]
        if let defaultLanguage, !LanguageTag.isValid(defaultLanguage) {
            found["defaultLanguage"] = ["must be a language tag such as en-GB"]
        }
        if !(1...VerificationLimits.localisations).contains(localisationSettings.count) {
            found["localisationSettings"] = ["must have 1 to \(VerificationLimits.localisations) items"]
        }
        var languages: Set<String> = []
        for (index, setting) in localisationSettings.prefix(VerificationLimits.localisations).enumerated() {
            let place = "localisationSettings.[\(index)]"
            if let language = setting.language, LanguageTag.isValid(language) {
                if !languages.insert(language.lowercased()).inserted {
                    found["\(place).language"] = ["stands there twice"]
                }
            } else {
                found["\(place).language"] = ["must be a language tag such as en-GB"]
            }
            if (setting.pageTitle?.count ?? 0) > VerificationLimits.textLength {
                found["\(place).pageTitle"] = ["must have at most \(VerificationLimits.textLength) characters"]
            }
            for (name, target) in setting.targets where !RedirectTarget.isValid(target) {
                found["\(place).\(name)"] = ["must be an https address, or an http one on this machine"]
            }
        }
        return found
    }
}

extension IdvSettings.Localisation {
    fileprivate var targets: [(String, String)] {
        [
            ("successRedirectUrl", successRedirectUrl), ("failureRedirectUrl", failureRedirectUrl),
            ("consentDeclinedRedirectUrl", consentDeclinedRedirectUrl),
        ].compactMap { name, target in target.map { (name, $0) } }
    }

    fileprivate func speaks(_ tag: String?) -> Bool {
        language?.lowercased() == tag?.lowercased()
    }

    /// With `other`'s members where this one has none.
    fileprivate func filled(from other: Self?) -> Self {
        Self(
            language: language ?? other?.language, pageTitle: pageTitle ?? other?.pageTitle,
            successRedirectUrl: successRedirectUrl ?? other?.successRedirectUrl,
            failureRedirectUrl: failureRedirectUrl ?? other?.failureRedirectUrl,
            consentDeclinedRedirectUrl: consentDeclinedRedirectUrl ?? other?.consentDeclinedRedirectUrl)
    }

    /// With `other`'s targets where it has some.
    fileprivate func leading(to other: Self?) -> Self {
        Self(
            language: language, pageTitle: pageTitle,
            successRedirectUrl: other?.successRedirectUrl ?? successRedirectUrl,
            failureRedirectUrl: other?.failureRedirectUrl ?? failureRedirectUrl,
            consentDeclinedRedirectUrl: other?.consentDeclinedRedirectUrl ?? consentDeclinedRedirectUrl)
    }

    fileprivate func titled(_ title: String?, in tag: String?) -> Self {
        Self(
            language: tag ?? language, pageTitle: title ?? pageTitle, successRedirectUrl: successRedirectUrl,
            failureRedirectUrl: failureRedirectUrl, consentDeclinedRedirectUrl: consentDeclinedRedirectUrl)
    }
}
