import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The table `face_gallery` inside one transaction.
struct DuplicateFaceStore {
    private let table: GalleryTable
    private let transaction: any Transaction
    private let keys: DataKeys

    init(_ transaction: any Transaction, _ keys: DataKeys) {
        table = GalleryTable("face_gallery", transaction)
        self.transaction = transaction
        self.keys = keys
    }

    /// One row after its newest change.
    struct Change: Sendable {
        let position: Int
        let verification: ID<Verification>
        /// Nil where it was taken out.
        let template: FaceTemplate?
    }

    /// Puts a template in the place of the one there was.
    func put(_ template: FaceTemplate, of verification: Verification) throws {
        let key = try keys.key(of: verification.id.description, in: transaction)
        let record = try FaceGalleryRecord(identifier: verification.id.uuid, template: template)
        try table.put(try record.sealed(by: { try key.seal($0, as: $1) }), of: verification)
    }

    /// Leaves the row, without its template, so that whoever holds it in memory learns of it.
    func remove(_ verification: ID<Verification>) throws {
        try table.remove(verification)
    }

    /// What has changed behind a position, in its order.
    func changes(of application: ID<Application>, after position: Int, limit: Int) throws -> [Change] {
        try table.changes(of: application, after: position, limit: limit).map { change in
            let id = change.verification
            let template = try change.sealed.map { sealed in
                let key = try keys.key(of: id.description, in: transaction)
                let opened = try FaceGalleryRecord.open(sealed, of: id.uuid, by: { try key.open($0, as: $1) })
                return opened.template
            }
            return Change(position: change.position, verification: id, template: template)
        }
    }
}
