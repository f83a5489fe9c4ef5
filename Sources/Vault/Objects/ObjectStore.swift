package import Foundation

/// Where sealed media lie: bytes by name. It never sees anything that is not sealed.
package protocol ObjectStore: Sendable {
    /// Keeps the bytes durably: when this returns, they survive a power cut. The same name twice is one object.
    func put(_ bytes: Data, as name: ObjectName) async throws
    /// The object's bytes in pieces, in order.
    /// - Throws: `VaultError.objectMissing`.
    func get(_ name: ObjectName) async throws -> AsyncThrowingStream<Data, any Error>
    /// Gone when this returns; no error where it never was.
    func delete(_ name: ObjectName) async throws
    /// Every object's name and when it was written: for the sweeper.
    func list() async throws -> [(name: ObjectName, modified: Date)]
}

/// The SHA-256 of the sealed bytes, 64 hexadecimal digits: the name says nothing about the person and proves the
/// content.
package struct ObjectName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard text.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit && !$0.isUppercase }) else { return nil }
        description = text
    }
}
