import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The tables `picture_draft` and `picture_piece` inside one transaction.
struct DraftStore {
    private let transaction: any Transaction

    init(_ transaction: any Transaction) {
        self.transaction = transaction
    }

    struct Piece: Sendable {
        let offset: Int
        let object: ObjectName
    }

    func insert(_ draft: Draft) throws {
        try transaction.execute(
            """
            INSERT INTO picture_draft (id, identification_id, verification_id, attempt, kind, document_type, part,
                                       frame, size_bytes, received_bytes, created_ms, device_sha256,
                                       capture_source, challenge_id)
            VALUES (\(draft.id), \(draft.identification), \(draft.verification), \(draft.attempt),
                    \(draft.place.kind.rawValue), \(draft.place.typeName), \(draft.place.part?.rawValue),
                    \(draft.place.frame), \(draft.sizeBytes), 0, \(draft.createdAt), \(draft.origin.device),
                    \(draft.origin.source?.rawValue), \(draft.place.challenge?.description))
            """)
    }

    /// - Parameter key: of the verification, to open what was read.
    func find(
        _ id: ID<EvidenceItem>, of identification: ID<Identification>, opening key: DataKey
    ) throws -> Draft? {
        try transaction.row(
            "SELECT \(Self.columns) FROM picture_draft WHERE id = \(id) AND identification_id = \(identification)"
        ).map { try Self.draft($0, opening: key) }
    }

    /// The frames of the selfie, or the one picture of another place.
    func together(with draft: Draft, opening key: DataKey) throws -> [Draft] {
        guard draft.place.kind == .selfie else { return [draft] }
        return try transaction.rows(
            """
            SELECT \(Self.columns)
              FROM picture_draft
             WHERE identification_id = \(draft.identification)
               AND kind = 'selfie'
             ORDER BY frame
             LIMIT \(CaptureLimits.selfieFrames)
            """
        ).map { try Self.draft($0, opening: key) }
    }

    /// What one browser has sent whole and nobody has used, the newest first; of a selfie its first frame. Frames of a
    /// challenge are nothing without the others.
    func left(
        by device: Data, of identification: ID<Identification>, attempt: Int, opening key: DataKey
    ) throws -> [Draft] {
        try transaction.rows(
            """
            SELECT \(Self.columns)
              FROM picture_draft
             WHERE identification_id = \(identification)
               AND attempt = \(attempt)
               AND device_sha256 = \(device)
               AND received_bytes = size_bytes
               AND frame = 0
               AND challenge_id IS NULL
             ORDER BY created_ms DESC, id DESC
             LIMIT \(CaptureLimits.picturesLeft)
            """
        ).map { try Self.draft($0, opening: key) }
    }

    func add(_ piece: Piece, to draft: Draft, received: Int) throws {
        try transaction.execute(
            """
            INSERT INTO picture_piece (draft_id, offset_bytes, object_name)
            VALUES (\(draft.id), \(piece.offset), \(piece.object.description))
            """)
        try transaction.execute("UPDATE picture_draft SET received_bytes = \(received) WHERE id = \(draft.id)")
    }

    /// In their order.
    func pieces(of id: ID<EvidenceItem>) throws -> [Piece] {
        try transaction.rows(
            """
            SELECT offset_bytes, object_name FROM picture_piece
             WHERE draft_id = \(id)
             ORDER BY offset_bytes
             LIMIT \(CaptureLimits.piecesPerPicture)
            """
        ).map { Piece(offset: try $0.int("offset_bytes"), object: try $0.object("object_name")) }
    }

    /// The pieces were put together.
    /// - Returns: whether the draft is still there.
    func set(_ whole: Draft.Whole, of id: ID<EvidenceItem>) throws -> Bool {
        try transaction.execute("DELETE FROM picture_piece WHERE draft_id = \(id)")
        return try transaction.row(
            """
            UPDATE picture_draft
               SET object_name = \(whole.object.description), image_format = \(whole.format.rawValue),
                   whole_ms = \(whole.at)
             WHERE id = \(id)
            RETURNING id
            """) != nil
    }

