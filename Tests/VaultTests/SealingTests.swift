import Crypto
import Foundation
import Testing
import Vault

@Suite struct `A sealed value` {
    private let key = DataKey.new()

    @Test(arguments: [0, 1, 15, 16, 17, 4096])
    func `opens to what it was`(_ count: Int) throws {
        let plain = Data((0..<count).map { UInt8(truncatingIfNeeded: $0) })
        let sealed = try key.seal(plain, as: "name")
        #expect(sealed.count == count + 28)
        #expect(try key.open(sealed, as: "name") == plain)
    }

    @Test func `is another text each time`() throws {
        let texts = try (0..<100).map { _ in try key.seal(Data("same".utf8), as: "name") }
        #expect(Set(texts).count == 100)
    }

    @Test func `does not open under another name or key`() throws {
        let sealed = try key.seal(Data("value".utf8), as: "verification.private/1")
        for name in ["verification.private/2", "", "verification.private/1 "] {
            #expect(throws: VaultError.notAuthentic) { try key.open(sealed, as: name) }
        }
        #expect(throws: VaultError.notAuthentic) { try DataKey.new().open(sealed, as: "verification.private/1") }
    }

    @Test func `does not open with any bit changed, or any byte missing`() throws {
        let sealed = try key.seal(Data("value".utf8), as: "name")
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: VaultError.notAuthentic) { try key.open(changed, as: "name") }
        }
        for count in 0..<sealed.count {
            #expect(throws: VaultError.notAuthentic) { try key.open(sealed.prefix(count), as: "name") }
        }
    }

    @Test func `may be JSON`() throws {
        let sealed = try key.seal(json: ["a": [1, 2]], as: "name")
        #expect(try key.open([String: [Int]].self, json: sealed, as: "name") == ["a": [1, 2]])
    }

    @Test func `of the house opens under its own name with its own master key`() throws {
        let master = MasterKey(SymmetricKey(size: .bits256))
        let sealed = try master.seal(Data("secret".utf8), as: "signing_key/1")
        #expect(try master.open(sealed, as: "signing_key/1") == Data("secret".utf8))
        #expect(throws: VaultError.notAuthentic) { try master.open(sealed, as: "signing_key/2") }
        let other = MasterKey(SymmetricKey(size: .bits256))
        #expect(throws: VaultError.notAuthentic) { try other.open(sealed, as: "signing_key/1") }
    }

    @Test func `rests on a key for each purpose`() {
        let master = MasterKey(SymmetricKey(data: Data(repeating: 7, count: 32)))
        let same = MasterKey(SymmetricKey(data: Data(repeating: 7, count: 32)))
        #expect(master.derived(for: "house") == same.derived(for: "house"))
        #expect(master.derived(for: "house") != master.derived(for: "data-keys"))
    }
}
