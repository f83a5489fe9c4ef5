package import Database
import Decision
package import Evidence
package import Foundation
package import Journal
package import Kernel
package import Vault

/// The front of the identifications: their evidence, their state and their decisions. Each change saves the row, writes
/// the audit entry, the event and the job, all in the caller's transaction.
package struct Identifications: Sendable {
    /// Reads one picture; its subject is the evidence.
    package static let readJob = Job.Kind(rawValue: "evidence.read")
    /// Decides an identification that was handed in; its subject is the identification.
    package static let decideJob = Job.Kind(rawValue: "identification.decide")

    let verifications: Verifications
    private let setups: Setups
    private let keys: DataKeys
    private let outbox: Outbox
    private let queue: JobQueue

    package init(
        verifications: Verifications, setups: Setups, keys: DataKeys, outbox: Outbox, queue: JobQueue
    ) {
        self.verifications = verifications
        self.setups = setups
        self.keys = keys
        self.outbox = outbox
        self.queue = queue
    }

    // MARK: Reading

    package func find(
        _ id: ID<Identification>, of application: ID<Application>, in transaction: some Transaction
    ) throws -> Identification {
        let identification = try find(id, in: transaction)
        guard identification.application == application else { throw IdentificationError.notFound }
        return identification
    }

    package func find(_ id: ID<Identification>, in transaction: some Transaction) throws -> Identification {
        guard let found = try store(transaction).find(id) else { throw IdentificationError.notFound }
        return found
    }

    /// One page of an application's identifications.
    package func list(
        _ filter: IdentificationFilter, _ page: IdentificationPage, in transaction: some Transaction
    ) throws -> [Identification] {
        try store(transaction).list(filter, page)
    }

    package func count(_ filter: IdentificationFilter, in transaction: some Transaction) throws -> Int {
        try store(transaction).count(filter)
    }

    package func setup(of identification: Identification, in transaction: some Transaction) throws -> KycSetupVersion {
        try setups.kyc(identification.setupVersion, in: transaction)
    }

    package func evidence(of identification: Identification, in transaction: some Transaction) throws -> [EvidenceItem]
    {
        try evidenceStore(transaction).current(of: identification.id)
    }

    package func item(_ id: ID<EvidenceItem>, in transaction: some Transaction) throws -> EvidenceItem? {
        try evidenceStore(transaction).find(id)
    }

    package func body(_ identification: Identification, in transaction: some Transaction) throws -> IdentificationBody {
        let version = try setup(of: identification, in: transaction)
        let verification = try verifications.find(identification.verification, in: transaction)
        return IdentificationBody(
            identification, setup: version, evidence: try evidence(of: identification, in: transaction),
            externalReferenceId: verification.details.value.externalReferenceId)
    }

    // MARK: Capture

    /// Begins the identification of a verification, or gives the one that was begun: a client may ask twice.
    /// - Parameter asked: the KYC setup that the caller names; it has to be that of the verification's step.
    package func begin(
        for verification: Verification, asked: ID<Setup>?, by actor: Actor, at now: Date,
        in transaction: some Transaction
    ) throws -> Identification {
        let setup = try verifications.setup(of: verification, in: transaction)
        guard let kycSetup = setup.settings.kycSetupID.flatMap({ ID<Setup>($0) }), asked == nil || asked == kycSetup
        else { throw SetupError.notFound }
        if let found = try store(transaction).find(ofVerification: verification.id) { return found }
        let version = try setups.currentKyc(kycSetup, in: transaction)
        let identification = Identification(
            id: .new(at: now), verification: verification.id, application: verification.application,
            setupVersion: version.id, status: .awaiting, statusReason: nil, attempt: 1, isSubmitted: false,
            isCrossChecked: false, createdAt: now, completedAt: nil, details: Private(.init()))
        try store(transaction).insert(identification)
        try verifications.identificationStarted(identification.id.uuid, of: verification.id, at: now, in: transaction)
        try AuditLog.append(
            .init(
                "identification.created", to: verification.id.description, by: actor,
                detail: ["identification": identification.id.description]), at: now, in: transaction)
        try announce(.kycCreated, identification.id, at: now, in: transaction)
        return identification
    }

    /// Puts files, whose sealed bytes are stored already, in their place: one, or the frames of one selfie.
    package func add(
        _ items: [EvidenceItem], by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws {
        guard let first = items.first else { return }
        let identification = try find(first.identification, in: transaction)
        let evidence = evidenceStore(transaction)
        if let type = first.documentType { try evidence.retireDocuments(of: identification.id, otherThan: type) }
        try evidence.retirePlace(of: first)
        for item in items {
            try evidence.insert(item)
            if let reading = item.reading?.value { try evidence.setReading(reading, of: item) }
            try AuditLog.append(
                .init(
                    "evidence.added", to: identification.verification.description, by: actor,
                    detail: [
                        "evidence": item.id.description, "kind": item.kind.rawValue,
                        "object": item.object.description, "source": item.origin.source.rawValue,
                    ]), at: now, in: transaction)
            guard item.isRead, item.reading == nil else { continue }
            try queue.enqueue(Self.readJob, about: item.id.description, at: now, in: transaction)
        }
        if let milestone = try milestone(after: first, of: identification, in: transaction) {
            try verifications.reached(milestone, of: identification.verification, at: now, in: transaction)
        }
    }

    /// How far the person is with this file.
    private func milestone(
        after item: EvidenceItem, of identification: Identification, in transaction: some Transaction
    ) throws -> Milestone? {
        switch item.kind {
        case .selfie: return .faceCaptured
        case .document:
            let document = try setup(of: identification, in: transaction).settings.document
            let items = try evidence(of: identification, in: transaction)
            return Self.missingParts(of: document, from: items).isEmpty ? .documentCaptured : nil
        case .additional, .recording: return nil
        }
    }

    private static func missingParts(of document: KycSettings.Document, from items: [EvidenceItem]) -> [String] {
        guard let type = items.compactMap(\.documentType).first else { return ["document"] }
        let asked = document.types.first { $0.name == type }?.parts.map(\.name) ?? type.requiredParts
        return asked.filter { part in !items.contains { $0.part == part } }.map(\.rawValue)
    }

    /// - Throws: where pictures can no longer be handed in.
    package func capturing(_ id: ID<Identification>, in transaction: some Transaction) throws -> Identification {
        let identification = try find(id, in: transaction)
        guard identification.status == .awaiting else { throw IdentificationError.wrongStatus(identification.status) }
        guard !identification.isSubmitted else { throw IdentificationError.alreadySubmitted }
        return identification
    }

    /// What must be handed in before the identification is complete.
    package func missing(from identification: Identification, in transaction: some Transaction) throws -> [String] {
        let settings = try setup(of: identification, in: transaction).settings
        let items = try evidence(of: identification, in: transaction)
        var missing = settings.document.enabled ? Self.missingParts(of: settings.document, from: items) : []
        if settings.face.enabled && !items.contains(where: { $0.kind == .selfie }) {
            missing.append(settings.face.activeLivenessEnabled ? "active liveness" : "selfie")
        }
        missing += settings.additionalDocuments.filter { asked in !items.contains { $0.additional == asked } }
            .map(\.rawValue)
        return missing
    }

    /// Everything was handed in.
    package func submit(
        _ id: ID<Identification>, by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws {
        let identification = try changeable(id, in: transaction)
        if identification.isSubmitted { return }
        let missing = try missing(from: identification, in: transaction)
        guard missing.isEmpty else { throw IdentificationError.incomplete(missing) }
        guard try store(transaction).submit(id, at: now) else {
            throw IdentificationError.wrongStatus(identification.status)
        }
        try AuditLog.append(
            .init(
                "identification.submitted", to: identification.verification.description, by: actor,
                detail: ["identification": id.description]), at: now, in: transaction)
        try verifications.reached(.submitted, of: identification.verification, at: now, in: transaction)
        try announce(.kycProcessed, id, at: now, in: transaction)
        try queue.enqueue(Self.decideJob, about: id.description, at: now, in: transaction)
    }

    /// A new attempt after a rejection that can be mended.
    package func resubmit(
        _ id: ID<Identification>, by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws {
        let identification = try changeable(id, in: transaction)
        guard identification.status == .rejected else { throw IdentificationError.wrongStatus(identification.status) }
        guard identification.statusReason?.isCritical != true else { throw IdentificationError.notRetryable }
        guard try hasAttemptsLeft(identification, in: transaction) else { throw IdentificationError.tooManyAttempts }
        guard try store(transaction).reopen(id, attempt: identification.attempt + 1, at: now) else {
            throw IdentificationError.wrongStatus(identification.status)
        }
        try evidenceStore(transaction).retireAll(of: id)
        try verifications.identificationDecided(
            id.uuid, isSuccess: nil, of: identification.verification, at: now, in: transaction)
        try AuditLog.append(
            .init(
                "identification.resubmitted", to: identification.verification.description, by: actor,
                detail: ["identification": id.description, "attempt": String(identification.attempt + 1)]), at: now,
            in: transaction)
    }

    // MARK: Checks

    /// Keeps what was read. The last picture of an identification that was handed in brings the decision about.
    package func keep(
        _ reading: EvidenceReading, of item: EvidenceItem, at now: Date, in transaction: some Transaction
    ) throws {
        try evidenceStore(transaction).setReading(reading, of: item)
        let identification = try find(item.identification, in: transaction)
        if identification.isSubmitted && identification.status == .awaiting {
            try queue.enqueue(Self.decideJob, about: identification.id.description, at: now, in: transaction)
        }
    }

    /// Writes a decision with everything that follows from it.
    /// - Parameter details: what was read, for an automatic decision; nil keeps what stands there.
    package func decide(
        _ record: DecisionRecord, details: Identification.Details?, of id: ID<Identification>,
        in transaction: some Transaction
    ) throws {
        let identification = try changeable(id, in: transaction)
        let store = store(transaction)
        if let details { try store.setDetails(details, of: identification) }
        try store.insertDecision(record, of: identification)
        var detail = [
            "identification": id.description, "outcome": record.outcome.rawValue,
            "reason": record.reason?.rawValue ?? "",
        ]
        detail["reviewer"] = record.content.reviewer
        detail["operator"] = record.content.provenBy?.description
        let subject = identification.verification.description
        try AuditLog.append(
            .init("identification.decided", to: subject, by: record.actor, detail: detail), at: record.at,
            in: transaction)
        guard record.outcome != .review else { return try store.openReview(identification, at: record.at) }
        try store.closeReview(id, at: record.at)
        try settle(identification, record, in: transaction)
    }

    /// Status, event, and the end of the verification, or its suspension, where the person can do nothing more.
    private func settle(
        _ identification: Identification, _ record: DecisionRecord, in transaction: some Transaction
    ) throws {
        let isApproved = record.outcome == .approved
        let isManual = record.actor != .system
        let verdict = IdentificationStore.Verdict(
            status: isApproved ? .approved : .rejected, reason: record.reason,
            isCrossChecked: identification.isCrossChecked || isManual)
        let isFirst = try store(transaction).setDecided(
            verdict, of: identification.id, from: identification.status, at: record.at)
        guard isFirst else { throw IdentificationError.wrongStatus(identification.status) }
        try verifications.identificationDecided(
            identification.id.uuid, isSuccess: isApproved, of: identification.verification, at: record.at,
            in: transaction)
        try announce(isApproved ? .kycApproved : .kycRejected, identification.id, at: record.at, in: transaction)
        let isCritical = record.reason?.isCritical != false
        let verification = try verifications.find(identification.verification, in: transaction)
        // Where the setup says so, the client alone ends the verification: it may have more to show.
        guard try setup(of: identification, in: transaction).settings.resultsWaiting?.autoCompleteSkip != true else {
            return
        }
        if isApproved || isCritical {
            guard verification.status.isUnfinished else { return }
            try verifications.complete(verification.id, at: record.at, in: transaction)
        } else if try verification.status.isOpen && !hasAttemptsLeft(identification, in: transaction) {
            try verifications.suspend(
                verification.id, because: .tooManyAttempts, at: record.at, in: transaction)
        }
    }

    /// The setup's attempts, and those that the business gave to this verification.
    private func hasAttemptsLeft(_ identification: Identification, in transaction: some Transaction) throws -> Bool {
        let settings = try setup(of: identification, in: transaction).settings
        let verification = try verifications.find(identification.verification, in: transaction)
        return identification.attempt < settings.attempts + verification.grantedAttempts
    }

    // MARK: Review and media

    /// Puts a reviewer's corrections in the place of what was read. The status stays, and so do the validations: they
    /// tell what the document showed.
    package func update(
        _ id: ID<Identification>, with update: DocumentUpdate, at now: Date, in transaction: some Transaction
    ) throws {
        let identification = try changeable(id, in: transaction)
        var details = identification.details.value
        // Before the automatic decision there is nothing to correct, and it would overwrite what is put here.
        guard identification.isSubmitted, identification.status != .awaiting || details.trace != nil else {
            throw IdentificationError.notReviewable
        }
        let type = try evidence(of: identification, in: transaction).compactMap(\.documentType).first
        guard var document = details.document ?? type.map(DocumentData.init(type:)) else {
            throw IdentificationError.notReviewable
        }
        let changed = update.change.apply(to: &document)
        guard !changed.isEmpty else { return }
        details.document = document
        try store(transaction).setDetails(details, of: identification)
        try AuditLog.append(
            .init(
                "identification.documentDataUpdated", to: identification.verification.description, by: update.actor,
                detail: ["identification": id.description, "members": changed.joined(separator: ",")]
                    .merging(update.reviewer.detail) { $1 }), at: now, in: transaction)
        try announce(.kycUpdated, id, at: now, in: transaction)
    }

    package func openReviews(
        limit: Int, in transaction: some Transaction
    ) throws -> [(id: ID<Identification>, openedAt: Date)] {
        try store(transaction).openReviews(limit: limit)
    }

    /// One file for a client of the application, with the key that opens it. The look is written down.
    package func open(
        file: ID<EvidenceItem>, of id: ID<Identification>, for caller: Caller, at now: Date,
        in transaction: some Transaction
    ) throws -> (item: EvidenceItem, key: DataKey) {
        let identification = try find(id, of: caller.application, in: transaction)
        guard let item = try evidenceStore(transaction).find(file), item.identification == identification.id else {
            throw IdentificationError.fileNotFound
        }
        try AuditLog.append(
            .init(
                "evidence.read", to: identification.verification.description, by: .client(caller.clientID),
                detail: ["evidence": item.id.description]), at: now, in: transaction)
        return (item, try key(of: item, in: transaction))
    }

    package func key(of item: EvidenceItem, in transaction: some Transaction) throws -> DataKey {
        try key(ofVerification: item.verification, in: transaction)
    }

    package func key(ofVerification id: ID<Verification>, in transaction: some Transaction) throws -> DataKey {
        try keys.key(of: id.description, in: transaction)
    }

    /// Whether something was handed in that nobody has decided yet.
    package func isUndecided(ofVerification id: ID<Verification>, in transaction: some Transaction) throws -> Bool {
        guard let identification = try store(transaction).find(ofVerification: id) else { return false }
        return identification.status == .awaiting && identification.isSubmitted
    }

    /// Takes out what the identification of a verification holds of the person; ids, status and dates stay.
    /// - Returns: the objects that no row names any more: to be deleted once this is committed.
    package func redact(
        ofVerification id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws -> [ObjectName] {
        guard let identification = try store(transaction).find(ofVerification: id) else { return [] }
        try store(transaction).redact(identification.id, at: now)
        return try evidenceStore(transaction).removeAll(of: identification.id)
    }

    /// - Throws: where the person's data is gone: what is sealed from then on could never be read.
    private func changeable(_ id: ID<Identification>, in transaction: some Transaction) throws -> Identification {
        let identification = try find(id, in: transaction)
        let verification = try verifications.find(identification.verification, in: transaction)
        guard verification.redactedAt == nil else { throw IdentificationError.redacted }
        return identification
    }

    /// Whether a row names the object: for the sweeper.
    package func isNamed(_ object: ObjectName, in transaction: some Transaction) throws -> Bool {
        try evidenceStore(transaction).isNamed(object)
    }

    private func announce(
        _ type: EventType, _ id: ID<Identification>, at now: Date, in transaction: some Transaction
    ) throws {
        let identification = try find(id, in: transaction)
        let payload = try body(identification, in: transaction)
        try outbox.append(
            EventEnvelope.draft(
                type, application: identification.application, subject: identification.verification, payload: payload),
            at: now, in: transaction)
    }

    func store(_ transaction: some Transaction) -> IdentificationStore {
        IdentificationStore(transaction, keys: keys)
    }

    func evidenceStore(_ transaction: some Transaction) -> EvidenceStore {
        EvidenceStore(transaction, keys: keys)
    }
}