    func setReading(_ reading: EvidenceReading, of id: ID<EvidenceItem>, sealing key: DataKey) throws {
        let sealed = try key.seal(json: reading, as: "evidence.reading/\(id)")
        try transaction.execute("UPDATE picture_draft SET reading = \(sealed) WHERE id = \(id)")
    }

    /// The place becomes free: with the first frame of a selfie all its frames go.
    /// - Returns: the objects that no row names any more.
    func clear(_ place: Draft.Place, of identification: ID<Identification>) throws -> [ObjectName] {
        try remove(
            where: """
                identification_id = \(identification) AND kind = \(place.kind.rawValue)
                 AND COALESCE(document_type, '') = \(place.typeName ?? "")
                 AND COALESCE(part, '') = \(place.part?.rawValue ?? "") AND frame >= \(place.frame)
                """)
    }

    func remove(_ id: ID<EvidenceItem>) throws -> [ObjectName] { try remove(where: "id = \(id)") }

    func remove(ofVerification id: ID<Verification>) throws -> [ObjectName] {
        try remove(where: "verification_id = \(id)")
    }

    /// Drafts that were left, the oldest first.
    func remove(createdBefore date: Date, limit: Int) throws -> [ObjectName] {
        try remove(
            where: """
                id IN (SELECT id FROM picture_draft WHERE created_ms < \(date) ORDER BY created_ms LIMIT \(limit))
                """)
    }

    private func remove(where condition: SQL) throws -> [ObjectName] {
        let pieces = try transaction.rows(
            """
            DELETE FROM picture_piece WHERE draft_id IN (SELECT id FROM picture_draft WHERE \(condition))
            RETURNING object_name
            """)
        let drafts = try transaction.rows("DELETE FROM picture_draft WHERE \(condition) RETURNING object_name")
        return try (pieces + drafts).compactMap { try $0.optionalText("object_name").flatMap(ObjectName.init) }
    }

    func isNamed(_ object: ObjectName) throws -> Bool {
        try transaction.row(
            """
            SELECT 1 AS found FROM picture_draft WHERE object_name = \(object.description)
            UNION ALL
            SELECT 1 AS found FROM picture_piece WHERE object_name = \(object.description)
            LIMIT 1
            """) != nil
    }

    private static let columns: SQL = """
        id, identification_id, verification_id, attempt, kind, document_type, part, frame, size_bytes, received_bytes,
        object_name, image_format, reading, created_ms, device_sha256, capture_source, challenge_id, whole_ms
        """

    private static func draft(_ row: Row, opening key: DataKey) throws -> Draft {
        let id: ID<EvidenceItem> = try row.id("id")
        let kind: EvidenceItem.Kind = try row.word("kind")
        let place = Draft.Place(
            kind: kind, documentType: kind == .document ? try row.optionalWord("document_type") : nil,
            part: try row.optionalWord("part"),
            additional: kind == .additional ? try row.optionalWord("document_type") : nil,
            frame: try row.int("frame"),
            challenge: try row.optionalText("challenge_id").flatMap { ID($0) })
        let createdAt = try row.date("created_ms")
        // What was whole before the upgrade has no time of its own.
        let wholeAt = try row.optionalDate("whole_ms") ?? createdAt
        let object = try row.optionalText("object_name").flatMap(ObjectName.init)
        let format: MediaFormat? = try row.optionalWord("image_format")
        let reading: EvidenceReading? = try row.optionalData("reading").map { sealed in
            try key.open(json: sealed, as: "evidence.reading/\(id)")
        }
        return Draft(
            id: id, identification: try row.id("identification_id"), verification: try row.id("verification_id"),
            attempt: try row.int("attempt"), place: place,
            origin: .init(
                device: try row.optionalData("device_sha256"), source: try row.optionalWord("capture_source")),
            sizeBytes: try row.int("size_bytes"), receivedBytes: try row.int("received_bytes"),
            whole: object.flatMap { object in format.map { Draft.Whole(object: object, format: $0, at: wholeAt) } },
            reading: reading.map { Private($0) }, createdAt: createdAt)
    }
}
