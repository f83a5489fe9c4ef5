import Crypto
package import Database
package import Foundation
package import Journal
package import Kernel
package import Vault
import Web

/// The front of the identity verifications: what can happen to one. Each change saves the row, writes the audit entry
/// and the event, all in the caller's transaction.
package struct Verifications: Sendable {
    private let setups: Setups
    private let keys: DataKeys
    private let outbox: Outbox
    private let master: MasterKey

    package init(setups: Setups, keys: DataKeys, outbox: Outbox, master: MasterKey) {
        self.setups = setups
        self.keys = keys
        self.outbox = outbox
        self.master = master
    }

    /// What a business asks for.
    package struct Request: Sendable {
        package let setup: ID<Setup>
        package let externalReferenceId: String?
        package let registration: Registration?
        package let representativeId: String?
        /// The earlier verification whose face is compared: for a setup of face authentication alone.
        package let reference: ID<Verification>?

        package init(
            setup: ID<Setup>, externalReferenceId: String?, registration: Registration?,
            representativeId: String? = nil, reference: ID<Verification>? = nil
        ) {
            self.setup = setup
            self.externalReferenceId = externalReferenceId
            self.registration = registration
            self.representativeId = representativeId
            self.reference = reference
        }
    }

    /// - Parameter references: who says whether the reference of a verification by face alone will do; nil where none
    ///   of these is created.
    package func create(
        _ request: Request, by caller: Caller, checking references: (any FaceReferences)? = nil, at now: Date,
        in transaction: some Transaction
    ) throws -> ID<Verification> {
        let version = try setups.forNewVerification(request.setup, of: caller.application, in: transaction)
        try check(request.reference, for: version, by: references, in: transaction)
        return try create(request, version, by: .client(caller.clientID), at: now, in: transaction)
    }

    /// The person begins by themselves, at the setup's own link: contract § 4.8.
    /// - Throws: `SetupError` where there is no such setup, or it is disabled.
    package func start(
        _ request: Request, at now: Date, in transaction: some Transaction
    ) throws -> ID<Verification> {
        let version = try setups.forStartLink(request.setup, in: transaction)
        return try create(request, version, by: .applicant, at: now, in: transaction)
    }

    /// A reference where the setup asks for one, and nowhere else.
    private func check(
        _ reference: ID<Verification>?, for version: IdvSetupVersion, by references: (any FaceReferences)?,
        in transaction: some Transaction
    ) throws {
        guard version.settings.faceAuthentication != nil else {
            guard reference == nil else {
                throw VerificationError.notValid([Self.referenceMember: ["is for a face authentication setup only"]])
            }
            return
        }
        guard let reference, let references else {
            throw VerificationError.notValid([Self.referenceMember: ["is required by this setup"]])
        }
        try references.check(reference, for: version.setup, in: transaction)
    }

    /// The member of a request that names an earlier verification.
    static let referenceMember = "faceAuthentication.identityVerificationId"

    private func create(
        _ request: Request, _ version: IdvSetupVersion, by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws -> ID<Verification> {
        let application = version.setup.application
        let details = Verification.Details(
            externalReferenceId: request.externalReferenceId, registration: request.registration,
            representativeId: request.representativeId)
        let verification = Verification(
            id: .new(at: now), application: application, setup: version.setup.id, setupVersion: version.id,
            status: .pending,
            statusReason: nil, consent: nil, kyc: nil,
            face: request.reference.map { Verification.Face(reference: $0, id: nil) }, grantedAttempts: 0,
            createdAt: now, modifiedAt: now,
            expiresAt: now.addingTimeInterval(Double(version.settings.lifetimeSeconds)), redactedAt: nil,
            details: Private(details))
        try store(transaction).insert(
            verification, of: version, referenceHash: hash(of: request.externalReferenceId, in: application))
        try AuditLog.append(
            .init(
                "verification.created", to: verification.id.description, by: actor,
                detail: ["setupVersion": version.id.description]), at: now, in: transaction)
        return verification.id
    }

    // MARK: Reading

    /// - Throws: `notFound` also for another application's.
    package func find(
        _ id: ID<Verification>, of application: ID<Application>, in transaction: some Transaction
    ) throws -> Verification {
        let verification = try find(id, in: transaction)
        guard verification.application == application else { throw VerificationError.notFound }
        return verification
    }

    package func find(_ id: ID<Verification>, in transaction: some Transaction) throws -> Verification {
        guard let verification = try store(transaction).find(id) else { throw VerificationError.notFound }
        return verification
    }

    /// Of some verifications those that are another customer's and still have their data: a business that gives two the
    /// same reference knows that they are one person's.
    package func others(
        _ ids: [ID<Verification>], than verification: Verification, in transaction: some Transaction
    ) throws -> Set<ID<Verification>> {
        let own = verification.details.value.externalReferenceId
        return Set(
            try ids.filter { id in
                let other = try find(id, in: transaction)
                return other.redactedAt == nil && (own == nil || other.details.value.externalReferenceId != own)
            })
    }

    /// One page of an application's verifications.
    package func list(
        _ filter: VerificationFilter, _ page: VerificationPage, in transaction: some Transaction
    ) throws -> [Verification] {
        let hash = hash(of: filter.externalReferenceId, in: filter.application)
        return try store(transaction).list(filter, referenceHash: hash, page)
    }

    package func count(_ filter: VerificationFilter, in transaction: some Transaction) throws -> Int {
        let hash = hash(of: filter.externalReferenceId, in: filter.application)
        return try store(transaction).count(filter, referenceHash: hash)
    }

    /// The setup version that was bound at creation, with what was put in its place for this verification alone.
    package func setup(of verification: Verification, in transaction: some Transaction) throws -> IdvSetupVersion {
        let version = try setups.idv(verification.setupVersion, in: transaction)
        guard let own = verification.details.value.setupOverride else { return version }
        return IdvSetupVersion(id: version.id, setup: version.setup, settings: own.applied(to: version.settings))
    }

    // MARK: What the person does

    /// The person opened the link, or a business began without our page: `Pending` becomes `InProgress`, once.
    package func begin(
        _ id: ID<Verification>, by actor: Actor = .applicant, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try open(id, at: now, in: transaction)
        guard verification.status == .pending else { return }
        try opened(id, on: .unknown, at: now, in: transaction)
        try change(verification, Move(to: .inProgress, reason: nil, by: actor), at: now, in: transaction)
    }

    /// The answer to the consent text. A refusal ends the verification.
    /// - Parameter shown: which words the person was asked by, where that is known.
    package func consent(
        _ isConsented: Bool, shown: Verification.ShownText?, to id: ID<Verification>, at now: Date,
        in transaction: some Transaction
    ) throws {
        let verification = try open(id, at: now, in: transaction)
        // The same answer twice changes nothing: a page that was reloaded may send it again.
        if let given = verification.consent, given.isConsented, isConsented { return }
        let consent = Verification.Consent(
            id: ID<Verification.Consent>.new(at: now).description, isConsented: isConsented, at: now, shown: shown)
        try store(transaction).setConsent(consent, of: id)
        try AuditLog.append(
            .init(
                isConsented ? "verification.consented" : "verification.consentDeclined", to: id.description,
                by: .applicant, detail: shown?.detail(verification.setupVersion) ?? [:]), at: now, in: transaction)
        if isConsented {
            try announce(.consented, id, at: now, in: transaction)
        } else {
            try change(
                verification, Move(to: .aborted, reason: "ConsentDeclined", by: .applicant), at: now, in: transaction)
        }
    }

    /// The person has gone through all steps, or leaves a suspended verification as it is.
    package func complete(_ id: ID<Verification>, at now: Date, in transaction: some Transaction) throws {
        let verification = try find(id, in: transaction)
        if verification.status == .completed { return }
        guard verification.status.isUnfinished else { throw VerificationError.wrongStatus(verification.status) }
        try change(verification, Move(to: .completed, reason: nil, by: .applicant), at: now, in: transaction)
    }

    package func noteDevice(
        _ facts: DeviceFacts, of id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try open(id, at: now, in: transaction)
        var details = verification.details.value
        details.device = facts
        try store(transaction).setDetails(details, of: id, modified: nil)
        try AuditLog.append(
            .init("verification.deviceNoted", to: id.description, by: .applicant), at: now, in: transaction)
    }

    // MARK: What the business does

    /// Puts redirect targets and words of this verification's own in the place of the setup's: contract § 4.6.
    package func localise(
        _ id: ID<Verification>, _ override: SetupOverride, by caller: Caller, at now: Date,
        in transaction: some Transaction
    ) throws {
        _ = try find(id, of: caller.application, in: transaction)
        let verification = try open(id, at: now, in: transaction)
        var details = verification.details.value
        details.setupOverride = override
        try store(transaction).setDetails(details, of: id, modified: now)
        try AuditLog.append(
            .init(
                "verification.localised", to: id.description, by: .client(caller.clientID),
                detail: ["override": override.id]), at: now, in: transaction)
    }

    /// Erases what is known of the person: the data key, and with it all that was sealed under it. What is still open
    /// ends. The event that tells of it holds nothing but the id and the time, and takes the place of all that could
    /// not be told before: their bodies can not be opened any more.
    package func redact(
        _ verification: Verification, by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws {
        if verification.status.isUnfinished {
            try move(verification, Move(to: .aborted, reason: "Redacted", by: actor), at: now, in: transaction)
        }
        guard try store(transaction).redact(verification.id, at: now) else { return }
        try AuditLog.append(
            .init("verification.redacted", to: verification.id.description, by: actor), at: now, in: transaction)
        try outbox.append(
            EventEnvelope.operational(
                EventType.redacted.rawValue, application: verification.application, subject: verification.id.uuid,
                payload: RedactedPayload(verification.id, at: now)), at: now, in: transaction)
    }

    /// What the event of a redaction says.
    private struct RedactedPayload: Encodable {
        struct Redaction: Encodable {
            let redactedUtc: Timestamp
        }

        let id: String
        let redaction: Redaction

        init(_ id: ID<Verification>, at now: Date) {
            self.id = id.description
            redaction = Redaction(redactedUtc: Timestamp(now))
        }
    }

    // MARK: Attempts

    /// Nothing more is asked of the person until the business says so.
    package func suspend(
        _ id: ID<Verification>, because reason: SuspensionReason, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try find(id, in: transaction)
        try change(
            verification, Move(to: .suspended, reason: reason.rawValue, by: .system), at: now, in: transaction)
    }

    /// Gives further attempts to a suspended verification, which goes on where it was.
    /// - Throws: `wrongStatus` where it is not suspended, or its time is over and no job has ended it yet.
    package func resume(
        _ id: ID<Verification>, attempts: Int, by caller: Caller, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try find(id, of: caller.application, in: transaction)
        guard verification.status == .suspended else { throw VerificationError.wrongStatus(verification.status) }
        guard now < verification.expiresAt else { throw VerificationError.wrongStatus(.expired) }
        let actor = Actor.client(caller.clientID)
        try store(transaction).grant(attempts, to: id)
        try AuditLog.append(
            .init("verification.resumed", to: id.description, by: actor, detail: ["attempts": String(attempts)]),
            at: now, in: transaction)
        try change(verification, Move(to: .inProgress, reason: nil, by: actor), at: now, in: transaction)
    }

    // MARK: What the identification says

    package func identificationStarted(
        _ kyc: UUID, of id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        try store(transaction).setKyc(Verification.Kyc(id: kyc, isSuccess: nil), of: id, at: now)
    }

    /// - Parameter isSuccess: nil where the person may hand in again.
    package func identificationDecided(
        _ kyc: UUID, isSuccess: Bool?, of id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        try store(transaction).setKyc(Verification.Kyc(id: kyc, isSuccess: isSuccess), of: id, at: now)
    }

    // MARK: What the face authentication says

    package func faceAuthenticationStarted(
        _ authentication: UUID, of id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        try store(transaction).setFaceAuthentication(authentication, of: id, at: now)
    }

    // MARK: Time

    /// Ends the unfinished verifications whose time is over.
    /// - Returns: how many.
    package func expireOverdue(at now: Date, limit: Int, in transaction: some Transaction) throws -> Int {
        let overdue = try store(transaction).overdue(at: now, limit: limit)
        for id in overdue {
            let verification = try find(id, in: transaction)
            try change(verification, Move(to: .expired, reason: "LifetimeOver", by: .system), at: now, in: transaction)
        }
        return overdue.count
    }

    package func hasOverdue(at now: Date, in transaction: some Transaction) throws -> Bool {
        try store(transaction).overdue(at: now, limit: 1).isEmpty == false
    }

    /// Verifications of the sandbox that are to be redacted because they are old.
    package func sandboxCreated(
        before date: Date, limit: Int, in transaction: some Transaction
    ) throws -> [ID<Verification>] {
        try store(transaction).sandboxCreated(before: date, limit: limit)
    }

    /// Verifications of a setup that ended at `date` or before, whoever may still have them in hand.
    package func ended(
        _ keeping: DataKeeping, before date: Date, after place: EndedVerification?, limit: Int,
        in transaction: some Transaction
    ) throws -> [EndedVerification] {
        try store(transaction).ended(keeping, before: date, after: place, limit: limit)
    }

    /// A verification in which the person can still act.
    /// - Throws: `wrongStatus`, also where its time is over and no job has ended it yet.
    package func open(
        _ id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws -> Verification {
        let verification = try find(id, in: transaction)
        guard verification.status.isOpen else { throw VerificationError.wrongStatus(verification.status) }
        guard now < verification.expiresAt else { throw VerificationError.wrongStatus(.expired) }
        return verification
    }

    // MARK: Inside

    /// A change of status: to what, why, and by whom.
    private struct Move {
        let next: Verification.Status
        let reason: String?
        let actor: Actor

        init(to next: Verification.Status, reason: String?, by actor: Actor) {
            self.next = next
            self.reason = reason
            self.actor = actor
        }
    }

    private func change(
        _ verification: Verification, _ move: Move, at now: Date, in transaction: some Transaction
    ) throws {
        try self.move(verification, move, at: now, in: transaction)
        try announce(.statusChanged, verification.id, at: now, in: transaction)
    }

    private func move(
        _ verification: Verification, _ move: Move, at now: Date, in transaction: some Transaction
    ) throws {
        var moved = verification
        try moved.move(to: move.next)
        let isFirst = try store(transaction).move(
            verification.id, from: verification.status, to: move.next, reason: move.reason, at: now)
        guard isFirst else { throw VerificationError.wrongStatus(verification.status) }
        try AuditLog.append(
            .init(
                "verification.statusChanged", to: verification.id.description, by: move.actor,
                detail: ["from": verification.status.rawValue, "to": move.next.rawValue]), at: now, in: transaction)
    }

    private func announce(
        _ type: EventType, _ id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try find(id, in: transaction)
        let payload = VerificationBody(verification)
        try outbox.append(
            EventEnvelope.draft(type, application: verification.application, subject: id, payload: payload), at: now,
            in: transaction)
    }

    /// By what a reference is found without being known: a keyed hash, so that who reads the database can neither read
    /// it nor try guesses, and under a key of each application, so that two of them cannot be compared.
    private func hash(of reference: String?, in application: ID<Application>) -> Data? {
        guard let reference else { return nil }
        let key = master.derived(for: "externalReferenceId/\(application)")
        return Data(HMAC<SHA256>.authenticationCode(for: Data(reference.utf8), using: key))
    }

    private func store(_ transaction: some Transaction) -> VerificationStore {
        VerificationStore(transaction, keys: keys)
    }
}

extension Verification.ShownText {
    /// For the audit log.
    fileprivate func detail(_ version: ID<IdvSetupVersion>) -> [String: String] {
        ["language": language, "textSha256": sha256, "setupVersion": version.description]
    }
}
