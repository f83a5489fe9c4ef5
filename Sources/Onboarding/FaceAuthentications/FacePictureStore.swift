import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The table `face_picture` inside one transaction.
struct FacePictureStore {
    let transaction: any Transaction
    let keys: DataKeys

    init(_ transaction: any Transaction, keys: DataKeys) {
        self.transaction = transaction
        self.keys = keys
    }

    func insert(_ picture: FacePicture) throws {
        try transaction.execute(
            """
            INSERT INTO face_picture (id, face_authentication_id, verification_id, attempt, frame, object_name,
                                      image_format, size_bytes, capture_source, camera_kind, is_current,
                                      created_ms)
            VALUES (\(picture.id), \(picture.authentication), \(picture.verification), \(picture.attempt),
                    \(picture.frame), \(picture.object.description), \(picture.format.rawValue),
                    \(picture.sizeBytes), \(picture.origin.source.rawValue), \(picture.origin.camera.rawValue),
                    \(true), \(picture.createdAt))
            """)
    }

    /// What was handed in until now is current no more.
    func retireAll(of authentication: ID<FaceAuthentication>) throws {
        try transaction.execute(
            """
            UPDATE face_picture
               SET is_current = 0
             WHERE face_authentication_id = \(authentication)
               AND is_current = 1
            """)
    }

    /// The frame that is compared.
    func probe(of authentication: ID<FaceAuthentication>) throws -> FacePicture? {
        try transaction.row(
            """
            SELECT \(Self.columns)
              FROM face_picture
             WHERE face_authentication_id = \(authentication)
               AND frame = 0
               AND is_current = 1
            """
        ).map(picture)
    }

    func find(_ id: ID<FacePicture>) throws -> FacePicture? {
        try transaction.row(
            """
            SELECT \(Self.columns)
              FROM face_picture
             WHERE id = \(id)
            """
        ).map(picture)
    }

    func setReading(_ reading: EvidenceReading, of picture: FacePicture) throws {
        let key = try keys.key(of: picture.verification.description, in: transaction)
        let sealed = try key.seal(json: reading, as: Self.name(picture.id))
        try transaction.execute("UPDATE face_picture SET reading = \(sealed) WHERE id = \(picture.id)")
    }

    /// - Returns: the objects that were named, of every attempt.
    func removeAll(of authentication: ID<FaceAuthentication>) throws -> [ObjectName] {
        try transaction.rows(
            """
            DELETE FROM face_picture WHERE face_authentication_id = \(authentication) RETURNING object_name
            """
        ).compactMap { ObjectName(try $0.text("object_name")) }
    }

    func isNamed(_ object: ObjectName) throws -> Bool {
        try transaction.row("SELECT id FROM face_picture WHERE object_name = \(object.description) LIMIT 1") != nil
    }

    private static let columns: SQL = """
        id, face_authentication_id, verification_id, attempt, frame, object_name, image_format, size_bytes,
        capture_source, camera_kind, reading, created_ms
        """

    private func picture(_ row: Row) throws -> FacePicture {
        let id: ID<FacePicture> = try row.id("id")
        let verification: ID<Verification> = try row.id("verification_id")
        var reading: Private<EvidenceReading>?
        if let sealed = try row.optionalData("reading") {
            let key = try keys.key(of: verification.description, in: transaction)
            reading = Private(try key.open(json: sealed, as: Self.name(id)))
        }
        return FacePicture(
            id: id, authentication: try row.id("face_authentication_id"), verification: verification,
            attempt: try row.int("attempt"), frame: try row.int("frame"), object: try row.object("object_name"),
            format: try row.word("image_format"), sizeBytes: try row.int("size_bytes"),
            origin: .init(try row.word("capture_source"), camera: try row.word("camera_kind")),
            createdAt: try row.date("created_ms"), reading: reading)
    }

    private static func name(_ id: ID<FacePicture>) -> String { "face_picture.reading/\(id)" }
}
