import Crypto
import Foundation
import TestKit
import Testing
import Vault

@Suite struct `The key file` {
    private func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test func `is made once, for its owner alone, and read from then on`() throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/master.key"
        let made = try KeyFile.readOrCreate(at: path)
        #expect(try mode(path) == 0o600)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.wholeMatch(of: /[0-9a-f]{64}\n/) != nil)
        let read = try KeyFile.readOrCreate(at: path)
        #expect(read.derived(for: "x") == made.derived(for: "x"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["master.key"])
    }

    @Test func `is another one in another place`() throws {
        let folder = try TemporaryFolder()
        let keys = try (0..<5).map { try KeyFile.readOrCreate(at: "\(folder.path)/\($0)").derived(for: "x") }
        #expect(Set(keys.map { $0.withUnsafeBytes { Data($0) } }).count == 5)
    }

    @Test(arguments: [0o644, 0o640, 0o660, 0o604, 0o610])
    func `is refused where others may read it`(_ mode: Int) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/master.key"
        _ = try KeyFile.readOrCreate(at: path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let error = #expect(throws: VaultError.self) { try KeyFile.readOrCreate(at: path) }
        guard case .keyFile(let text)? = error else {
            Issue.record("another error")
            return
        }
        #expect(text.contains("chmod 600"))
    }

    @Test(arguments: [
        "", "abc", String(repeating: "0", count: 63), String(repeating: "0", count: 66),
        String(repeating: "g", count: 64),
    ])
    func `is refused where it holds no key, and is not overwritten`(_ text: String) throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/master.key"
        try DurableFile.write(Data(text.utf8), to: path, mode: 0o600)
        #expect(throws: VaultError.self) { try KeyFile.readOrCreate(at: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
}
