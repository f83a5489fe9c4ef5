import Decision
import Foundation
import Kernel

/// A KYC identification setup as a business sends it: contract § 3.3. What is left out takes the value of a new
/// installation's setup, or in a change the value that stands.
struct KycSetupDraft: Decodable {
    struct Named: Decodable {
        let name: String
    }

    struct AcceptedType: Decodable {
        let name: String
        /// All that the document needs where it is left out.
        let parts: [Named]?
    }

    struct Document: Decodable {
        let enabled: Bool?
        let types: [AcceptedType]?
        let backgroundSearchEnabled: Bool?
    }

    struct Face: Decodable {
        let enabled: Bool?
        let activeLivenessEnabled: Bool?
        let passiveLivenessEnabled: Bool?
        let duplicateSearchEnabled: Bool?
    }

    struct AdditionalDocument: Decodable {
        let enabled: Bool?
        let types: [Named]?
    }

    struct ResultsWaiting: Decodable {
        let enabled: Bool?
        let autoCompleteSkip: Bool?
    }

    let name: String?
    let isLive: Bool?
    let isDisabled: Bool?
    /// What changed, in the business's words.
    let description: String?
    let document: Document?
    let face: Face?
    let additionalDocument: AdditionalDocument?
    let pdfUploadEnabled: Bool?
    let fileUploadEnabled: Bool?
    let resultsWaiting: ResultsWaiting?
    let minimumAgeYears: Int?
    let attempts: Int?
    let acceptedCountries: [String]?
    let prohibitedNationalities: [String]?
    let dataToMatch: [String]?
    let dataKeptDays: Int?

    /// The settings that this and `former` make together; the rules follow from the switches.
    /// - Throws: `notValid` with every fault.
    func settings(over former: KycSettings) throws(SetupError) -> KycSettings {
        var faults = SetupFaults()
        faults.check(text: name, "name")
        faults.check(text: description, "description")
        let document = document(over: former.document, &faults)
        let face = face(over: former.face, &faults)
        faults.check(
            document.enabled || face.enabled, "document.enabled",
            "must be true where face.enabled is not: there would be nothing to do")
        let limits = limits(over: former, hasDocument: document.enabled, &faults)
        let attempts = attempts ?? former.attempts
        faults.check(
            SetupLimits.attempts.contains(attempts), "attempts",
            "must be \(SetupLimits.attempts.lowerBound) to \(SetupLimits.attempts.upperBound)")
        let additional = additional(over: former.additionalDocument, &faults)
        let keptDays = faults.dataKeptDays(dataKeptDays, over: former.dataKeptDays)
        try faults.throwIfAny()
        return KycSettings(
            document: document, face: face, additionalDocument: additional,
            pdfUploadEnabled: pdfUploadEnabled ?? former.pdfUploadEnabled,
            fileUploadEnabled: fileUploadEnabled ?? former.fileUploadEnabled,
            resultsWaiting: resultsWaiting.map {
                .init(
                    enabled: $0.enabled ?? former.resultsWaiting?.enabled ?? false,
                    autoCompleteSkip: $0.autoCompleteSkip ?? former.resultsWaiting?.autoCompleteSkip ?? false)
            } ?? former.resultsWaiting,
            minimumAgeYears: limits.age, acceptedCountries: limits.countries,
            prohibitedNationalities: limits.nationalities, dataToMatch: limits.dataToMatch, attempts: attempts,
            rules: KycSettings.rules(document: document, face: face, origin: limits.origin), dataKeptDays: keptDays)
    }

    /// What is asked of the data in the document.
    private struct DataLimits {
        var age: Int?
        var countries: [String]?
        var nationalities: [String]?
        var dataToMatch: [KycSettings.RegistrationMember]?

        var origin: [Rule] {
            (countries?.isEmpty == false ? [Rule.issuingCountry] : [])
                + (nationalities?.isEmpty == false ? [Rule.nationality] : [])
        }
    }

    private func limits(over former: KycSettings, hasDocument: Bool, _ faults: inout SetupFaults) -> DataLimits {
        // A document that comes back has its limit back: nobody is let in by having been forgotten.
        let isBack = hasDocument && !former.document.enabled
        let usual = isBack ? KycSettings.standard(passiveLiveness: true).minimumAgeYears : former.minimumAgeYears
        let age = minimumAgeYears ?? usual
        faults.check(
            SetupLimits.ageYears.contains(age ?? 0), "minimumAgeYears",
            "must be \(SetupLimits.ageYears.lowerBound) to \(SetupLimits.ageYears.upperBound)")
        let asked = DataLimits(
            age: age, countries: countries(acceptedCountries, "acceptedCountries", &faults) ?? former.acceptedCountries,
            nationalities: countries(prohibitedNationalities, "prohibitedNationalities", &faults)
                ?? former.prohibitedNationalities,
            dataToMatch: registrationMembers(&faults) ?? former.dataToMatch)
        guard !hasDocument else { return asked }
        // What stood there before goes with the document; what this call asks for could never be found out.
        let asksNow = [
            "minimumAgeYears": minimumAgeYears ?? 0 > 0, "acceptedCountries": acceptedCountries?.isEmpty == false,
            "prohibitedNationalities": prohibitedNationalities?.isEmpty == false,
            "dataToMatch": dataToMatch?.isEmpty == false,
        ]
        for (member, isAsked) in asksNow where isAsked {
            faults.add("needs document.enabled: nothing else tells it", to: member)
        }
        return DataLimits()
    }

