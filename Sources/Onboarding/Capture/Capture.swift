import Crypto
import Database
import Evidence
import Foundation
import Hummingbird
import Journal
import Kernel
import Vault

/// The person's way through the flow: sessions, steps and uploads. It keeps no state of its own: any device that opens
/// the link goes on where the server stands.
package struct Capture: Sendable {
    let verifications: Verifications
    let identifications: Identifications
    private let database: any Database
    private let vault: Vault
    private let desk: EvidenceDesk
    private let queue: JobQueue
    private let clock: any WallClock

    /// What Capture is made of; handed over by `Compose`.
    package struct Parts: Sendable {
        let verifications: Verifications
        let identifications: Identifications
        let database: any Database
        let vault: Vault
        let desk: EvidenceDesk
        let queue: JobQueue
        let clock: any WallClock
    }

    package init(_ parts: Parts) {
        verifications = parts.verifications
        identifications = parts.identifications
        database = parts.database
        vault = parts.vault
        desk = parts.desk
        queue = parts.queue
        clock = parts.clock
    }

    // MARK: Sessions

    /// The link was opened: a token of the lesser level.
    func openSession(for id: ID<Verification>) async throws -> String {
        try await database.write { [self, now = clock.now] transaction in
            let verification = try verifications.find(id, in: transaction)
            return try issue(.restricted, for: verification, at: now, in: transaction)
        }
    }

    /// The person begins: a token that opens every step. The first one moves `Pending` to `InProgress`.
    func exchange(_ token: String?, for id: ID<Verification>) async throws -> String {
        let answer = try await database.write { [self, now = clock.now] transaction in
            _ = try session(token, for: id, needing: .restricted, at: now, in: transaction)
            let verification = try verifications.find(id, in: transaction)
            if verification.status == .pending && now < verification.expiresAt {
                try verifications.begin(id, at: now, in: transaction)
            }
            return try issue(.full, for: verification, at: now, in: transaction)
        }
        queue.wake()
        return answer
    }

    private func issue(
        _ level: CaptureSession.Level, for verification: Verification, at now: Date, in transaction: some Transaction
    ) throws -> String {
        let token = Base64URL.encode((0..<32).map { _ in UInt8.random(in: .min ... .max) })
        // An ended verification can still be looked at for a while, so that a reloaded page can say how it ended.
        let ends = max(verification.expiresAt, now.addingTimeInterval(3600))
        let session = CaptureSession(id: .new(at: now), verification: verification.id, level: level, expiresAt: ends)
        let store = CaptureStore(transaction)
        try store.insert(session, tokenSHA256: Data(SHA256.hash(data: Data(token.utf8))), at: now)
        try store.trimSessions(of: verification.id, keeping: CaptureLimits.sessionsPerVerification)
        return token
    }

    /// - Throws: 401 for a token that is none, 403 for another verification's or one of the lesser level.
    func session(
        _ token: String?, for id: ID<Verification>, needing level: CaptureSession.Level, at now: Date,
        in transaction: some Transaction
    ) throws -> CaptureSession {
        guard let token else { throw CaptureError.noToken }
        let digest = Data(SHA256.hash(data: Data(token.utf8)))
        guard let session = try CaptureStore(transaction).session(tokenSHA256: digest), now < session.expiresAt else {
            throw CaptureError.invalidToken
        }
        guard session.verification == id, level == .restricted || session.level == .full else {
            throw CaptureError.notAllowed
        }
        return session
    }

    /// Runs a step of the person as one change. `body` gets the verification the token is for.
    func step<Value: Sendable>(
        _ request: Request, of id: ID<Verification>,
        _ body: @escaping @Sendable (any Transaction, Date) throws -> Value
    ) async throws -> Value {
        let token = Access.bearer(of: request)
        let value = try await database.write { [self, now = clock.now] transaction in
            _ = try session(token, for: id, needing: .full, at: now, in: transaction)
            return try body(transaction, now)
        }
        queue.wake()
        return value
    }

    func look<Value: Sendable>(
        _ request: Request, of id: ID<Verification>, _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        let token = Access.bearer(of: request)
        return try await database.read { [self, now = clock.now] transaction in
            _ = try session(token, for: id, needing: .full, at: now, in: transaction)
            return try body(transaction)
        }
    }

    /// The verification an identification belongs to.
    /// - Throws: `notFound` where there is none: told apart from a foreign one by its 403 only to who holds a session.
    func verification(of id: ID<Identification>) async throws -> ID<Verification> {
        try await database.read { [identifications] in try identifications.find(id, in: $0).verification }
    }

    // MARK: Uploads

    /// One picture as the client sent it.
    struct Upload: Sendable {
        let kind: EvidenceItem.Kind
        let type: DocumentType?
        let part: DocumentPart?
        let bytes: Data
        let source: EvidenceItem.Source
    }

    /// Looks at the picture in a child, stores it sealed, then writes its row: in this order, so that a machine that
    /// stops anywhere leaves at most an object that nobody names.
    func take(_ upload: Upload, for id: ID<Identification>, _ request: Request) async throws {
        let verification = try await verification(of: id)
        let (attempt, key) = try await look(request, of: verification) { [self] transaction in
            try admit(upload, for: id, in: transaction)
        }
        let facts = try await inspected(upload.bytes)
        let now = clock.now
        let itemID = ID<EvidenceItem>.new(at: now)
        let object = try await vault.keep(upload.bytes, with: key, as: "evidence/\(itemID)")
        let item = EvidenceItem(
            id: itemID, identification: id, verification: verification, attempt: attempt, kind: upload.kind,
            documentType: upload.type, part: upload.part, object: object, format: facts.format,
            sizeBytes: upload.bytes.count, source: upload.source, createdAt: now, reading: nil)
        try await step(request, of: verification) { [self] transaction, now in
            _ = try admit(upload, for: id, in: transaction)
            try identifications.add(item, at: now, in: transaction)
        }
    }

    private func inspected(_ bytes: Data) async throws -> ImageFacts {
        do {
            return try await desk.inspect(bytes)
        } catch let error as UploadError {
            throw error
        } catch {
            // The child died over it: that costs this picture and nothing else.
            throw UploadError.unreadable
        }
    }

    /// What must hold before a picture is taken: the verification is open, consent was given where it is asked for, and
    /// the setup asks for this picture.
    private func admit(
        _ upload: Upload, for id: ID<Identification>, in transaction: some Transaction
    ) throws -> (attempt: Int, key: DataKey) {
        let identification = try identifications.capturing(id, in: transaction)
        let verification = try verifications.open(identification.verification, at: clock.now, in: transaction)
        let setup = try verifications.setup(of: verification, in: transaction)
        if setup.settings.asksForConsent && verification.consent?.isConsented != true {
            throw VerificationError.noConsent
        }
        let settings = try identifications.setup(of: identification, in: transaction).settings
        switch upload.kind {
        case .selfie:
            guard settings.face.enabled else { throw UploadError.wrongType("auditImagesBase64") }
        case .document:
            guard let type = upload.type, settings.document.enabled, settings.accepts(type) else {
                throw UploadError.wrongType("type")
            }
            guard let part = upload.part, type.knownParts.contains(part) else { throw UploadError.wrongType("part") }
        }
        let key = try identifications.key(ofVerification: verification.id, in: transaction)
        return (identification.attempt, key)
    }
}
