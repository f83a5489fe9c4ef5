import Database
import Evidence
import Foundation
import Kernel

/// What a person left behind in the middle of a step: the document that they chose, and pictures that they sent and did
/// not use. A page that is opened anew goes on with it.
extension Capture {
    /// What there is to go on with.
    struct Left: Sendable {
        let documentType: DocumentType?
        /// The newest first.
        let pictures: [Draft]
    }

    /// Pictures are told to the browser alone that sent them: after a hand-off the second device has not seen what the
    /// first one photographed, and whoever else has the link has not either.
    func left(
        of identification: Identification, to party: CaptureParty, in transaction: some Transaction
    ) throws -> Left {
        guard identification.isCapturing else { return Left(documentType: nil, pictures: []) }
        let type = try DocumentChoiceStore(transaction).find(of: identification)
        let id = identification.verification
        guard let device = try device(of: party, for: id, at: clock.now, in: transaction) else {
            return Left(documentType: type, pictures: [])
        }
        let pictures = try DraftStore(transaction).left(
            by: device, of: identification.id, attempt: identification.attempt,
            opening: try identifications.key(ofVerification: id, in: transaction))
        return Left(documentType: type, pictures: pictures)
    }

    /// - Returns: SHA-256 of the key of the caller's browser; nil where it has none, and for a business.
    func device(
        of party: CaptureParty, for id: ID<Verification>, at now: Date, in transaction: some Transaction
    ) throws -> Data? {
        guard case .person(let visitor) = party else { return nil }
        return try session(visitor, for: id, needing: .full, at: now, in: transaction).device
    }

    /// The bytes of a picture that has come whole.
    /// - Throws: 404 also where another device sent it.
    func content(
        of picture: ID<EvidenceItem>, of id: ID<Identification>, by party: CaptureParty
    ) async throws -> OpenFile {
        let found = try await look(at: id, by: party) { [self] identification, transaction in
            let found = try opened(picture, of: identification, in: transaction)
            let own = try device(
                of: party, for: identification.verification, at: clock.now, in: transaction)
            guard let own, own == found.draft.origin.device else { throw DraftError.notFound }
            return found
        }
        let draft = try await putTogether(found, of: id, by: party)
        guard let item = draft.item(from: .init(draft.origin.source ?? .unknown), at: draft.createdAt) else {
            throw DraftError.notFound
        }
        return OpenFile(item: item, key: found.key)
    }

    /// The person does not want the picture: it goes at once. Again it changes nothing.
    func drop(_ picture: ID<EvidenceItem>, of id: ID<Identification>, by party: CaptureParty) async throws {
        await leftovers.remove(
            try await step(on: id, by: party) { [self] identification, transaction, _ in
                let key = try identifications.key(ofVerification: identification.verification, in: transaction)
                let store = DraftStore(transaction)
                guard let draft = try store.find(picture, of: id, opening: key) else { return [] }
                return try store.clear(draft.place, of: id)
            })
    }

    /// Keeps which document the person is going to photograph, until its first picture is evidence. It decides nothing
    /// and is nobody's evidence, so that the audit log does not have it.
    /// - Parameter type: nil where they want to choose anew.
    func choose(_ type: DocumentType?, for id: ID<Identification>, by party: CaptureParty) async throws {
        try await step(on: id, by: party) { [self] identification, transaction, _ in
            _ = try identifications.capturing(id, in: transaction)
            _ = try consented(identification, by: party, in: transaction)
            let store = DocumentChoiceStore(transaction)
            guard let type else { return try store.clear(of: id) }
            let asked = try identifications.setup(of: identification, in: transaction).settings
            guard asked.document.enabled, asked.accepts(type) else { throw UploadError.wrongType("type") }
            try store.set(type, for: identification)
        }
    }
}
