package import Database
import Evidence
package import Foundation
import Kernel
package import Vault

/// Pictures that are sent in pieces, looked at, and used or taken again.
extension Capture {
    /// A draft with the key that opens what belongs to it.
    struct Opened: Sendable {
        let draft: Draft
        let key: DataKey
    }

    /// Announces a picture. The one that was on its way to the same place is dropped.
    func announce(
        _ announced: Draft.Announcement, for id: ID<Identification>, by party: CaptureParty
    ) async throws -> Draft {
        let place = announced.place
        guard (1...CaptureLimits.pictureBytes).contains(announced.sizeBytes) else {
            throw UploadError.tooLarge(limit: CaptureLimits.pictureBytes)
        }
        let (draft, dropped) = try await step(on: id, by: party) { [self] identification, transaction, now in
            let standing = try admit(
                place.content, from: announced.source, for: identification, by: party, in: transaction)
            let store = DraftStore(transaction)
            let dropped = try store.clear(place, of: id)
            let draft = Draft(
                id: .new(at: now), identification: id, verification: standing.verification,
                attempt: standing.attempt, place: place,
                origin: .init(
                    device: try device(of: party, for: standing.verification, at: now, in: transaction),
                    source: announced.source),
                sizeBytes: announced.sizeBytes, receivedBytes: 0, whole: nil, reading: nil, createdAt: now)
            try store.insert(draft)
            return (draft, dropped)
        }
        await leftovers.remove(dropped)
        return draft
    }

    /// - Parameter picture: nil for what is no id, which is looked for only once the caller is let in.
    func draft(_ picture: ID<EvidenceItem>?, of id: ID<Identification>, by party: CaptureParty) async throws -> Draft {
        try await look(at: id, by: party) { [self] identification, transaction in
            guard let picture else { throw DraftError.notFound }
            return try opened(picture, of: identification, in: transaction).draft
        }
    }

    /// Takes the piece that begins at `offset`. One that has come already is taken again without harm.
    func take(
        _ bytes: Data, at offset: Int, of picture: ID<EvidenceItem>, for id: ID<Identification>, by party: CaptureParty
    ) async throws -> Draft {
        let before = try await look(at: id, by: party) { [self] identification, transaction in
            try opened(picture, of: identification, in: transaction)
        }
        if try Self.isRepeated(bytes.count, at: offset, of: before.draft) { return before.draft }
        let identity = before.draft.identity(ofPieceAt: offset)
        let object = try await vault.keep(bytes, with: before.key, as: identity)
        let after = try await step(on: id, by: party) { [self] identification, transaction, _ in
            let found = try opened(picture, of: identification, in: transaction)
            // Two devices, or a repetition, may have sent the same piece at once.
            if try Self.isRepeated(bytes.count, at: offset, of: found.draft) { return found }
            try DraftStore(transaction).add(
                .init(offset: offset, object: object), to: found.draft, received: offset + bytes.count)
            return try opened(picture, of: identification, in: transaction)
        }
        guard after.draft.isReceived else { return after.draft }
        return try await putTogether(after, of: id, by: party)
    }

    /// - Throws: where the piece does not follow what has come.
    private static func isRepeated(_ count: Int, at offset: Int, of draft: Draft) throws(DraftError) -> Bool {
        guard offset >= 0, count > 0, offset + count <= draft.sizeBytes else { throw .beyondSize }
        if offset + count <= draft.receivedBytes { return true }
        guard offset == draft.receivedBytes else { throw .wrongOffset(expected: draft.receivedBytes) }
        let isLast = offset + count == draft.sizeBytes
        guard isLast || count >= CaptureLimits.leastPieceBytes else { throw .wrongOffset(expected: offset) }
        return false
    }

    /// Makes one object of the pieces. A file that is no picture is not kept.
    func putTogether(_ found: Opened, of id: ID<Identification>, by party: CaptureParty) async throws -> Draft {
        let (draft, key) = (found.draft, found.key)
        guard draft.whole == nil else { return draft }
        guard draft.isReceived else { throw DraftError.incomplete(received: draft.receivedBytes, of: draft.sizeBytes) }
        let (pieces, takesPDF) = try await look(at: id, by: party) { [self] identification, transaction in
            let standing = try admit(draft.place.content, from: nil, for: identification, by: party, in: transaction)
            return (try DraftStore(transaction).pieces(of: draft.id), standing.takesPDF)
        }
        var bytes = Data(capacity: draft.sizeBytes)
        for piece in pieces {
            bytes += try await vault.bytes(of: piece.object, with: key, as: draft.identity(ofPieceAt: piece.offset))
        }
        let format: MediaFormat
        do {
            format = try await pictureFormat(of: bytes, takesPDF: takesPDF)
        } catch {
            await leftovers.remove(
                try await step(on: id, by: party) { _, transaction, _ in
                    try DraftStore(transaction).remove(draft.id)
                })
            throw error
        }
        let object = try await vault.keep(bytes, with: key, as: "evidence/\(draft.id)")
        let whole = try await step(on: id, by: party) { [self] identification, transaction, now in
            let whole = Draft.Whole(object: object, format: format, at: now)
            guard try DraftStore(transaction).set(whole, of: draft.id) else {
                throw DraftError.notFound
            }
            return try opened(draft.id, of: identification, in: transaction).draft
        }
        await leftovers.remove(pieces.map(\.object))
        return whole
    }

