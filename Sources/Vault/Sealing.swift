package import Crypto
package import Foundation

/// AES-256-GCM over one small value: nonce (12) ‖ ciphertext ‖ tag (16).
package enum Sealing {
    /// - Parameter name: what the value is, e.g. `verification.private/<id>`: authenticated, not stored. A sealed value
    ///   that is put into another row or column does not open.
    package static func seal(_ plain: Data, with key: SymmetricKey, as name: String) throws -> Data {
        let box = try AES.GCM.seal(plain, using: key, authenticating: Data(name.utf8))
        guard let combined = box.combined else { throw VaultError.notAuthentic }
        return combined
    }

    package static func open(_ sealed: Data, with key: SymmetricKey, as name: String) throws(VaultError) -> Data {
        do {
            return try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Data(name.utf8))
        } catch {
            throw .notAuthentic
        }
    }
}
