package import Foundation
package import Kernel

/// A key of the legacy API. It opens one application's identifications, and begins new ones with one setup.
package struct LegacyKey: Sendable {
    package let id: ID<LegacyKey>
    package let application: ID<Application>
    package let setup: ID<Setup>
    /// The secret has 256 random bits, so its plain SHA-256 gives nothing to guess; it is compared in constant time.
    let secretSHA256: Data
    package let createdAt: Date
    package let revokedAt: Date?

    /// Who calls, for limits, for repeated requests and in the audit log. No client's id has a slash.
    var caller: Caller { Caller(clientID: "legacy-key/\(id)", application: application, scopes: []) }
}

/// A key as its owner sends it: the id, a dot, the secret. The id names the row; the secret proves.
struct PresentedKey: Sendable {
    let id: ID<LegacyKey>
    let secret: String

    /// Nil for what no key looks like.
    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard text.utf8.count <= LegacyLimits.keyBytes, parts.count == 2, let id = ID<LegacyKey>(parts[0]) else {
            return nil
        }
        self.id = id
        secret = String(parts[1])
    }

    static func text(_ id: ID<LegacyKey>, _ secret: String) -> String { "\(id).\(secret)" }
}

package enum LegacyLimits {
    /// A key as it is sent; one has 80 bytes.
    static let keyBytes = 200
    /// Keys that a list shows.
    package static let keys = 1_000
}
