import Foundation
import Synchronization

/// Settings of versions that were read before: a version never changes, and every request needs one.
final class SettingsCache: Sendable {
    private static let largest = 1_000

    private let known = Mutex<[String: any Sendable]>([:])

    /// - Parameter text: gives the settings as JSON, as they stand in the row.
    func settings<Settings: Codable & Sendable>(of version: String, from text: () throws -> String) throws -> Settings {
        if let settings = known.withLock({ $0[version] }) as? Settings { return settings }
        let settings = try JSONDecoder().decode(Settings.self, from: Data(text().utf8))
        known.withLock { known in
            if known.count >= Self.largest { known.removeAll() }
            known[version] = settings
        }
        return settings
    }
}