    /// Reads a picture that has come whole, and says how good it is. What was read is kept: once the picture is used,
    /// nobody reads it again.
    func verdict(
        on picture: ID<EvidenceItem>, of id: ID<Identification>, by party: CaptureParty
    ) async throws -> DraftVerdict {
        let found = try await look(at: id, by: party) { [self] identification, transaction in
            try opened(picture, of: identification, in: transaction)
        }
        let draft = try await putTogether(found, of: id, by: party)
        guard let item = draft.item(from: .unknown, at: clock.now), item.isRead,
            let reading = try await read(item, opening: found.key, for: id, by: party)
        else { return .unchecked }
        let others = try await look(at: id, by: party) { [self] identification, transaction in
            try identifications.evidence(of: identification, in: transaction).filter {
                $0.kind == .document && $0.documentType == item.documentType && $0.part != item.part
            }
        }
        return DraftVerdict(reading, as: item.role, beside: others.compactMap { $0.reading?.value })
    }

    /// What was read of a draft, or is read now and kept; nil for a picture that ends its child, or a desk that is too
    /// busy: the person decides by looking.
    private func read(
        _ item: EvidenceItem, opening key: DataKey, for id: ID<Identification>, by party: CaptureParty
    ) async throws -> EvidenceReading? {
        if let known = item.reading?.value { return known }
        let bytes = try await vault.bytes(of: item.object, with: key, as: item.identity)
        guard let reading = try? await desk.read(bytes, as: item.role) else { return nil }
        try await step(on: id, by: party) { [self] identification, transaction, _ in
            // Another picture may have taken its place meanwhile.
            _ = try opened(item.id, of: identification, in: transaction)
            try DraftStore(transaction).setReading(reading, of: item.id, sealing: key)
        }
        return reading
    }

    /// Makes evidence of a picture; of a selfie, of all its frames that have come whole. Again it changes nothing: the
    /// answer may have been lost on its way.
    func use(
        _ picture: ID<EvidenceItem>, from origin: EvidenceItem.Origin, for id: ID<Identification>,
        by party: CaptureParty
    ) async throws {
        let found = try await look(at: id, by: party) { [self] identification, transaction -> Opened? in
            let used = try identifications.evidence(of: identification, in: transaction)
            if used.contains(where: { $0.id == picture }) { return nil }
            return try opened(picture, of: identification, in: transaction)
        }
        guard let found else { return }
        let draft = try await putTogether(found, of: id, by: party)
        let left = try await step(on: id, by: party) { [self] identification, transaction, now in
            _ = try admit(draft.place.content, from: origin.source, for: identification, by: party, in: transaction)
            let standing = try opened(picture, of: identification, in: transaction)
            // One frame of a challenge answers nothing.
            guard standing.draft.place.challenge == nil else { throw LivenessError.asked }
            let store = DraftStore(transaction)
            let items = try store.together(with: standing.draft, opening: standing.key)
                .filter { $0.attempt == identification.attempt }
                .compactMap { $0.item(from: origin, at: now) }
            guard items.contains(where: { $0.id == picture }) else { throw DraftError.notFound }
            try identifications.add(items, by: party.actor, at: now, in: transaction)
            if draft.place.kind == .document { try DocumentChoiceStore(transaction).clear(of: id) }
            let used = Set(items.map(\.object))
            return try store.clear(draft.place, of: id).filter { !used.contains($0) }
        }
        await leftovers.remove(left)
    }

    /// - Throws: 404 also for one of an attempt that is over.
    func opened(
        _ picture: ID<EvidenceItem>, of identification: Identification, in transaction: some Transaction
    ) throws -> Opened {
        let key = try identifications.key(ofVerification: identification.verification, in: transaction)
        let found = try DraftStore(transaction).find(picture, of: identification.id, opening: key)
        guard let found, found.attempt == identification.attempt else { throw DraftError.notFound }
        return Opened(draft: found, key: key)
    }

    // MARK: For the house

    /// Drops drafts that were left.
    /// - Returns: their objects, to be deleted once this is committed.
    package static func dropDrafts(
        createdBefore date: Date, limit: Int, in transaction: some Transaction
    ) throws -> [ObjectName] {
        try DraftStore(transaction).remove(createdBefore: date, limit: limit)
    }

    /// Whether a row names the object: for the sweeper.
    package static func isNamed(_ object: ObjectName, in transaction: some Transaction) throws -> Bool {
        try DraftStore(transaction).isNamed(object)
    }
}
