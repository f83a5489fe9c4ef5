package import Database
import Foundation
package import Journal
package import Kernel

/// The front of the legacy API, a thin door onto the same verifications and identifications: contract § 12. An
/// `identificationId` of this API is the id of the identity verification, because an identification begins later.
package struct Legacy: Sendable {
    private let parts: Parts

    /// What the door leads to; handed over by `House`.
    package struct Parts: Sendable {
        let verifications: Verifications
        let identifications: Identifications
        let setups: Setups
        let access: Access
        let database: any Database
        let clock: any WallClock
    }

    package init(_ parts: Parts) {
        self.parts = parts
    }

    // MARK: Keys

    /// Makes a key that begins verifications with the setup and opens those of its application.
    /// - Returns: the key, and its text in clear: the only time it is ever known.
    package func createKey(
        beginningWith setup: ID<Setup>, by actor: Actor, in transaction: some Transaction
    ) throws -> (key: LegacyKey, text: String) {
        let now = parts.clock.now
        // The operator names the setup alone; the setup says whose the key is.
        let version = try parts.setups.forStartLink(setup, in: transaction)
        guard version.settings.kycSetupID != nil else {
            throw SetupError.notValid(["setup": ["must have a KycIdentification step"]])
        }
        let secret = BearerSecret.new()
        let key = LegacyKey(
            id: .new(at: now), application: version.setup.application, setup: setup,
            secretSHA256: BearerSecret.digest(secret), createdAt: now, revokedAt: nil)
        try LegacyStore(transaction).insert(key)
        try AuditLog.append(
            .init(
                "legacyKey.created", to: key.id.description, by: actor,
                detail: ["application": key.application.description, "setup": setup.description]), at: now,
            in: transaction)
        return (key, PresentedKey.text(key.id, secret))
    }

    package func keys(in transaction: some Transaction) throws -> [LegacyKey] {
        try LegacyStore(transaction).list(limit: LegacyLimits.keys)
    }

    /// - Returns: false where there is no such key, or it is revoked already.
    package func revokeKey(
        _ id: ID<LegacyKey>, by actor: Actor, in transaction: some Transaction
    ) throws -> Bool {
        let now = parts.clock.now
        guard try LegacyStore(transaction).revoke(id, at: now) else { return false }
        try AuditLog.append(.init("legacyKey.revoked", to: id.description, by: actor), at: now, in: transaction)
        return true
    }

    /// Whose key the text is.
    /// - Throws: one error for no key, an unknown one, a wrong secret and a revoked key; `tooManyRequests` after many
    ///   wrong ones of one name. What is right is never refused.
    func key(_ text: String?) async throws -> LegacyKey {
        guard let text, !text.isEmpty else { throw LegacyError.unauthorized }
        let presented = PresentedKey(text)
        let found = try await parts.database.read { transaction in
            try presented.flatMap { try LegacyStore(transaction).find($0.id) }
        }
        // An unknown key costs the same comparison as a known one.
        let expected = found?.secretSHA256 ?? BearerSecret.digest("no such key")
        let isRight = Access.isEqual(expected, BearerSecret.digest(presented?.secret ?? text))
        guard isRight, let found, found.revokedAt == nil else {
            let name = "legacy-key/\(presented?.id.description ?? "malformed")"
            let seconds = parts.access.secondsToWait(afterFailureOf: name)
            throw seconds.map { LegacyError.tooManyRequests(retryAfter: $0) } ?? LegacyError.unauthorized
        }
        return found
    }

    // MARK: Identifications

    func start(_ asked: LegacyStart.Checked, by key: LegacyKey, in transaction: some Transaction) throws
        -> LegacyStarted
    {
        let now = parts.clock.now
        let request = Verifications.Request(
            setup: key.setup, externalReferenceId: asked.externalReferenceId, registration: asked.registration)
        let id = try parts.verifications.create(request, by: key.caller, at: now, in: transaction)
        let verification = try parts.verifications.find(id, in: transaction)
        let settings = try parts.verifications.setup(of: verification, in: transaction).settings
        if let own = asked.setupOverride(over: settings, at: now) {
            try parts.verifications.localise(id, own, by: key.caller, at: now, in: transaction)
        }
        return LegacyStarted(identificationId: id.description, redirectUrl: "\(settings.pageAddress)/?id=\(id)")
    }

    func data(of id: ID<Verification>, for key: LegacyKey, in transaction: some Transaction) throws -> LegacyData {
        let (verification, identification) = try find(id, for: key, in: transaction)
        let document = identification?.details.value.document
        return LegacyData(
            identificationData: LegacyOutcome(verification, identification, at: parts.clock.now),
            requestData: LegacyRequestData(verification.details.value),
            documentData: document.map(LegacyDocument.init))
    }

    func document(
        of id: ID<Verification>, for key: LegacyKey, in transaction: some Transaction
    ) throws -> LegacyDocumentData {
        let (_, identification) = try find(id, for: key, in: transaction)
        return LegacyDocumentData(documentData: LegacyDocument(identification?.details.value.document))
    }

    func media(of id: ID<Verification>, for key: LegacyKey, in transaction: some Transaction) throws -> LegacyMedia {
        let (_, identification) = try find(id, for: key, in: transaction)
        let items = try identification.map { try parts.identifications.evidence(of: $0, in: transaction) }
        return LegacyMedia(items ?? [], of: id)
    }

    /// One file, with the key that opens it. The look is written down.
    func open(
        _ file: ID<EvidenceItem>, of id: ID<Verification>, for key: LegacyKey, in transaction: some Transaction
    ) throws -> OpenFile {
        let (_, identification) = try find(id, for: key, in: transaction)
        guard let identification else { throw IdentificationError.fileNotFound }
        let (item, dataKey) = try parts.identifications.open(
            file: file, of: identification.id, for: key.caller, at: parts.clock.now, in: transaction)
        return OpenFile(item: item, key: dataKey)
    }

    /// - Throws: `VerificationError.notFound` also for another application's.
    private func find(
        _ id: ID<Verification>, for key: LegacyKey, in transaction: some Transaction
    ) throws -> (Verification, Identification?) {
        let verification = try parts.verifications.find(id, of: key.application, in: transaction)
        let identification = try verification.kyc.map { kyc in
            try parts.identifications.find(ID(kyc.id), of: key.application, in: transaction)
        }
        return (verification, identification)
    }
}
