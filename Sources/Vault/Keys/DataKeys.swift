import Crypto
package import Database
import Foundation

/// The data keys, one a subject (a verification), each wrapped by the master key in the table `data_key`.
///
/// No unwrapped key is kept for the next request: its row has to be asked for anyway, since another process may have
/// erased it, and unwrapping takes less than many threads waiting for one table of known keys.
package struct DataKeys: Sendable {
    private let wrapping: SymmetricKey

    package init(master: MasterKey) {
        wrapping = master.derived(for: "data-keys")
    }

    /// Makes the key of a new subject; to be called in the transaction that creates the subject.
    package func create(for subject: String, in transaction: some Transaction) throws -> DataKey {
        let key = DataKey.new()
        let wrapped = try Sealing.seal(key.key.withUnsafeBytes { Data($0) }, with: wrapping, as: "data_key/\(subject)")
        try transaction.execute("INSERT INTO data_key (subject, wrapped) VALUES (\(subject), \(wrapped))")
        return key
    }

    /// - Throws: `VaultError.erased` where the subject has no key any more, or never had one.
    package func key(of subject: String, in transaction: some Transaction) throws -> DataKey {
        guard let row = try transaction.row("SELECT wrapped FROM data_key WHERE subject = \(subject)") else {
            throw VaultError.erased
        }
        let plain = try Sealing.open(try row.data("wrapped"), with: wrapping, as: "data_key/\(subject)")
        return DataKey(key: SymmetricKey(data: plain))
    }

    /// Destroys the key: all that it sealed is unreadable from the commit on.
    package func erase(_ subject: String, in transaction: some Transaction) throws {
        try transaction.execute("DELETE FROM data_key WHERE subject = \(subject)")
    }
}
