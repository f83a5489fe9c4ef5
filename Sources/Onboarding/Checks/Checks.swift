import Database
import Decision
import Evidence
import Foundation
package import Journal
import Kernel
import Logging
import Vault

/// The jobs that take evidence through the engines to a decision.
package struct Checks: Sendable {
    private let parts: Parts

    /// What Checks is made of; handed over by `Compose`.
    package struct Parts: Sendable {
        let verifications: Verifications
        let identifications: Identifications
        let liveness: Liveness
        let duplicateFaces: DuplicateFaces
        let knownBackgrounds: KnownBackgrounds
        let database: any Database
        let vault: Vault
        let desk: EvidenceDesk
        let queue: JobQueue
        let clock: any WallClock
        let logger: Logger
    }

    package init(_ parts: Parts) {
        self.parts = parts
    }

    package var handlers: [Job.Kind: JobWorker.Handler] {
        [
            Identifications.readJob: { job in try await read(job) },
            Identifications.decideJob: { job in try await decide(job) },
        ]
    }

    // MARK: Reading one picture

    private func read(_ job: Job) async throws -> JobOutcome {
        guard let id = ID<EvidenceItem>(job.subject) else { return .done }
        let found = try await parts.database.read { [parts] transaction -> (item: EvidenceItem, key: DataKey)? in
            guard let item = try parts.identifications.item(id, in: transaction), item.isRead, item.reading == nil
            else {
                return nil
            }
            return (item, try parts.identifications.key(of: item, in: transaction))
        }
        guard let (item, key) = found else { return .done }
        let bytes = try await parts.vault.bytes(of: item.object, with: key, as: item.identity)
        let reading = try await parts.desk.read(bytes, as: item.role, attempt: job.attempt)
        guard let reading else { return .again(afterSeconds: 0) }
        let now = parts.clock.now
        try await parts.database.write { [identifications = parts.identifications] transaction in
            try identifications.keep(reading, of: item, at: now, in: transaction)
        }
        parts.queue.wake()
        parts.logger.info(
            "evidence read", metadata: ["evidence": "\(item.id)", "findings": "\(reading.allFindings.count)"])
        return .done
    }

    // MARK: Deciding

    /// Everything a decision needs, read in one go.
    private struct Case: Sendable {
        let identification: Identification
        let verification: Verification
        let settings: KycSettings
        let isLive: Bool
        let items: [EvidenceItem]
        /// What the frames of the face are to be judged by.
        let challenge: CrossChecks.Challenge?
    }

    private func decide(_ job: Job) async throws -> JobOutcome {
        guard let id = ID<Identification>(job.subject) else { return .done }
        let loaded = try await parts.database.read { try load(id, in: $0) }
        // The reading of the last picture enqueues this job again.
        guard let loaded, loaded.items.allSatisfy({ $0.reading != nil }) else { return .done }
        let now = parts.clock.now
        let known = Known(
            face: try await duplicates(in: loaded), background: try await backgrounds(in: loaded))
        let (trace, details) = judge(loaded, known, today: CalendarDate(now))
        try await parts.database.write { [identifications = parts.identifications] transaction in
            let current = try identifications.find(id, in: transaction)
            // Somebody else may have decided meanwhile: another worker, or a reviewer.
            guard current.status == .awaiting, current.isSubmitted, current.details.value.trace == nil,
                current.attempt == loaded.identification.attempt
            else { return }
            try identifications.decide(.automatic(trace, at: now), details: details, of: id, in: transaction)
        }
        parts.queue.wake()
        parts.logger.info(
            "identification decided",
            metadata: [
                "identification": "\(id)", "outcome": "\(trace.outcome.rawValue)",
                "reason": "\(trace.reason?.rawValue ?? "none")",
            ])
        return .done
    }

    private func load(_ id: ID<Identification>, in transaction: some Transaction) throws -> Case? {
        let identification = try parts.identifications.find(id, in: transaction)
        guard identification.status == .awaiting, identification.isSubmitted,
            identification.details.value.trace == nil
        else { return nil }
        let verification = try parts.verifications.find(identification.verification, in: transaction)
        // Nothing is left to decide about.
        guard verification.redactedAt == nil else { return nil }
        let version = try parts.identifications.setup(of: identification, in: transaction)
        return Case(
            identification: identification, verification: verification, settings: version.settings,
            isLive: version.setup.isLive,
            items: try parts.identifications.evidence(of: identification, in: transaction).filter(\.isRead),
            challenge: try parts.liveness.answered(of: identification, in: transaction)
                .map { CrossChecks.Challenge(prompts: $0.prompts, isExcused: $0.excuse != nil) })
    }

    /// What the searches among the business's others have found; nil where the setup asks for none.
    private struct Known: Sendable {
        let face: DuplicateFaces.Found?
        let background: KnownBackgrounds.Found?
    }

    /// Nil where the setup does not have the face looked for.
    private func duplicates(in loaded: Case) async throws -> DuplicateFaces.Found? {
        guard loaded.settings.face.duplicateSearchEnabled == true else { return nil }
        let selfie = loaded.items.first { $0.kind == .selfie && $0.reading?.value.face?.template != nil }
        return try await parts.duplicateFaces.search(selfie?.reading?.value, of: loaded.verification)
    }

    /// Nil where the setup does not have the document's background looked for.
    private func backgrounds(in loaded: Case) async throws -> KnownBackgrounds.Found? {
        guard loaded.settings.document.backgroundSearchEnabled == true else { return nil }
        let documents = loaded.items.filter { $0.kind == .document }.compactMap { $0.reading?.value }
        return try await parts.knownBackgrounds.search(documents, of: loaded.verification)
    }

    private func judge(
        _ loaded: Case, _ known: Known, today: CalendarDate
    ) -> (DecisionTrace, Identification.Details) {
        let type = loaded.items.compactMap(\.documentType).first
        let registration = loaded.verification.details.value.registration
        let pictures = loaded.items.compactMap { item in
            item.reading.map { CrossChecks.Picture(item, reading: $0.value) }
        }
        var checks = CrossChecks(
            pictures: pictures, type: type, registration: registration, settings: loaded.settings, today: today)
        checks.challenge = loaded.challenge
        checks.isLive = loaded.isLive
        checks.known = [known.face?.finding, known.background?.finding].compactMap(\.self)
        let trace = DecisionMaker.decide(checks.findings, by: loaded.settings.rules)
        let match = RegistrationMatch(registration, person: checks.person, demanded: loaded.settings.dataToMatch)
        let document = type.map { type in
            checks.card.map { DocumentData(type: type, card: $0, match: match) }
                ?? DocumentData(type: type, mrz: checks.mrz, visualZone: checks.printed, match: match, today: today)
        }
        let hasTemplate = pictures.contains { $0.kind == .selfie && $0.reading.face?.template != nil }
        let enrollment = hasTemplate ? loaded.items.first { $0.kind == .selfie }?.id.description : nil
        var details = Identification.Details(document: document, trace: trace, enrollmentId: enrollment)
        details.duplicateFaces = known.face?.matches
        details.knownBackgrounds = known.background?.matches
        return (trace, details)
    }
}

extension EvidenceItem {
    /// What the engines are told to look for.
    var role: EvidenceRequest.Role {
        guard kind == .document, let documentType, let part else {
            return motion == nil ? .selfie : frame == 0 ? .livenessSelfie : .livenessFrame
        }
        switch part {
        case .dataPage: return .dataPage
        case .front: return .cardFront
        case .back: return documentType.alwaysHasMrz ? .cardBack : .otherSide
        case .frontCover: return .otherSide
        }
    }
}