    private func registrationMembers(_ faults: inout SetupFaults) -> [KycSettings.RegistrationMember]? {
        guard let dataToMatch else { return nil }
        let known = KycSettings.RegistrationMember.allCases
        let found = dataToMatch.prefix(known.count).compactMap(KycSettings.RegistrationMember.init(rawValue:))
        faults.check(
            found.count == dataToMatch.count && Set(found).count == found.count, "dataToMatch",
            "may name once: \(known.map(\.rawValue).joined(separator: ", "))")
        return found
    }

    private func document(over former: KycSettings.Document, _ faults: inout SetupFaults) -> KycSettings.Document {
        var types = former.types
        if let asked = document?.types {
            types = []
            for (index, type) in asked.prefix(DocumentType.allCases.count).enumerated() {
                accepted(type, "document.types[\(index)]", &faults).map { types.append($0) }
            }
            let names = asked.map { EitherSpelling<DocumentType>($0.name)?.word.rawValue ?? $0.name }
            faults.check(Set(names).count == asked.count, "document.types", "must name each type once")
        }
        let isEnabled = document?.enabled ?? former.enabled
        faults.check(!isEnabled || !types.isEmpty, "document.types", "must name a type that a person can show")
        let isLookedFor = document?.backgroundSearchEnabled ?? former.backgroundSearchEnabled
        faults.check(
            isEnabled || document?.backgroundSearchEnabled != true, "document.backgroundSearchEnabled",
            "needs document.enabled: it looks at what lies around the document")
        return .init(
            enabled: isEnabled, types: types, backgroundSearchEnabled: isLookedFor.map { isEnabled && $0 })
    }

    private func accepted(
        _ type: AcceptedType, _ place: String, _ faults: inout SetupFaults
    ) -> KycSettings.AcceptedType? {
        guard let known = EitherSpelling<DocumentType>(type.name)?.word else {
            faults.add("is not a document type", to: "\(place).name")
            return nil
        }
        var parts = known.requiredParts
        if let asked = type.parts {
            parts = asked.compactMap { EitherSpelling<DocumentPart>($0.name)?.word }
            let areKnown = parts.count == asked.count && parts.allSatisfy(known.knownParts.contains)
            let names = known.knownParts.map(\.rawValue).joined(separator: ", ")
            faults.check(areKnown && Set(parts).count == parts.count, "\(place).parts", "may be: \(names)")
            faults.check(
                parts.contains(known.portraitPart), "\(place).parts",
                "must include \(known.portraitPart.rawValue): the portrait is there")
        }
        return .init(name: known, parts: parts.map { .init(name: $0) })
    }

    private func face(over former: KycSettings.Face, _ faults: inout SetupFaults) -> KycSettings.Face {
        let isEnabled = face?.enabled ?? former.enabled
        let isActive = face?.activeLivenessEnabled ?? former.activeLivenessEnabled
        faults.check(
            isEnabled || face?.activeLivenessEnabled != true, "face.activeLivenessEnabled",
            "needs face.enabled: it asks for motions of the face")
        faults.check(
            isEnabled || face?.passiveLivenessEnabled != true, "face.passiveLivenessEnabled",
            "needs face.enabled: it looks at the selfie")
        faults.check(
            isEnabled || face?.duplicateSearchEnabled != true, "face.duplicateSearchEnabled",
            "needs face.enabled: it looks for the selfie's face")
        return .init(
            // What hangs on the face goes with it.
            enabled: isEnabled, activeLivenessEnabled: isEnabled && isActive,
            // A face that comes back is checked, unless somebody says that it is not.
            passiveLivenessEnabled: isEnabled
                && (face?.passiveLivenessEnabled ?? (former.passiveLivenessEnabled || !former.enabled)),
            duplicateSearchEnabled: (face?.duplicateSearchEnabled ?? former.duplicateSearchEnabled).map {
                isEnabled && $0
            })
    }

    private func additional(
        over former: KycSettings.AdditionalDocuments?, _ faults: inout SetupFaults
    ) -> KycSettings.AdditionalDocuments? {
        guard let additionalDocument else { return former }
        let known = Set(KycSettings.AdditionalDocuments.Known.allCases.map(\.rawValue))
        let asked = additionalDocument.types?.map { type in
            EitherSpelling<KycSettings.AdditionalDocuments.Known>(type.name)?.word.rawValue ?? type.name
        }
        let types = asked ?? former?.types.map(\.name) ?? []
        faults.check(
            types.allSatisfy(known.contains), "additionalDocument.types",
            "may be: \(known.sorted().joined(separator: ", "))")
        let isEnabled = additionalDocument.enabled ?? former?.enabled ?? true
        faults.check(!isEnabled || !types.isEmpty, "additionalDocument.types", "must name a type")
        faults.check(Set(types).count == types.count, "additionalDocument.types", "must name each type once")
        return .init(enabled: isEnabled, types: types.map { .init(name: $0) })
    }

    private func countries(_ codes: [String]?, _ member: String, _ faults: inout SetupFaults) -> [String]? {
        guard let codes else { return nil }
        let areSound = codes.allSatisfy { $0.count == 3 && $0.allSatisfy { $0.isASCII && $0.isLetter } }
        faults.check(
            areSound && codes.count <= SetupLimits.countries, member,
            "must be at most \(SetupLimits.countries) ISO 3166-1 alpha-3 codes")
        return Array(Set(codes.map { $0.uppercased() })).sorted()
    }
}
