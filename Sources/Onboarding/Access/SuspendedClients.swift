import Database
import Foundation
import Synchronization

/// Which clients are suspended. A token says nothing of that, and asking the database at each call would cost what
/// signed tokens save: the list is read again when the last reading is a second old.
final class SuspendedClients: Sendable {
    /// How long a suspended client's tokens may still open something.
    static let knownForSeconds: Double = 1

    private struct Reading {
        let clients: Set<String>
        let at: Date
    }

    private let database: any Database
    private let reading = Mutex<Reading?>(nil)

    init(database: any Database) {
        self.database = database
    }

    func contains(_ clientID: String, at now: Date) async throws -> Bool {
        if let known = reading.withLock({ $0 }), abs(now.timeIntervalSince(known.at)) < Self.knownForSeconds {
            return known.clients.contains(clientID)
        }
        let clients = try await database.read { try AccessStore($0).suspendedClients() }
        reading.withLock { $0 = Reading(clients: clients, at: now) }
        return clients.contains(clientID)
    }
}
