package import Foundation

/// Sealed media in an object store.
package struct Vault: Sendable {
    private let objects: any ObjectStore

    package init(objects: any ObjectStore) {
        self.objects = objects
    }

    /// Seals and keeps the bytes. To be called **before** the transaction that names the object: an object without a
    /// row is swept later, a row without an object would be a loss.
    package func keep(_ plain: Data, with key: DataKey, as identity: String) async throws -> ObjectName {
        let sealed = try SealedMedia.seal(plain, with: key, as: identity)
        let name = SealedMedia.name(of: sealed)
        try await objects.put(sealed, as: name)
        return name
    }

    /// The plain bytes in pieces, opened one after another.
    package func stream(
        _ name: ObjectName, with key: DataKey, as identity: String
    ) async throws -> AsyncThrowingStream<Data, any Error> {
        SealedMedia.open(try await objects.get(name), with: key, as: identity)
    }

    /// The whole object in memory: for evidence on its way to an engine.
    package func bytes(of name: ObjectName, with key: DataKey, as identity: String) async throws -> Data {
        var plain = Data()
        for try await piece in try await stream(name, with: key, as: identity) {
            plain.append(piece)
        }
        return plain
    }

    package func delete(_ name: ObjectName) async throws {
        try await objects.delete(name)
    }

    package func list() async throws -> [(name: ObjectName, modified: Date)] {
        try await objects.list()
    }
}
