import Foundation
import TestKit
import Testing
import Vault

@Suite struct `The vault` {
    private let folder: TemporaryFolder
    private let vault: Vault
    private let key = DataKey.new()

    init() throws {
        folder = try TemporaryFolder()
        vault = Vault(objects: try FileObjects(folder: folder.path))
    }

    @Test func `keeps bytes that it can give back and nobody can read on the disk`() async throws {
        let plain = Data(String(repeating: "canary of a face ", count: 10_000).utf8)
        let name = try await vault.keep(plain, with: key, as: "evidence/1")
        #expect(try await vault.bytes(of: name, with: key, as: "evidence/1") == plain)
        #expect(try folder.allBytes().range(of: Data("canary".utf8)) == nil)
        // The search itself works: what lies there open is found.
        try plain.write(to: URL(fileURLWithPath: "\(folder.path)/open"))
        #expect(try folder.allBytes().range(of: Data("canary".utf8)) != nil)
    }

    @Test func `does not open an object that was changed on the disk`() async throws {
        let name = try await vault.keep(Data(repeating: 1, count: 100), with: key, as: "evidence/1")
        let path = "\(folder.path)/\(name.description.prefix(2))/\(name.description.dropFirst(2))"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes[50] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        await #expect(throws: VaultError.notAuthentic) {
            try await vault.bytes(of: name, with: key, as: "evidence/1")
        }
    }

    @Test func `says that an object is missing`() async throws {
        let name = try await vault.keep(Data([1]), with: key, as: "evidence/1")
        try await vault.delete(name)
        await #expect(throws: VaultError.objectMissing) {
            try await vault.bytes(of: name, with: key, as: "evidence/1")
        }
        #expect(try await vault.list().isEmpty)
    }
}
