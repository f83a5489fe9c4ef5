import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The table `known_background` inside one transaction.
struct KnownBackgroundStore {
    private let table: GalleryTable
    private let transaction: any Transaction
    private let keys: DataKeys

    init(_ transaction: any Transaction, _ keys: DataKeys) {
        table = GalleryTable("known_background", transaction)
        self.transaction = transaction
        self.keys = keys
    }

    /// One row after its newest change.
    struct Change: Sendable {
        let position: Int
        let verification: ID<Verification>
        /// None where they were taken out.
        let prints: [BackgroundPrint]
    }

    /// Puts prints in the place of those there were.
    func put(_ prints: [BackgroundPrint], of verification: Verification) throws {
        let key = try keys.key(of: verification.id.description, in: transaction)
        try table.put(try key.seal(json: prints, as: Self.name(verification.id)), of: verification)
    }

    /// Leaves the row, without its prints, so that whoever holds them in memory learns of it.
    func remove(_ verification: ID<Verification>) throws {
        try table.remove(verification)
    }

    /// The position behind which the newest rows lie, `count` of them at most.
    func position(of application: ID<Application>, beforeNewest count: Int) throws -> Int {
        try table.position(of: application, beforeNewest: count)
    }

    /// What has changed behind a position, in its order.
    func changes(of application: ID<Application>, after position: Int, limit: Int) throws -> [Change] {
        try table.changes(of: application, after: position, limit: limit).map { change in
            let id = change.verification
            let prints = try change.sealed.map { sealed in
                let key = try keys.key(of: id.description, in: transaction)
                return try key.open([BackgroundPrint].self, json: sealed, as: Self.name(id))
            }
            return Change(position: change.position, verification: id, prints: prints ?? [])
        }
    }

    private static func name(_ verification: ID<Verification>) -> String { "known_background/\(verification)" }
}
