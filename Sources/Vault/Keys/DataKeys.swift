import Crypto
package import Database
import Foundation
import Synchronization

/// The data keys, one a subject (a verification), each wrapped by the master key in the table `data_key`.
package final class DataKeys: Sendable {
    /// Unwrapped keys are kept for the next request, this many at the most.
    private static let largestCache = 4096

    private let wrapping: SymmetricKey
    private let cache = Mutex<[String: Remembered]>([:])

    private struct Remembered {
        let wrapped: Data
        let key: DataKey
    }

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
        // The row is asked every time: a key that another process erased must not live on in this one's memory.
        guard let row = try transaction.row("SELECT wrapped FROM data_key WHERE subject = \(subject)") else {
            cache.withLock { _ = $0.removeValue(forKey: subject) }
            throw VaultError.erased
        }
        // Nor may a key live on whose creation was undone: only that of this very row counts.
        let wrapped = try row.data("wrapped")
        if let known = cache.withLock({ $0[subject] }), known.wrapped == wrapped { return known.key }
        let plain = try Sealing.open(wrapped, with: wrapping, as: "data_key/\(subject)")
        let key = DataKey(key: SymmetricKey(data: plain))
        cache.withLock { cache in
            if cache.count >= Self.largestCache { cache.removeAll() }
            cache[subject] = Remembered(wrapped: wrapped, key: key)
        }
        return key
    }

    /// Destroys the key: all that it sealed is unreadable from the commit on.
    package func erase(_ subject: String, in transaction: some Transaction) throws {
        try transaction.execute("DELETE FROM data_key WHERE subject = \(subject)")
        cache.withLock { _ = $0.removeValue(forKey: subject) }
    }
}
