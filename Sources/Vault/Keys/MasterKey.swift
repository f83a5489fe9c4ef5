package import Crypto
package import Foundation
import Kernel

/// The key of the house: it wraps the data keys and nothing else. Where it is lost, everything sealed is lost.
package struct MasterKey: Sendable {
    fileprivate let key: SymmetricKey

    package init(_ key: SymmetricKey) {
        self.key = key
    }

    /// A key for one purpose, derived by HKDF-SHA256 (RFC 5869): the same purpose always gives the same key.
    package func derived(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: Data("couth/v1".utf8), info: Data(purpose.utf8), outputByteCount: 32)
    }

    /// Seals a small secret of the house itself, such as a signing key. `name` says which: what is sealed under one
    /// name opens under no other.
    package func seal(_ secret: Data, as name: String) throws -> Data {
        try Sealing.seal(secret, with: derived(for: "house"), as: name)
    }

    package func open(_ sealed: Data, as name: String) throws(VaultError) -> Data {
        try Sealing.open(sealed, with: derived(for: "house"), as: name)
    }
}

/// The master key as a file of 32 random bytes in hexadecimal, readable by its owner alone.
package enum KeyFile {
    /// Reads the key, or creates the file (mode 0600) where there is none.
    /// - Throws: `VaultError.keyFile` where the file is readable by others, or is not a key.
    package static func readOrCreate(at path: String) throws -> MasterKey {
        if !FileManager.default.fileExists(atPath: path) {
            try create(at: path)
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes[.posixPermissions] as? NSNumber, mode.intValue & 0o077 == 0 else {
            throw VaultError.keyFile("\(path) can be read by others; run: chmod 600 \(path)")
        }
        let text = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let bytes = Hex.decode(text), bytes.count == 32 else {
            throw VaultError.keyFile("\(path) does not hold 64 hexadecimal digits")
        }
        return MasterKey(SymmetricKey(data: bytes))
    }

    /// Writes the whole file under another name first: a machine that stops here leaves no half key behind.
    private static func create(at path: String) throws {
        let key = SymmetricKey(size: .bits256)
        let text = key.withUnsafeBytes { Hex.encode($0) } + "\n"
        try DurableFile.write(Data(text.utf8), to: path, mode: 0o600)
    }
}
