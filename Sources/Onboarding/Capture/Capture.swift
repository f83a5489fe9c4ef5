package import Database
import Foundation
import HTTPTypes
import Hummingbird
import Journal
package import Kernel
package import Vault
import Web

/// The person's way through the flow: sessions, steps and uploads. It keeps no state of its own: any device that opens
/// the link goes on where the server stands.
package struct Capture: Sendable {
    let verifications: Verifications
    let identifications: Identifications
    let liveness: Liveness
    let vault: Vault
    let desk: EvidenceDesk
    let clock: any WallClock
    let database: any Database
    let texts: PageTexts
    let senders: MessageSenders
    let leftovers: Leftovers
    let master: MasterKey
    /// How often one identification may have pictures looked at.
    let looks = LookLimiter()
    private let queue: JobQueue
    private let addressHeader: HTTPField.Name?

    /// What Capture is made of; handed over by `Compose`.
    package struct Parts: Sendable {
        let verifications: Verifications
        let identifications: Identifications
        let liveness: Liveness
        let database: any Database
        let vault: Vault
        let desk: EvidenceDesk
        let queue: JobQueue
        let master: MasterKey
        let clock: any WallClock
        let texts: PageTexts
        let senders: MessageSenders
        let leftovers: Leftovers
        /// The field in which the operator's proxy names the client; nil where there is no proxy.
        let addressHeader: HTTPField.Name?
    }

    package init(_ parts: Parts) {
        verifications = parts.verifications
        identifications = parts.identifications
        liveness = parts.liveness
        database = parts.database
        vault = parts.vault
        desk = parts.desk
        queue = parts.queue
        master = parts.master
        clock = parts.clock
        texts = parts.texts
        senders = parts.senders
        leftovers = parts.leftovers
        addressHeader = parts.addressHeader
    }

    func visitor(_ request: Request, _ context: WebContext) -> Visitor {
        Visitor(request, context, addressHeader: addressHeader)
    }

    // MARK: Sessions

    /// The link was opened: a token of the lesser level.
    func openSession(for id: ID<Verification>, by visitor: Visitor) async throws -> String {
        try await database.write { [self, now = clock.now] transaction in
            let verification = try verifications.find(id, in: transaction)
            try keepOrigin(of: verification, visitor, in: transaction)
            try verifications.opened(id, on: visitor.kind, at: now, in: transaction)
            return try issue(.restricted, for: verification, at: now, in: transaction)
        }
    }

    /// Whoever comes first says from where all others have to come, where the setup asks for that.
    private func keepOrigin(
        of verification: Verification, _ visitor: Visitor, in transaction: some Transaction
    ) throws {
        let settings = try verifications.setup(of: verification, in: transaction).settings
        // Of somebody whose data was erased nothing is kept again.
        guard settings.omnichannel.restrictToSameIpAddress, verification.redactedAt == nil else { return }
        guard let address = visitor.address else { throw CaptureError.otherAddress }
        try HandOffStore(transaction).keepOrigin(address.hash(for: verification.id, master), of: verification.id)
    }

    /// The person begins: a token that opens every step. The first one moves `Pending` to `InProgress`.
    /// - Parameters:
    ///   - kind: what the device says of itself beside its request.
    ///   - device: by which its browser is known again; nil where it keeps nothing.
    func exchange(
        for id: ID<Verification>, by visitor: Visitor, as kind: DeviceKind, on device: DeviceKey? = nil
    ) async throws -> String {
        let answer = try await database.write { [self, now = clock.now] transaction in
            _ = try session(visitor, for: id, needing: .restricted, at: now, in: transaction)
            let verification = try verifications.find(id, in: transaction)
            if verification.status.isOpen && now < verification.expiresAt {
                try admit(visitor, as: kind, to: verification, in: transaction)
                try verifications.opened(id, on: visitor.kind(saying: kind), at: now, in: transaction)
                if verification.status == .pending { try verifications.begin(id, at: now, in: transaction) }
            }
            return try issue(.full, for: verification, tiedTo: .init(device: device), at: now, in: transaction)
        }
        queue.wake()
        return answer
    }

    /// A device that stands on a desk does not capture where the setup asks for a phone. What has ended can be looked
    /// at from anywhere.
    private func admit(
        _ visitor: Visitor, as kind: DeviceKind, to verification: Verification, in transaction: some Transaction
    ) throws {
        let isDesktop = visitor.kind(saying: kind) == .desktop
        let settings = try verifications.setup(of: verification, in: transaction).settings
        guard isDesktop, settings.omnichannel.onlyMobileEnabled else { return }
        throw CaptureError.mobileOnly
    }

    /// Keeps what the device says of itself.
    /// - Throws: where it says that it is one that may not capture.
    func note(
        _ facts: DeviceFacts, of id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws {
        let verification = try verifications.open(id, at: now, in: transaction)
        let settings = try verifications.setup(of: verification, in: transaction).settings
        let kind = DeviceKind(osName: facts.deviceInformation?.osName)
        if settings.omnichannel.onlyMobileEnabled && kind == .desktop { throw CaptureError.mobileOnly }
        try verifications.noteDevice(facts, of: id, at: now, in: transaction)
    }

    func issue(
        _ level: CaptureSession.Level, for verification: Verification, tiedTo ties: CaptureSession.Ties = .init(),
        at now: Date, in transaction: some Transaction
    ) throws -> String {
        let token = BearerSecret.new()
        // An ended verification can still be looked at for a while, so that a reloaded page can say how it ended.
        let ends = max(verification.expiresAt, now.addingTimeInterval(3600))
        var session = CaptureSession(id: .new(at: now), verification: verification.id, level: level, expiresAt: ends)
        session.handOff = ties.handOff.map { CaptureSession.HandOffBond(tokenSHA256: $0) }
        session.device = ties.device?.digest
        let store = CaptureStore(transaction)
        try store.insert(session, tokenSHA256: BearerSecret.digest(token), at: now)
        try store.trimSessions(of: verification.id, keeping: CaptureLimits.sessionsPerVerification)
        return token
    }

    /// - Throws: 401 for a token that is none, 403 for another verification's, one of the lesser level, or one that is
    ///   shown from another address than the setup allows; 409 and 403 for one of a hand-off that is not confirmed.
    func session(
        _ visitor: Visitor, for id: ID<Verification>, needing level: CaptureSession.Level, at now: Date,
        in transaction: some Transaction
    ) throws -> CaptureSession {
        let session = try session(of: visitor, at: now, in: transaction)
        guard session.verification == id, level == .restricted || session.level == .full else {
            throw CaptureError.notAllowed
        }
        try checkHandOff(of: session)
        try checkAddress(of: visitor, for: id, against: session.originHash)
        return session
    }

    /// Whatever verification it is of, and whether it may do anything or not.
    func session(of visitor: Visitor, at now: Date, in transaction: some Transaction) throws -> CaptureSession {
        guard let token = visitor.token else { throw CaptureError.noToken }
        let store = CaptureStore(transaction)
        guard let session = try store.session(tokenSHA256: BearerSecret.digest(token), at: now),
            now < session.expiresAt
        else { throw CaptureError.invalidToken }
        return session
    }

    /// A device that came by a link does nothing at all before the first device has confirmed it.
    func checkHandOff(of session: CaptureSession) throws(CaptureError) {
        guard let bond = session.handOff else { return }
        throw bond.isPending ? .handOffNotConfirmed : .handOffOver
    }

    /// - Parameter origin: of the device that came first; nil where any address will do.
    func checkAddress(of visitor: Visitor, for id: ID<Verification>, against origin: Data?) throws(CaptureError) {
        guard let origin, visitor.address?.hash(for: id, master) != origin else { return }
        throw .otherAddress
    }

    /// Runs a step of the person as one change. `body` gets the verification the token is for.
    func step<Value: Sendable>(
        _ visitor: Visitor, of id: ID<Verification>,
        _ body: @escaping @Sendable (any Transaction, Date) throws -> Value
    ) async throws -> Value {
        let value = try await database.write { [self, now = clock.now] transaction in
            _ = try session(visitor, for: id, needing: .full, at: now, in: transaction)
            return try body(transaction, now)
        }
        queue.wake()
        return value
    }

    func look<Value: Sendable>(
        _ visitor: Visitor, of id: ID<Verification>, _ body: @escaping @Sendable (any Transaction) throws -> Value
    ) async throws -> Value {
        try await database.read { [self, now = clock.now] transaction in
            _ = try session(visitor, for: id, needing: .full, at: now, in: transaction)
            return try body(transaction)
        }
    }

    /// The link of somebody whose data was erased can still be opened, and a page that stood open opens it by itself:
    /// nothing is kept of either.
    func checkNotRedacted(_ id: ID<Verification>, in transaction: some Transaction) throws {
        let verification = try verifications.find(id, in: transaction)
        guard verification.redactedAt == nil else { throw VerificationError.wrongStatus(verification.status) }
    }

    /// The person's answer to the consent text.
    /// - Parameter language: in which it was shown; nil where the client does not say.
    func consent(
        _ isConsented: Bool, shownIn language: String?, to id: ID<Verification>, at now: Date,
        in transaction: some Transaction
    ) throws {
        let shown = try language.map { language in
            let verification = try verifications.find(id, in: transaction)
            let settings = try verifications.setup(of: verification, in: transaction).settings
            guard let text = texts.consent(of: settings, in: language) else { throw CaptureError.noConsentText }
            return text
        }
        try verifications.consent(isConsented, shown: shown, to: id, at: now, in: transaction)
    }

    /// Ends every session of a verification, and forgets what its devices reported.
    /// - Returns: the objects of pictures that were on their way: to be deleted once this is committed.
    package static func forget(_ id: ID<Verification>, in transaction: some Transaction) throws -> [ObjectName] {
        try CaptureStore(transaction).forget(id)
        try FlightRecordStore(transaction).forget(id)
        try HandOffStore(transaction).forget(id)
        try DocumentChoiceStore(transaction).forget(id)
        return try DraftStore(transaction).remove(ofVerification: id)
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
        case .person(let visitor):
            _ = try session(visitor, for: id, needing: .full, at: now, in: transaction)
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
        case .person(let visitor):
            let identification = try identifications.find(id, in: transaction)
            _ = try session(visitor, for: identification.verification, needing: .full, at: now, in: transaction)
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
    case person(Visitor)
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
