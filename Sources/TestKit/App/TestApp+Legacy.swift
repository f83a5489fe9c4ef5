import Database
import Foundation
package import HTTPTypes
import Journal
package import Kernel
package import Onboarding

/// What an older client needs: the legacy API switched on, and a key.
extension TestApp {
    /// A key in the hands of an older client.
    package struct OlderKey: Sendable {
        package let id: ID<LegacyKey>
        /// As it is sent.
        package let text: String
    }

    /// The same house with the legacy API.
    package func withLegacy(_ body: @escaping @Sendable (TestApp) async throws -> Void) async throws {
        try await with({ $0.servesLegacy = true }, body)
    }

    /// A key that begins verifications with a setup: the tenant's sandbox where none is named.
    package func olderKey(of tenant: Tenant? = nil, setup: String? = nil) async throws -> OlderKey {
        let id = try ID<Setup>(setup ?? (tenant ?? self.tenant).sandbox).orThrow("no setup")
        return try await house.database.write { [legacy = house.legacy] transaction in
            let made = try legacy.createKey(
                beginningWith: id, by: .operatorNamed("mila"), in: transaction)
            return OlderKey(id: made.key.id, text: made.text)
        }
    }

    /// - Returns: whether the key was good until now.
    package func revoke(_ key: OlderKey) async throws -> Bool {
        try await house.database.write { [legacy = house.legacy] in
            try legacy.revokeKey(key.id, by: .operatorNamed("mila"), in: $0)
        }
    }

    /// The header field of the key. The literal has token characters only, so it is always a name.
    package static let olderKeyField = HTTPField.Name("x-api-key")!
}
