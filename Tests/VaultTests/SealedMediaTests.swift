import Foundation
import Testing
import Vault

@Suite struct `Sealed media` {
    private static let frame = 65_536 + 16
    private let key = DataKey.new()

    private func bytes(_ count: Int) -> Data {
        Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) })
    }

    private func open(
        _ sealed: Data, by piece: Int = 100_000, with other: DataKey? = nil, as identity: String = "evidence/1"
    ) async throws -> Data {
        let pieces = stride(from: 0, to: sealed.count, by: piece).map { Data(sealed.dropFirst($0).prefix(piece)) }
        let stream = AsyncThrowingStream<Data, any Error> { continuation in
            pieces.forEach { continuation.yield($0) }
            continuation.finish()
        }
        var plain = Data()
        for try await opened in SealedMedia.open(stream, with: other ?? key, as: identity) { plain.append(opened) }
        return plain
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000], [7, 1024, 65_536, 65_559, 1_000_000])
    func `open to what they were, in pieces of any size`(_ count: Int, _ piece: Int) async throws {
        let plain = bytes(count)
        let sealed = try SealedMedia.seal(plain, with: key, as: "evidence/1")
        #expect(sealed.count == 8 + count + 16 * max(1, (count + 65_535) / 65_536))
        #expect(try await open(sealed, by: piece) == plain)
    }

    @Test func `open to what they were, where they are a part of other data`() async throws {
        let whole = bytes(70_100)
        let part = whole[100...]
        #expect(try await open(SealedMedia.seal(part, with: key, as: "evidence/1")) == Data(part))
    }

    @Test func `do not open with any single bit changed`() async throws {
        let sealed = try SealedMedia.seal(bytes(24), with: key, as: "evidence/1")
        for bit in 0..<sealed.count * 8 {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            await #expect(throws: VaultError.notAuthentic, "bit \(bit)") { try await open(changed) }
        }
    }

    @Test func `do not open cut at any byte of a small one`() async throws {
        let sealed = try SealedMedia.seal(bytes(24), with: key, as: "evidence/1")
        for count in 0..<sealed.count {
            await #expect(throws: VaultError.notAuthentic, "\(count) bytes") { try await open(sealed.prefix(count)) }
        }
    }

    @Test(arguments: [8, 8 + frame, 8 + 2 * frame, 8 + frame - 16, 8 + frame + 16])
    func `do not open cut between or inside their frames`(_ count: Int) async throws {
        let sealed = try SealedMedia.seal(bytes(200_000), with: key, as: "evidence/1")
        await #expect(throws: VaultError.notAuthentic) { try await open(sealed.prefix(count)) }
    }

    @Test func `do not open with anything added`() async throws {
        let sealed = try SealedMedia.seal(bytes(65_536), with: key, as: "evidence/1")
        for tail in [Data([0]), Data(repeating: 0, count: 16), sealed.suffix(Self.frame)] {
            await #expect(throws: VaultError.notAuthentic) { try await open(sealed + tail) }
        }
    }

    @Test func `do not open with frames swapped, doubled or taken out`() async throws {
        let sealed = try SealedMedia.seal(bytes(200_000), with: key, as: "evidence/1")
        let header = sealed.prefix(8)
        let frames = stride(from: 8, to: sealed.count, by: Self.frame).map {
            Data(sealed.dropFirst($0).prefix(Self.frame))
        }
        #expect(frames.count == 4)
        for order in [[1, 0, 2, 3], [0, 2, 1, 3], [0, 0, 1, 2, 3], [0, 2, 3], [1, 2, 3], [3], [3, 1, 2, 0]] {
            let moved = order.reduce(Data(header)) { $0 + frames[$1] }
            await #expect(throws: VaultError.notAuthentic, "\(order)") { try await open(moved) }
        }
    }

    @Test func `do not open with frames of another object of the same key`() async throws {
        let first = try SealedMedia.seal(bytes(70_000), with: key, as: "evidence/1")
        let second = try SealedMedia.seal(bytes(70_000), with: key, as: "evidence/1")
        let mixed = first.prefix(8 + Self.frame) + second.dropFirst(8 + Self.frame)
        await #expect(throws: VaultError.notAuthentic) { try await open(Data(mixed)) }
    }

    @Test func `do not open as another object or with another key`() async throws {
        let sealed = try SealedMedia.seal(bytes(100), with: key, as: "evidence/1")
        await #expect(throws: VaultError.notAuthentic) { try await open(sealed, as: "evidence/2") }
        await #expect(throws: VaultError.notAuthentic) { try await open(sealed, with: DataKey.new()) }
    }

    @Test func `are named by their digest`() throws {
        let name = SealedMedia.name(of: Data("abc".utf8))
        #expect(name.description == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
