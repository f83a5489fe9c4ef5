import Crypto
package import Database
import Foundation
import Hummingbird
import Journal
package import Kernel
import Vault

/// The person's way through the flow: sessions, steps and uploads. It keeps no state of its own: any device that opens
/// the link goes on where the server stands.
package struct Capture: Sendable {
    let verifications: Verifications
    let identifications: Identifications
    let liveness: Liveness
    let vault: Vault
    let desk: EvidenceDesk
    let clock: any WallClock
    private let database: any Database
    private let queue: JobQueue

    /// What Capture is made of; handed over by `Compose`.
    package struct Parts: Sendable {
        let verifications: Verifications
        let identifications: Identifications
        let liveness: Liveness
        let database: any Database
        let vault: Vault
        let desk: EvidenceDesk
        let queue: JobQueue
        let clock: any WallClock
    }

    package init(_ parts: Parts) {
        verifications = parts.verifications
        identifications = parts.identifications
        liveness = parts.liveness
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

    /// Ends every session of a verification, and forgets what its devices reported.
    package static func forget(_ id: ID<Verification>, in transaction: some Transaction) throws {
        try CaptureStore(transaction).forget(id)
    }

    // MARK: The identification

    /// Runs a change of an identification by whoever goes through it.
    func step<Value: Sendable>(
        on id: ID<Identification>, by party: CaptureParty,
        _ body: @escaping @Sendable (Identification, any Transaction, Date) throws -> Value
    ) async throws -> Value {
        let value = try await database.write { [self, now = clock.now] transaction in
            try body(try admit(party, to: id, at: now, in: transaction), transaction, now)
        }
        queue.wake()
        return value
    }

    func look<Value: Sendable>(
        at id: ID<Identification>, by party: CaptureParty,
        _ body: @escaping @Sendable (Identification, any Transaction) throws -> Value
    ) async throws -> Value {
        try await database.read { [self, now = clock.now] transaction in
            try body(try admit(party, to: id, at: now, in: transaction), transaction)
        }
    }

    /// Begins the identification of a verification; a business begins the verification with it.
    func begin(
        _ asked: ID<Setup>?, for id: ID<Verification>, by party: CaptureParty, in transaction: some Transaction
    ) throws -> Identification {
        let now = clock.now
        switch party {
        case .person(let token):
            _ = try session(token, for: id, needing: .full, at: now, in: transaction)
        case .business(let caller):
            _ = try verifications.find(id, of: caller.application, in: transaction)
            try verifications.begin(id, by: party.actor, at: now, in: transaction)
        }
        let verification = try verifications.open(id, at: now, in: transaction)
        return try identifications.begin(for: verification, asked: asked, by: party.actor, at: now, in: transaction)
    }

    /// Says that there is something to do: a job, or an event to deliver.
    func wake() {
        queue.wake()
    }

    /// Runs a change that admits its caller itself.
    func change<Value: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        let value = try await database.write(body)
        queue.wake()
        return value
    }

    /// - Throws: 404 where there is none, also for another application's client; 401 and 403 of the session.
    func admit(
        _ party: CaptureParty, to id: ID<Identification>, at now: Date, in transaction: some Transaction
    ) throws -> Identification {
        switch party {
        case .person(let token):
            let identification = try identifications.find(id, in: transaction)
            _ = try session(token, for: identification.verification, needing: .full, at: now, in: transaction)
            return identification
        case .business(let caller):
            return try identifications.find(id, of: caller.application, in: transaction)
        }
    }
}

/// Who goes through an identification. The calls and their rules are the same; who is let in, whether the person was
/// asked for consent by us, and whom the audit log names are not.
enum CaptureParty: Sendable {
    /// The person's device, by its session's token.
    case person(token: String?)
    /// A business that brings its own capture. Asking the person for consent is its own duty.
    case business(Caller)

    var actor: Actor {
        switch self {
        case .person: .applicant
        case .business(let caller): .client(caller.clientID)
        }
    }

    var needsConsent: Bool {
        switch self {
        case .person: true
        case .business: false
        }
    }
}
