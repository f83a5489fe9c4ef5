import Crypto
import Database
import DatabaseSQLite
import Foundation
import TestKit
import Testing
import Vault

@Suite struct `The data keys` {
    private struct Undone: Error {}
    private let master = MasterKey(SymmetricKey(size: .bits256))

    @Test func `open what they sealed, also in another process`() async throws {
        let home = try await TestDatabase()
        let sealed = try await home.database.write { [master] transaction in
            try DataKeys(master: master).create(for: "s", in: transaction).seal(Data("value".utf8), as: "column/s")
        }
        let plain = try await home.database.read { [master] transaction in
            try DataKeys(master: master).key(of: "s", in: transaction).open(sealed, as: "column/s")
        }
        #expect(plain == Data("value".utf8))
    }

    @Test func `are erased for good, also where they are remembered`() async throws {
        let home = try await TestDatabase()
        let (here, elsewhere) = (DataKeys(master: master), DataKeys(master: master))
        try await home.database.write { transaction in
            _ = try here.create(for: "s", in: transaction)
            _ = try here.key(of: "s", in: transaction)
            _ = try elsewhere.key(of: "s", in: transaction)
        }
        try await home.database.write { try here.erase("s", in: $0) }
        for keys in [here, elsewhere, DataKeys(master: master)] {
            await #expect(throws: VaultError.erased) {
                try await home.database.read { _ = try keys.key(of: "s", in: $0) }
            }
        }
    }

    @Test func `never existed for an unknown subject`() async throws {
        let home = try await TestDatabase()
        await #expect(throws: VaultError.erased) {
            try await home.database.read { [master] in _ = try DataKeys(master: master).key(of: "s", in: $0) }
        }
    }

    /// Otherwise a retried creation would seal under a key that is stored nowhere.
    @Test func `are not remembered where their creation was undone`() async throws {
        let home = try await TestDatabase()
        let keys = DataKeys(master: master)
        await #expect(throws: Undone.self) {
            try await home.database.write { transaction in
                _ = try keys.create(for: "s", in: transaction)
                _ = try keys.key(of: "s", in: transaction)
                throw Undone()
            }
        }
        let sealed = try await home.database.write { transaction in
            _ = try keys.create(for: "s", in: transaction)
            return try keys.key(of: "s", in: transaction).seal(Data([1]), as: "x")
        }
        let plain = try await home.database.read { [master] in
            try DataKeys(master: master).key(of: "s", in: $0).open(sealed, as: "x")
        }
        #expect(plain == Data([1]))
    }

    @Test func `do not open under another master key, or in another subject's row`() async throws {
        let home = try await TestDatabase()
        try await home.database.write { [master] transaction in
            let keys = DataKeys(master: master)
            _ = try keys.create(for: "a", in: transaction)
            _ = try keys.create(for: "b", in: transaction)
            try transaction.execute(
                "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key WHERE subject = 'a') WHERE subject = 'b'")
        }
        for (subject, master) in [("b", master), ("a", MasterKey(SymmetricKey(size: .bits256)))] {
            await #expect(throws: VaultError.notAuthentic) {
                try await home.database.read { _ = try DataKeys(master: master).key(of: subject, in: $0) }
            }
        }
    }

    @Test func `lie in the table wrapped, not as they are`() async throws {
        let home = try await TestDatabase()
        let wrapped = try await home.database.write { [master] transaction in
            _ = try DataKeys(master: master).create(for: "s", in: transaction)
            return try transaction.row("SELECT wrapped FROM data_key")?.data("wrapped")
        }
        // 12 bytes of nonce, 32 of key, 16 of tag.
        #expect(wrapped?.count == 60)
    }
}
