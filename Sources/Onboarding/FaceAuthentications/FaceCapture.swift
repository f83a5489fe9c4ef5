import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The way of a selfie into a face authentication, whoever sends it.
struct FaceCapture: Sendable {
    let authentications: FaceAuthentications
    let capture: Capture
    let database: any Database

    /// Begins the step of a verification; a business begins the verification with it.
    func begin(
        _ id: ID<Verification>, by party: CaptureParty, in transaction: some Transaction
    ) throws -> FaceAuthentication {
        let (now, verifications) = (capture.clock.now, capture.verifications)
        switch party {
        case .person(let visitor):
            _ = try capture.session(visitor, for: id, needing: .full, at: now, in: transaction)
        case .business(let caller):
            _ = try verifications.find(id, of: caller.application, in: transaction)
            try verifications.begin(id, by: party.actor, at: now, in: transaction)
        }
        let verification = try verifications.open(id, at: now, in: transaction)
        return try authentications.begin(for: verification, by: party.actor, at: now, in: transaction)
    }

    func look<Value: Sendable>(
        at id: ID<FaceAuthentication>, by party: CaptureParty,
        _ body: @escaping @Sendable (FaceAuthentication, any Transaction) throws -> Value
    ) async throws -> Value {
        try await database.read { [self] transaction in
            try body(try admit(party, to: id, in: transaction), transaction)
        }
    }

    /// What a selfie needs to know of where it goes.
    private struct Place: Sendable {
        let verification: ID<Verification>
        let attempt: Int
        let key: DataKey
    }

    /// Looks at the frames in a child, stores them sealed, then writes their rows: in this order, so that a machine
    /// that stops anywhere leaves at most objects that nobody names.
    func take(_ upload: Capture.Upload, for id: ID<FaceAuthentication>, by party: CaptureParty) async throws {
        let place = try await look(at: id, by: party) { [self] _, transaction in
            try self.place(of: id, by: party, in: transaction)
        }
        var formats: [MediaFormat] = []
        for file in upload.files { formats.append(try await capture.pictureFormat(of: file)) }
        var pictures: [FacePicture] = []
        for (frame, file) in upload.files.enumerated() {
            let now = capture.clock.now
            let pictureID = ID<FacePicture>.new(at: now)
            let object = try await capture.vault.keep(
                file, with: place.key, as: FacePicture.identity(of: pictureID))
            pictures.append(
                FacePicture(
                    id: pictureID, authentication: id, verification: place.verification, attempt: place.attempt,
                    frame: frame, object: object, format: formats[frame], sizeBytes: file.count,
                    origin: upload.origin, createdAt: now, reading: nil))
        }
        try await capture.change { [self, pictures] transaction in
            _ = try admit(party, to: id, in: transaction)
            let standing = try self.place(of: id, by: party, in: transaction)
            // Another attempt began while the selfie was on its way: it belongs to the one that is over.
            guard standing.attempt == place.attempt else { throw FaceAuthenticationError.alreadySubmitted }
            try authentications.add(pictures, by: party.actor, at: capture.clock.now, in: transaction)
        }
    }

    /// - Throws: what `take` would, without a selfie.
    func checkPlace(of id: ID<FaceAuthentication>, by party: CaptureParty) async throws {
        try await look(at: id, by: party) { [self] _, transaction in
            _ = try place(of: id, by: party, in: transaction)
        }
    }

    /// How good a selfie is, by the same measures as one of an identification. It is kept nowhere.
    func verdict(on picture: Data) async throws -> DraftVerdict {
        _ = try await capture.pictureFormat(of: picture)
        guard let reading = try? await capture.desk.read(picture, as: .selfie) else { return .unchecked }
        return DraftVerdict(reading, as: .selfie, beside: [])
    }

    /// Hands the selfie in.
    func complete(_ id: ID<FaceAuthentication>, by party: CaptureParty) async throws {
        try await capture.change { [self] transaction in
            let authentication = try admit(party, to: id, in: transaction)
            let now = capture.clock.now
            // Looked at first: what is decided already says more than that the verification has ended with it.
            try authentications.submit(id, by: party.actor, at: now, in: transaction)
            _ = try capture.verifications.open(authentication.verification, at: now, in: transaction)
        }
    }

    /// What must hold before a selfie is taken: the verification is open, consent was given where it is asked for, and
    /// there is an attempt left.
    private func place(
        of id: ID<FaceAuthentication>, by party: CaptureParty, in transaction: some Transaction
    ) throws -> Place {
        let authentication = try authentications.find(id, in: transaction)
        let verification = try capture.verifications.open(
            authentication.verification, at: capture.clock.now, in: transaction)
        _ = try authentications.capturing(id, in: transaction)
        let setup = try capture.verifications.setup(of: verification, in: transaction).settings
        if party.needsConsent && setup.asksForConsent && verification.consent?.isConsented != true {
            throw VerificationError.noConsent
        }
        // One that had failed is opened again by the selfie, for the attempt after it.
        let attempt = authentication.attempt + (authentication.status == .failed ? 1 : 0)
        return Place(
            verification: verification.id, attempt: attempt,
            key: try capture.identifications.key(ofVerification: verification.id, in: transaction))
    }

    /// - Throws: 404 where there is none, also for another application's client; 401 and 403 of the session.
    private func admit(
        _ party: CaptureParty, to id: ID<FaceAuthentication>, in transaction: some Transaction
    ) throws -> FaceAuthentication {
        switch party {
        case .person(let visitor):
            let authentication = try authentications.find(id, in: transaction)
            _ = try capture.session(
                visitor, for: authentication.verification, needing: .full, at: capture.clock.now, in: transaction)
            return authentication
        case .business(let caller):
            return try authentications.find(id, of: caller.application, in: transaction)
        }
    }
}
