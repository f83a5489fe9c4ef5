import Database
import Evidence
import Foundation
import Kernel
import Vault

/// The prints in memory: those of each application, filled from the rows when they are asked for first, and afterwards
/// with what has changed since. Nothing is lost with the process.
actor BackgroundGalleries {
    private struct Filled: Sendable {
        var gallery = BackgroundGallery(capacity: KnownBackgroundLimits.prints)
        /// Nil before the first row.
        var position: Int?
    }

    private let database: any Database
    private let keys: DataKeys
    private var filled: [ID<Application>: Filled] = [:]

    init(database: any Database, keys: DataKeys) {
        self.database = database
        self.keys = keys
    }

    /// The prints of an application, as the rows have them now: the newest.
    func gallery(of application: ID<Application>) async throws -> BackgroundGallery {
        var current = filled[application] ?? Filled()
        while true {
            let after = current.position
            let (start, changes) = try await database.read { [keys] transaction in
                let store = KnownBackgroundStore(transaction, keys)
                let start = try after ?? store.position(of: application, beforeNewest: KnownBackgroundLimits.prints)
                return (
                    start, try store.changes(of: application, after: start, limit: KnownBackgroundLimits.page)
                )
            }
            for change in changes {
                let id = change.verification.uuid
                current.gallery.remove(id)
                for print in change.prints.prefix(KnownBackgroundLimits.sides) { current.gallery.add(print, as: id) }
            }
            current.position = changes.last?.position ?? start
            guard changes.count == KnownBackgroundLimits.page else { break }
        }
        // Another call may have come as far meanwhile, over a copy of its own: both are whole.
        filled[application] = current
        return current.gallery
    }
}
