import Foundation
import TestKit
import Testing
import Vault

@Suite struct `Objects as files` {
    private let folder: TemporaryFolder
    private let objects: FileObjects

    init() throws {
        folder = try TemporaryFolder()
        objects = try FileObjects(folder: "\(folder.path)/media")
    }

    private func bytes(of name: ObjectName) async throws -> Data {
        var all = Data()
        for try await piece in try await objects.get(name) { all.append(piece) }
        return all
    }

    @Test(arguments: [0, 1, 262_144, 262_145, 1_000_000])
    func `come back as they were put`(_ count: Int) async throws {
        let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) })
        let name = SealedMedia.name(of: data)
        try await objects.put(data, as: name)
        #expect(try await bytes(of: name) == data)
    }

    @Test func `are one object where the same name is put twice, also at the same time`() async throws {
        let data = Data("sealed".utf8)
        let name = SealedMedia.name(of: data)
        try await withThrowingTaskGroup(of: Void.self) { [objects] group in
            for _ in 0..<20 { group.addTask { try await objects.put(data, as: name) } }
            try await group.waitForAll()
        }
        #expect(try await objects.list().map(\.name) == [name])
        #expect(try await bytes(of: name) == data)
    }

    @Test func `are gone when deleted, however often`() async throws {
        let name = SealedMedia.name(of: Data([1]))
        try await objects.delete(name)
        try await objects.put(Data([1]), as: name)
        try await objects.delete(name)
        try await objects.delete(name)
        #expect(try await objects.list().isEmpty)
        await #expect(throws: VaultError.objectMissing) { _ = try await objects.get(name) }
    }

    @Test func `are all listed, and nothing else is`() async throws {
        let all = (0..<40).map { Data([UInt8($0)]) }
        for data in all { try await objects.put(data, as: SealedMedia.name(of: data)) }
        let stray = "\(folder.path)/media/ab/\(String(repeating: "0", count: 62)).123.part"
        try FileManager.default.createDirectory(
            atPath: "\(folder.path)/media/ab", withIntermediateDirectories: true)
        try Data([1]).write(to: URL(fileURLWithPath: stray))
        let listed = try await objects.list()
        #expect(Set(listed.map(\.name)) == Set(all.map { SealedMedia.name(of: $0) }))
        #expect(listed.count == 40)
    }

    @Test func `are read by their owner alone`() async throws {
        let name = SealedMedia.name(of: Data([1]))
        try await objects.put(Data([1]), as: name)
        for path in try FileManager.default.subpathsOfDirectory(atPath: "\(folder.path)/media") {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/media/\(path)")
            let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0o777
            #expect(mode & 0o077 == 0, "\(path)")
        }
    }

    @Test(arguments: [
        "", "abc", "../../../../etc/passwd", String(repeating: "A", count: 64), String(repeating: "g", count: 64),
        String(repeating: "a", count: 63), String(repeating: "a", count: 65), String(repeating: "０", count: 64),
    ])
    func `have digests for names and nothing else`(_ text: String) {
        #expect(ObjectName(text) == nil)
    }
}
