package import Database
package import Foundation
package import Journal
package import Kernel
package import Vault

/// The front of the identity verifications: what can happen to one. Each change saves the row, writes the audit entry
/// and the event, all in the caller's transaction.
package struct Verifications: Sendable {
    private let setups: Setups
    private let keys: DataKeys
    private let outbox: Outbox

    package init(setups: Setups, keys: DataKeys, outbox: Outbox) {
        self.setups = setups
        self.keys = keys
        self.outbox = outbox
    }

    /// What a business asks for.
    package struct Request: Sendable {
        package let setup: ID<Setup>
        package let externalReferenceId: String?
        package let registration: Registration?

        package init(setup: ID<Setup>, externalReferenceId: String?, registration: Registration?) {
            self.setup = setup
            self.externalReferenceId = externalReferenceId
            self.registration = registration
        }
    }

    package func create(
        _ request: Request, by caller: Caller, at now: Date, in transaction: some Transaction
    ) throws -> ID<Verification> {
        let version = try setups.forNewVerification(request.setup, of: caller.application, in: transaction)
        let details = Verification.Details(
            externalReferenceId: request.externalReferenceId, registration: request.registration)
        let verification = Verification(
            id: .new(at: now), application: caller.application, setupVersion: version.id, status: .pending,
            statusReason: nil, consent: nil, kyc: nil, createdAt: now, modifiedAt: now,
            expiresAt: now.addingTimeInterval(Double(version.settings.lifetimeSeconds)), details: Private(details))
        try store(transaction).insert(verification)
        try AuditLog.append(
            .init(
                "verification.created", to: verification.id.description, by: .client(caller.clientID),
                detail: ["setupVersion": version.id.description]), at: now, in: transaction)
        return verification.id
    }

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

    package func setup(of verification: Verification, in transaction: some Transaction) throws -> IdvSetupVersion {
        try setups.idv(verification.setupVersion, in: transaction)
    }

    package func body(_ verification: Verification, in transaction: some Transaction) throws -> VerificationBody {
        VerificationBody(verification, setup: try setup(of: verification, in: transaction))
    }

    // MARK: What the person does

    /// The person opened the link, or a business began without our page: `Pending` becomes `InProgress`, once.
    package func begin(
        _ id: ID<Verification>, by actor: Actor = .applicant, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try open(id, at: now, in: transaction)
        guard verification.status == .pending else { return }
        try change(verification, Move(to: .inProgress, reason: nil, by: actor), at: now, in: transaction)
    }

    /// The answer to the consent text. A refusal ends the verification.
    package func consent(
        _ isConsented: Bool, to id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try open(id, at: now, in: transaction)
        // The same answer twice changes nothing: a page that was reloaded may send it again.
        if let given = verification.consent, given.isConsented, isConsented { return }
        let consent = Verification.Consent(
            id: ID<Verification.Consent>.new(at: now).description, isConsented: isConsented, at: now)
        try store(transaction).setConsent(consent, of: id)
        try AuditLog.append(
            .init(
                isConsented ? "verification.consented" : "verification.consentDeclined", to: id.description,
                by: .applicant), at: now, in: transaction)
        if isConsented {
            try announce(.consented, id, at: now, in: transaction)
        } else {
            try change(
                verification, Move(to: .aborted, reason: "ConsentDeclined", by: .applicant), at: now, in: transaction)
        }
    }

    /// The person has gone through all steps.
    package func complete(_ id: ID<Verification>, at now: Date, in transaction: some Transaction) throws {
        let verification = try find(id, in: transaction)
        if verification.status == .completed { return }
        guard verification.status.isOpen else { throw VerificationError.wrongStatus(verification.status) }
        try change(verification, Move(to: .completed, reason: nil, by: .applicant), at: now, in: transaction)
    }

    package func noteDevice(
        _ facts: DeviceFacts, of id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try open(id, at: now, in: transaction)
        var details = verification.details.value
        details.device = facts
        try store(transaction).setDetails(details, of: id)
        try AuditLog.append(
            .init("verification.deviceNoted", to: id.description, by: .applicant), at: now, in: transaction)
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

    // MARK: Time

    /// Ends the open verifications whose time is over.
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
        var moved = verification
        try moved.move(to: move.next)
        let isFirst = try store(transaction).move(
            verification.id, from: verification.status, to: move.next, reason: move.reason, at: now)
        guard isFirst else { throw VerificationError.wrongStatus(verification.status) }
        try AuditLog.append(
            .init(
                "verification.statusChanged", to: verification.id.description, by: move.actor,
                detail: ["from": verification.status.rawValue, "to": move.next.rawValue]), at: now, in: transaction)
        try announce(.statusChanged, verification.id, at: now, in: transaction)
    }

    private func announce(
        _ type: EventType, _ id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try find(id, in: transaction)
        let payload = try body(verification, in: transaction)
        try outbox.append(
            EventEnvelope.draft(type, application: verification.application, subject: id, payload: payload), at: now,
            in: transaction)
    }

    private func store(_ transaction: some Transaction) -> VerificationStore {
        VerificationStore(transaction, keys: keys)
    }
}
