package import Database
import Decision
package import Evidence
package import Foundation
package import Journal
package import Kernel
package import Vault

/// The front of the face authentications: which earlier verification will do, the attempts, and their decisions. Each
/// change saves the row, writes the audit entry and the job, and moves the verification, all in the caller's
/// transaction.
package struct FaceAuthentications: Sendable {
    /// Reads one picture; its subject is the picture.
    package static let readJob = Job.Kind(rawValue: "face.read")
    /// Decides an attempt that was handed in; its subject is the face authentication.
    package static let decideJob = Job.Kind(rawValue: "face.decide")

    private let parts: Parts

    /// What it is made of; handed over by `House`.
    package struct Parts: Sendable {
        let verifications: Verifications
        let identifications: Identifications
        let keys: DataKeys
        let queue: JobQueue
    }

    package init(_ parts: Parts) {
        self.parts = parts
    }

    // MARK: Reading

    /// - Throws: `notFound` also for another application's.
    package func find(
        _ id: ID<FaceAuthentication>, of application: ID<Application>, in transaction: some Transaction
    ) throws -> FaceAuthentication {
        let authentication = try find(id, in: transaction)
        guard authentication.application == application else { throw FaceAuthenticationError.notFound }
        return authentication
    }

    package func find(_ id: ID<FaceAuthentication>, in transaction: some Transaction) throws -> FaceAuthentication {
        guard let found = try store(transaction).find(id) else { throw FaceAuthenticationError.notFound }
        return found
    }

    /// The newest decision; nil before the first, and where the person's data was erased.
    package func decision(
        of authentication: FaceAuthentication, in transaction: some Transaction
    ) throws -> FaceDecision? {
        let verification = try parts.verifications.find(authentication.verification, in: transaction)
        guard verification.redactedAt == nil else { return nil }
        return try store(transaction).decision(of: authentication)
    }

    /// The frame of the present attempt that is compared; nil until it was handed in.
    package func probe(of authentication: FaceAuthentication, in transaction: some Transaction) throws -> FacePicture? {
        try pictures(transaction).probe(of: authentication.id)
    }

    package func picture(_ id: ID<FacePicture>, in transaction: some Transaction) throws -> FacePicture? {
        try pictures(transaction).find(id)
    }

    package func key(of picture: FacePicture, in transaction: some Transaction) throws -> DataKey {
        try parts.keys.key(of: picture.verification.description, in: transaction)
    }

    // MARK: Capture

    /// Begins the step of a verification, or gives what was begun: a client may ask twice.
    package func begin(
        for verification: Verification, by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws -> FaceAuthentication {
        guard let face = verification.face else { throw FaceAuthenticationError.notAsked }
        if let found = try store(transaction).find(ofVerification: verification.id) { return found }
        let authentication = FaceAuthentication(
            id: .new(at: now), verification: verification.id, application: verification.application,
            reference: face.reference, status: .pending, statusReason: nil, attempt: 1, isSubmitted: false,
            createdAt: now, completedAt: nil)
        try store(transaction).insert(authentication)
        try parts.verifications.faceAuthenticationStarted(
            authentication.id.uuid, of: verification.id, at: now, in: transaction)
        try AuditLog.append(
            entry("created", authentication, by: actor, ["reference": face.reference.description]), at: now,
            in: transaction)
        return authentication
    }

    /// - Throws: where the person can show their face no more. One that had failed can again where the business gave
    ///   further attempts.
    package func capturing(
        _ id: ID<FaceAuthentication>, in transaction: some Transaction
    ) throws -> FaceAuthentication {
        let authentication = try find(id, in: transaction)
        switch authentication.status {
        case .pending where !authentication.isSubmitted: return authentication
        case .pending: throw FaceAuthenticationError.alreadySubmitted
        case .success: throw FaceAuthenticationError.wrongStatus(.success)
        case .failed:
            guard try hasAttemptsLeft(authentication, in: transaction) else {
                throw FaceAuthenticationError.tooManyAttempts
            }
            return authentication
        }
    }

    /// Puts the frames of a selfie, whose sealed bytes are stored already, in their place.
    package func add(
        _ frames: [FacePicture], by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws {
        guard let first = frames.first else { return }
        let authentication = try capturing(first.authentication, in: transaction)
        if authentication.status == .failed {
            guard try store(transaction).reopen(authentication, at: now) else {
                throw FaceAuthenticationError.wrongStatus(authentication.status)
            }
            try parts.verifications.faceAuthenticationDecided(nil, of: authentication.verification, in: transaction)
        }
        try parts.verifications.reached(.faceCaptured, of: authentication.verification, at: now, in: transaction)
        let pictures = pictures(transaction)
        try pictures.retireAll(of: authentication.id)
        for picture in frames {
            try pictures.insert(picture)
            let detail = [
                "picture": picture.id.description, "object": picture.object.description,
                "source": picture.origin.source.rawValue,
            ]
            try AuditLog.append(
                entry("pictureAdded", authentication, by: actor, detail), at: now, in: transaction)
        }
        try parts.queue.enqueue(Self.readJob, about: first.id.description, at: now, in: transaction)
    }

    /// The person has shown their face.
    package func submit(
        _ id: ID<FaceAuthentication>, by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws {
        let authentication = try find(id, in: transaction)
        guard authentication.status == .pending else {
            throw FaceAuthenticationError.wrongStatus(authentication.status)
        }
        if authentication.isSubmitted { return }
        guard try probe(of: authentication, in: transaction) != nil else { throw FaceAuthenticationError.noSelfie }
        guard try store(transaction).submit(id, at: now) else { throw FaceAuthenticationError.alreadySubmitted }
        try parts.verifications.reached(.submitted, of: authentication.verification, at: now, in: transaction)
        try AuditLog.append(
            entry("submitted", authentication, by: actor, ["attempt": String(authentication.attempt)]), at: now,
            in: transaction)
        try parts.queue.enqueue(Self.decideJob, about: id.description, at: now, in: transaction)
    }

    // MARK: Checks

    /// Keeps what was read. Where the selfie was handed in already, the decision follows.
    package func keep(
        _ reading: EvidenceReading, of picture: FacePicture, at now: Date, in transaction: some Transaction
    ) throws {
        try pictures(transaction).setReading(reading, of: picture)
        let authentication = try find(picture.authentication, in: transaction)
        guard authentication.status == .pending, authentication.isSubmitted else { return }
        try parts.queue.enqueue(Self.decideJob, about: authentication.id.description, at: now, in: transaction)
    }

    /// Decides the attempt that was handed in, where all is there for it. The reference is opened here and nowhere
    /// before, so that what was erased or rejected meanwhile proves nobody.
    /// - Returns: what came of the attempt; nil where there is nothing to decide.
    package func decide(
        _ id: ID<FaceAuthentication>, at now: Date, in transaction: some Transaction
    ) throws -> FaceDecision? {
        let authentication = try find(id, in: transaction)
        let verification = try parts.verifications.find(authentication.verification, in: transaction)
        guard Self.isDecided(verification), authentication.status == .pending, authentication.isSubmitted,
            let picture = try probe(of: authentication, in: transaction), let probe = picture.reading?.value
        else { return nil }
        let reference = try parts.identifications.faceReference(
            ofVerification: authentication.reference, in: transaction)
        let isLive = try parts.verifications.setup(of: verification, in: transaction).setup.isLive
        // A drawn specimen is a presentation attack: in the sandbox the check is reported and does not decide.
        let rules = Rule.faceAuthentication(passiveLiveness: isLive)
        let trace = FaceJudgement(
            probe: probe, template: reference?.template?.value, rules: rules,
            camera: VirtualCamera.finding(.selfieRecapture, picture.origin.camera, isLive: isLive)
        ).trace
        let reason: FaceReason? =
            if let reference {
                reference.isApproved ? FaceJudgement.reason(of: trace) : .referenceNotApproved
            } else {
                .referenceErased
            }
        let decision = FaceDecision(
            attempt: authentication.attempt, reason: reason, content: .init(rules: rules, trace: trace), at: now)
        try store(transaction).insert(decision, of: authentication)
        let detail = ["attempt": String(decision.attempt), "reason": reason?.rawValue ?? "Success"]
        try AuditLog.append(entry("decided", authentication, by: .system, detail), at: now, in: transaction)
        try settle(authentication, of: verification, decision, in: transaction)
        return decision
    }

    /// Status, another attempt, and what follows for the verification.
    private func settle(
        _ authentication: FaceAuthentication, of verification: Verification, _ decision: FaceDecision,
        in transaction: some Transaction
    ) throws {
        // For a person who has left there is no further try.
        let isOpen = verification.status.isOpen
        let mayTryAgain =
            try isOpen && decision.reason?.consequence == .another
            && hasAttemptsLeft(authentication, in: transaction)
        let status: FaceAuthentication.Status =
            decision.reason == nil ? .success : mayTryAgain ? .pending : .failed
        guard try store(transaction).settle(authentication, status, decision.reason, at: decision.at) else {
            throw FaceAuthenticationError.wrongStatus(authentication.status)
        }
        if mayTryAgain { return try pictures(transaction).retireAll(of: authentication.id) }
        try parts.verifications.faceAuthenticationDecided(
            status == .success, of: authentication.verification, in: transaction)
        guard isOpen else { return }
        let verifications = parts.verifications
        switch decision.reason?.consequence {
        case nil, .end:
            try verifications.complete(authentication.verification, at: decision.at, in: transaction)
        case .suspension:
            try verifications.suspend(
                authentication.verification, because: .checkUnavailable, at: decision.at, in: transaction)
        case .another:
            try verifications.suspend(
                authentication.verification, because: .tooManyAttempts, at: decision.at, in: transaction)
        }
    }

    /// The step's attempts, and those that the business gave to this verification.
    private func hasAttemptsLeft(
        _ authentication: FaceAuthentication, in transaction: some Transaction
    ) throws -> Bool {
        try authentication.attempt < attempts(of: authentication, in: transaction)
    }

    /// How often the person may show their face in all.
    package func attempts(of authentication: FaceAuthentication, in transaction: some Transaction) throws -> Int {
        let verification = try parts.verifications.find(authentication.verification, in: transaction)
        let step = try parts.verifications.setup(of: verification, in: transaction).settings.faceAuthentication
        return (step?.attempts ?? SetupLimits.faceAttempts) + verification.grantedAttempts
    }

    // MARK: The end of the data

    /// Whether a face was shown that is still being compared.
    package func isUndecided(of verification: Verification, in transaction: some Transaction) throws -> Bool {
        guard Self.isDecided(verification),
            let authentication = try store(transaction).find(ofVerification: verification.id)
        else { return false }
        return authentication.status == .pending && authentication.isSubmitted
    }

    /// A person who has left gets a result all the same; one who took their consent back or came too late does not.
    private static func isDecided(_ verification: Verification) -> Bool {
        (verification.status.isOpen || verification.status == .completed) && verification.redactedAt == nil
    }

    /// Takes out what the face authentication of a verification holds of the person; ids, status and dates stay.
    /// - Returns: the objects that no row names any more: to be deleted once this is committed.
    package func redact(
        ofVerification id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws -> [ObjectName] {
        guard let authentication = try store(transaction).find(ofVerification: id) else { return [] }
        try store(transaction).redact(authentication.id, at: now)
        return try pictures(transaction).removeAll(of: authentication.id)
    }

    /// Whether a row names the object: for the sweeper.
    package func isNamed(_ object: ObjectName, in transaction: some Transaction) throws -> Bool {
        try pictures(transaction).isNamed(object)
    }

    // MARK: Inside

    private func entry(
        _ action: String, _ authentication: FaceAuthentication, by actor: Actor, _ detail: [String: String]
    ) -> AuditLog.Record {
        let facts = detail.merging(["faceAuthentication": authentication.id.description]) { $1 }
        return .init(
            "faceAuthentication.\(action)", to: authentication.verification.description, by: actor, detail: facts)
    }

    private func store(_ transaction: some Transaction) -> FaceAuthenticationStore {
        FaceAuthenticationStore(transaction, keys: parts.keys)
    }

    private func pictures(_ transaction: some Transaction) -> FacePictureStore {
        FacePictureStore(transaction, keys: parts.keys)
    }
}

extension FaceAuthentications: FaceReferences {
    /// Of a live setup the earlier identification must have been a live one that asked for active liveness; a setup of
    /// the sandbox takes any.
    package func check(
        _ reference: ID<Verification>, for setup: Setup, in transaction: some Transaction
    ) throws {
        let earlier = try parts.verifications.find(reference, of: setup.application, in: transaction)
        guard earlier.redactedAt == nil else { throw FaceAuthenticationError.notEligible(.dataErased) }
        let face = try parts.identifications.faceReference(ofVerification: reference, in: transaction)
        guard let face, face.isApproved else { throw FaceAuthenticationError.notEligible(.notApproved) }
        if setup.isLive {
            let isLive = try parts.verifications.setup(of: earlier, in: transaction).setup.isLive
            guard isLive && face.setup.setup.isLive else {
                throw FaceAuthenticationError.notEligible(.sandboxReference)
            }
            guard face.setup.settings.face.activeLivenessEnabled else {
                throw FaceAuthenticationError.notEligible(.noActiveLiveness)
            }
        }
        guard face.template != nil else { throw FaceAuthenticationError.notEligible(.noFaceTemplate) }
    }
}
