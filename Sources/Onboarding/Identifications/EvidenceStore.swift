import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The table `evidence` inside one transaction.
struct EvidenceStore {
    let transaction: any Transaction
    let keys: DataKeys

    init(_ transaction: any Transaction, keys: DataKeys) {
        self.transaction = transaction
        self.keys = keys
    }

    /// The place of the file becomes free: what was there before is current no more, with all its frames.
    func retirePlace(of item: EvidenceItem) throws {
        try transaction.execute(
            """
            UPDATE evidence
               SET is_current = 0
             WHERE identification_id = \(item.identification)
               AND kind = \(item.kind.rawValue)
               AND COALESCE(part, '') = \(item.part?.rawValue ?? "")
               AND (kind <> 'additional' OR document_type = \(item.additional?.rawValue ?? ""))
               AND is_current = 1
            """)
    }

    func insert(_ item: EvidenceItem) throws {
        let type = item.documentType?.rawValue ?? item.additional?.rawValue
        try transaction.execute(
            """
            INSERT INTO evidence (id, identification_id, verification_id, attempt, sequence, kind, document_type, part,
                                  frame, prompt, captured_offset_ms, object_name, image_format, size_bytes,
                                  capture_source, camera_kind, is_current, created_ms)
            VALUES (\(item.id), \(item.identification), \(item.verification), \(item.attempt),
                    (SELECT COALESCE(MAX(sequence), 0) + 1
                       FROM evidence
                      WHERE identification_id = \(item.identification)),
                    \(item.kind.rawValue), \(type), \(item.part?.rawValue), \(item.frame),
                    \(item.motion?.prompt.rawValue), \(item.motion?.milliseconds),
                    \(item.object.description), \(item.format.rawValue), \(item.sizeBytes),
                    \(item.origin.source.rawValue), \(item.origin.camera.rawValue), \(true), \(item.createdAt))
            """)
    }

    /// Pictures of another document type than the person chose now are current no more.
    func retireDocuments(of identification: ID<Identification>, otherThan type: DocumentType) throws {
        try transaction.execute(
            """
            UPDATE evidence
               SET is_current = 0
             WHERE identification_id = \(identification)
               AND kind = 'document'
               AND document_type <> \(type.rawValue)
               AND is_current = 1
            """)
    }

    func retireAll(of identification: ID<Identification>) throws {
        try transaction.execute(
            """
            UPDATE evidence SET is_current = 0 WHERE identification_id = \(identification) AND is_current = 1
            """)
    }

    /// More than an identification can have: two sides, two further documents, a recording and 30 frames of a face.
    private static let mostFiles = 64

    /// What stands handed in now, in the order of its arrival.
    func current(of identification: ID<Identification>) throws -> [EvidenceItem] {
        try transaction.rows(
            """
            SELECT \(Self.columns)
              FROM evidence
             WHERE identification_id = \(identification)
               AND is_current = 1
             ORDER BY sequence
             LIMIT \(Self.mostFiles)
            """
        ).map(item)
    }

    /// The pictures of the attempt that was decided last, or is going on.
    func find(_ id: ID<EvidenceItem>) throws -> EvidenceItem? {
        try transaction.row(
            """
            SELECT \(Self.columns)
              FROM evidence
             WHERE id = \(id)
            """
        ).map(item)
    }

    func setReading(_ reading: EvidenceReading, of item: EvidenceItem) throws {
        let key = try keys.key(of: item.verification.description, in: transaction)
        let sealed = try key.seal(json: reading, as: "evidence.reading/\(item.id)")
        try transaction.execute("UPDATE evidence SET reading = \(sealed) WHERE id = \(item.id)")
    }

    /// - Returns: the objects that were named, of every attempt.
    func removeAll(of identification: ID<Identification>) throws -> [ObjectName] {
        try transaction.rows(
            """
            DELETE FROM evidence WHERE identification_id = \(identification) RETURNING object_name
            """
        ).compactMap { ObjectName(try $0.text("object_name")) }
    }

    func isNamed(_ object: ObjectName) throws -> Bool {
        try transaction.row("SELECT id FROM evidence WHERE object_name = \(object.description) LIMIT 1") != nil
    }

    private static let columns: SQL = """
        id, identification_id, verification_id, attempt, kind, document_type, part, frame, prompt, captured_offset_ms,
        object_name, image_format, size_bytes, capture_source, camera_kind, reading, created_ms
        """

    private func item(_ row: Row) throws -> EvidenceItem {
        let id: ID<EvidenceItem> = try row.id("id")
        let verification: ID<Verification> = try row.id("verification_id")
        var reading: Private<EvidenceReading>?
        if let sealed = try row.optionalData("reading") {
            let key = try keys.key(of: verification.description, in: transaction)
            reading = Private(try key.open(json: sealed, as: "evidence.reading/\(id)"))
        }
        let kind: EvidenceItem.Kind = try row.word("kind")
        return EvidenceItem(
            id: id, identification: try row.id("identification_id"), verification: verification,
            attempt: try row.int("attempt"), kind: kind,
            documentType: kind == .additional ? nil : try row.optionalWord("document_type"),
            part: try row.optionalWord("part"),
            additional: kind == .additional ? try row.optionalWord("document_type") : nil,
            frame: try row.int("frame"), motion: try Self.motion(row), object: try row.object("object_name"),
            format: try row.word("image_format"),
            sizeBytes: try row.int("size_bytes"),
            origin: .init(try row.word("capture_source"), camera: try row.word("camera_kind")),
            createdAt: try row.date("created_ms"), reading: reading)
    }

    private static func motion(_ row: Row) throws -> EvidenceItem.Motion? {
        guard let prompt: LivenessPrompt = try row.optionalWord("prompt") else { return nil }
        return .init(prompt: prompt, milliseconds: try row.int("captured_offset_ms"))
    }
}
