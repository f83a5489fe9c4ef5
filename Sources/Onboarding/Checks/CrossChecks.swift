package import Evidence
import Foundation
package import Kernel

/// What the pictures say together, held against each other, the registration and the calendar.
///
/// A pure function of its members: the day is handed in.
package struct CrossChecks: Sendable {
    /// One picture with what it shows.
    package struct Picture: Sendable {
        package let kind: EvidenceItem.Kind
        package let part: DocumentPart?
        /// Of a frame of an active liveness capture.
        package let motion: EvidenceItem.Motion?
        /// Of what it was taken with, as the device says.
        package var camera = VirtualCamera.Kind.unknown
        package let reading: EvidenceReading

        package init(
            kind: EvidenceItem.Kind, part: DocumentPart?, motion: EvidenceItem.Motion? = nil, reading: EvidenceReading
        ) {
            self.kind = kind
            self.part = part
            self.motion = motion
            self.reading = reading
        }

        init(_ item: EvidenceItem, reading: EvidenceReading) {
            self.init(kind: item.kind, part: item.part, motion: item.motion, reading: reading)
            camera = item.origin.camera
        }
    }

    /// The motions that were asked for.
    package struct Challenge: Sendable {
        package let prompts: [LivenessPrompt]
        /// The person said that they cannot make them.
        package let isExcused: Bool

        package init(prompts: [LivenessPrompt], isExcused: Bool) {
            self.prompts = prompts
            self.isExcused = isExcused
        }
    }

    let pictures: [Picture]
    package let mrz: MRZReading?
    /// What the barcode of a licence says, where there is no zone. The symbol has no check digits of its own, and a
    /// wrong content was seen to pass its error correction (docs/accuracy.md): what speaks against the person asks for
    /// a look.
    package let card: AAMVACard?
    private let documents: [Picture]
    private let type: DocumentType?
    private let registration: Registration?
    let settings: KycSettings
    let today: CalendarDate
    /// Nil where none was answered.
    package var challenge: Challenge?
    /// Whether the setup is a live one: in the sandbox specimens are what is shown.
    package var isLive = true
    /// What the searches among the business's others have found, for the face and the background.
    package var known: [Finding] = []

    package init(
        pictures: [Picture], type: DocumentType?, registration: Registration?, settings: KycSettings,
        today: CalendarDate
    ) {
        let documents = pictures.filter { $0.kind == .document }
        let mrz = documents.lazy.compactMap { $0.reading.document?.mrz }.first
        self.pictures = pictures
        self.documents = documents
        self.mrz = mrz
        card = mrz == nil ? documents.lazy.compactMap { $0.reading.document?.card }.first : nil
        self.type = type
        self.registration = registration
        self.settings = settings
        self.today = today
    }

    /// Everything the rules read: what each picture says by itself, then what they say together.
    package var findings: [Finding] {
        var found = pictures.flatMap { $0.reading.allFindings.filter { $0.check != .visualZoneMatchesMrz } }
        if settings.document.enabled { found += documentFindings(found) }
        if settings.document.enabled && settings.face.enabled { found.append(faceMatch) }
        if settings.face.enabled && settings.face.activeLivenessEnabled {
            found += activeLiveness
            if let single = singleFace(found) {
                found.removeAll { $0.check == .selfieSingleFace }
                found.append(single)
            }
            if let passive = livenessSequence?.passive {
                // Several frames know more than the first alone.
                found.removeAll { $0.check == .passivePresentationAttack }
                found.append(passive)
            }
        }
        return found + cameras + known
    }

    /// What the document says of its holder, by zone or barcode, and by its print where it is of a kind that has none.
    package var person: PrintedPerson? {
        if let mrz { return PrintedPerson(mrz.fields, today: today) }
        if let card { return PrintedPerson(card.fields) }
        return type?.alwaysHasMrz == false ? PrintedPerson(printed.fields(), today: today) : nil
    }

    private func documentFindings(_ own: [Finding]) -> [Finding] {
        var found = [bothSides, sidesDiffer, typeMatches, notSpecimen, notExpired, ofAge, registrationMatches]
        found += [visualZone] + origin
        if let card { found.append(printed.finding(for: card, models: textModels)) }
        // A licence has no zone. Its barcode can be printed by anybody: a person has to look.
        if !own.contains(where: { $0.check == .documentHasMrz }) {
            found.append(Finding(.documentHasMrz, .review, reason: .notFound))
        }
        if !own.contains(where: { $0.check == .mrzCheckDigits }) {
            found.append(Finding(.mrzCheckDigits, .unavailable, reason: .dataMissing))
        }
        return found
    }

    // MARK: Faces

    /// The selfie's face against the document's portrait.
    private var faceMatch: Finding {
        let selfie = pictures.first { $0.kind == .selfie }?.reading
        let portrait = documents.first { $0.reading.face?.template != nil }?.reading
        guard let probe = selfie?.face?.template, let reference = portrait?.face, let scale = selfie?.scale,
            let comparison = reference.comparison(with: probe, scale: scale)
        else {
            let hasFaces = selfie?.face?.region != nil && documents.contains { $0.reading.face?.region != nil }
            return Finding(.faceMatch, .unavailable, reason: hasFaces ? .modelMissing : .dataMissing)
        }
        return comparison.finding
    }

    // MARK: The document by itself

    private var bothSides: Finding {
        let asked = type.flatMap { type in settings.document.types.first { $0.name == type } }?.parts.map(\.name) ?? []
        let missing = asked.filter { part in !documents.contains { $0.part == part } }
        return Finding(
            .documentBothSides, missing.isEmpty && !asked.isEmpty ? .success : .fail,
            measure: Double(missing.count), threshold: 0, unit: .count, reason: missing.isEmpty ? nil : .dataMissing)
    }

    /// Whether one side was photographed twice, by what is seen, whatever the person called the pictures: of all pairs
    /// the worst. One picture alone repeats nothing.
    private var sidesDiffer: Finding {
        let order: [Finding.Outcome] = [.success, .unavailable, .review, .fail]
        let pairs = documents.indices.flatMap { first in
            documents[(first + 1)...].map { DocumentSideSeen.finding(documents[first].reading, $0.reading) }
        }
        let worst = pairs.max { first, second in
            (order.firstIndex(of: first.outcome) ?? 0) < (order.firstIndex(of: second.outcome) ?? 0)
        }
        return worst ?? Finding(.documentSidesDiffer, .success)
    }

    /// The zone's document code against what the person said it is (ICAO Doc 9303 parts 3 to 6: `P` for passports, `A`,
    /// `C` and `I` for cards). A few states print others, so a code out of place asks for a look.
    private var typeMatches: Finding {
        guard let mrz, let type else { return Finding(.documentTypeMatches, .unavailable, reason: .dataMissing) }
        let isPassport = mrz.fields.documentCode.hasPrefix("P")
        switch type {
        case .passport:
            return isPassport
                ? Finding(.documentTypeMatches, .success) : Finding(.documentTypeMatches, .fail, reason: .wrongType)
        case .idCard, .residencePermit:
            if isPassport { return Finding(.documentTypeMatches, .fail, reason: .wrongType) }
            let isCard = "ACIR".contains(mrz.fields.documentCode.prefix(1))
            return Finding(
                .documentTypeMatches, isCard ? .success : .review, reason: isCard ? nil : .wrongType)
        case .driverLicense, .internalPassport, .socialId:
            return Finding(.documentTypeMatches, .review, reason: .wrongType)
        }
    }

    /// A live setup refuses what a zone tells to be a published specimen; a printed word may be misread, or a name.
    private var notSpecimen: Finding {
        switch KnownSpecimen.sign(in: mrz?.fields, text) {
        case nil: Finding(.documentNotSpecimen, .success)
        case .some where !isLive: Finding(.documentNotSpecimen, .success, reason: .specimen)
        case .zone: Finding(.documentNotSpecimen, .fail, reason: .specimen)
        case .word: Finding(.documentNotSpecimen, .review, reason: .specimen)
        }
    }

    private var visualZone: Finding {
        guard let mrz else { return Finding(.visualZoneMatchesMrz, .unavailable, reason: .dataMissing) }
        return printed.finding(for: mrz, models: textModels)
    }

    /// The visual zone on all sides.
    var printed: VisualZone { VisualZone(documents.compactMap(\.reading.document)) }

    private var text: [TextLine] { documents.flatMap { $0.reading.document?.text ?? [] } }

    private var textModels: [String] {
        let models = documents.compactMap(\.reading.document).flatMap { document in
            (document.findings.first?.models ?? []) + (document.scriptModels ?? [])
        }
        return Set(models).sorted()
    }

    // MARK: The calendar

    /// A document is good to the end of its printed day.
    private var notExpired: Finding {
        if let mrz { return notExpired(mrz.fields.dateOfExpiry?.expiry(asOf: today), otherwise: .fail) }
        guard let card else { return Finding(.documentNotExpired, .unavailable, reason: .dataMissing) }
        return notExpired(card.fields.dateOfExpiry, otherwise: .review)
    }

    private func notExpired(_ date: CalendarDate?, otherwise: Finding.Outcome) -> Finding {
        // No such day, or a document without an end: a person has to look.
        guard let date else { return Finding(.documentNotExpired, .review, reason: .notRead) }
        let days = (date.startUTC.timeIntervalSince1970 - today.startUTC.timeIntervalSince1970) / 86_400
        return Finding(
            .documentNotExpired, date >= today ? .success : otherwise, measure: days, threshold: 0, unit: .days,
            reason: date >= today ? nil : .expired)
    }

    private var ofAge: Finding {
        guard let mrz else { return ofAge(card?.fields.dateOfBirth, otherwise: .review) }
        // Where a part of the date is unknown, the youngest that the person can be is not yet proof of being too young.
        let birth = mrz.fields.dateOfBirth
        return ofAge(birth.latestBirth(asOf: today), otherwise: birth.hasUnknownParts ? .review : .fail)
    }

    private func ofAge(_ birth: CalendarDate?, otherwise: Finding.Outcome) -> Finding {
        guard let birth else { return Finding(.personIsOfAge, .unavailable, reason: .dataMissing) }
        let (age, minimum) = (birth.wholeYears(until: today), settings.minimumAgeYears ?? 0)
        return Finding(
            .personIsOfAge, age >= minimum ? .success : otherwise, measure: Double(age), threshold: Double(minimum),
            unit: .years, reason: age >= minimum ? nil : .underage)
    }

    // MARK: Origin

    /// Nothing where the setup sets no limit: a check that nobody asked for is no finding.
    private var origin: [Finding] {
        let accepted = settings.acceptedCountries ?? []
        let prohibited = settings.prohibitedNationalities ?? []
        var found: [Finding] = []
        if !accepted.isEmpty {
            let state = mrz?.fields.issuingState ?? card?.fields.country
            found.append(Self.held(.issuingCountryAccepted, state) { accepted.contains($0) })
        }
        if !prohibited.isEmpty {
            found.append(Self.held(.nationalityAccepted, mrz?.fields.nationality) { !prohibited.contains($0) })
        }
        return found
    }

    private static func held(_ check: Check, _ code: String?, _ isAccepted: (String) -> Bool) -> Finding {
        guard let code, !code.isEmpty else { return Finding(check, .unavailable, reason: .dataMissing) }
        let isSound = isAccepted(DocumentData.iso3(code))
        return Finding(check, isSound ? .success : .fail, reason: isSound ? nil : .prohibited)
    }

    // MARK: The registration

    private var registrationMatches: Finding {
        guard let person else { return Finding(.registrationMatches, .unavailable, reason: .dataMissing) }
        let match = RegistrationMatch(registration, person: person, demanded: settings.dataToMatch)
        let differing = match.results.filter { $0.outcome == .fail }
        func finding(_ outcome: Finding.Outcome, _ reason: Reason?) -> Finding {
            Finding(
                .registrationMatches, outcome, measure: Double(differing.count), threshold: 0, unit: .count,
                reason: reason)
        }
        // A barcode or print may have been read wrong: it refuses nobody by itself.
        if !differing.isEmpty, mrz == nil { return finding(.review, .differs) }
        if !differing.isEmpty {
            let isNameAlone = settings.dataToMatch != nil && differing.allSatisfy(\.member.isName)
            return finding(.fail, isNameAlone ? .nameDiffers : .differs)
        }
        if match.results.contains(where: { $0.outcome == .unavailable }) { return finding(.unavailable, .dataMissing) }
        return match.results.contains { $0.outcome == .review } ? finding(.review, .differs) : finding(.success, nil)
    }
}
