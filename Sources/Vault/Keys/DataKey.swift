import Crypto
package import Foundation

/// The key of one verification: everything private about it, columns and media, is sealed under it. When the key is
/// erased, all of that is gone, in every copy.
package struct DataKey: Sendable {
    let key: SymmetricKey

    package static func new() -> DataKey {
        DataKey(key: SymmetricKey(size: .bits256))
    }

    package func seal(_ plain: Data, as name: String) throws -> Data {
        try Sealing.seal(plain, with: key, as: name)
    }

    package func open(_ sealed: Data, as name: String) throws(VaultError) -> Data {
        try Sealing.open(sealed, with: key, as: name)
    }

    /// A value as JSON, sealed.
    package func seal(json value: some Encodable, as name: String) throws -> Data {
        try seal(JSONEncoder().encode(value), as: name)
    }

    package func open<Value: Decodable>(_ type: Value.Type = Value.self, json sealed: Data, as name: String) throws
        -> Value
    {
        try JSONDecoder().decode(type, from: open(sealed, as: name))
    }
}
