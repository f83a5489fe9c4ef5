import Crypto
package import Foundation
import Kernel

/// The form of sealed media: frames of 64 KiB, each AES-256-GCM, so that a reader can stream them and can tell a frame
/// that is changed, moved, missing or from another object.
///
/// Layout: version (1 byte, 0x01) ‖ prefix (7 random bytes) ‖ frames; a frame is ciphertext ‖ tag (16).
/// Nonce of frame n: prefix ‖ n (4 bytes, big endian) ‖ 1 for the last frame, else 0 (the STREAM construction of Hoang,
/// Reyhanitabar, Rogaway and Vizár). Associated data: the version and the object's identity.
package enum SealedMedia {
    static let frameBytes = 64 * 1024
    static let headerBytes = 8
    static let tagBytes = 16
    private static let version: UInt8 = 1

    /// - Parameter identity: what the object is, e.g. `evidence/<id>`; needed again to open it.
    package static func seal(_ plain: Data, with key: DataKey, as identity: String) throws -> Data {
        let prefix = (0..<7).map { _ in UInt8.random(in: .min ... .max) }
        var sealed = Data([version] + prefix)
        sealed.reserveCapacity(plain.count + plain.count / frameBytes * tagBytes + headerBytes + tagBytes)
        var offset = 0
        var index: UInt32 = 0
        repeat {
            let end = min(offset + frameBytes, plain.count)
            let nonce = try AES.GCM.Nonce(data: nonceBytes(prefix, index, isLast: end == plain.count))
            let piece = plain[(plain.startIndex + offset)..<(plain.startIndex + end)]
            let box = try AES.GCM.seal(piece, using: key.key, nonce: nonce, authenticating: associated(identity))
            sealed.append(box.ciphertext)
            sealed.append(box.tag)
            offset = end
            index += 1
        } while offset < plain.count
        return sealed
    }

    /// The name under which a sealed object is kept.
    package static func name(of sealed: Data) -> ObjectName {
        // A SHA-256 in lower-case hexadecimal is always a name.
        ObjectName(Hex.encode(SHA256.hash(data: sealed)))!
    }

    /// Opens the pieces as they come; throws `VaultError.notAuthentic` at the first byte that is not as it was sealed,
    /// and at an end that comes too early.
    package static func open(
        _ pieces: AsyncThrowingStream<Data, any Error>, with key: DataKey, as identity: String
    ) -> AsyncThrowingStream<Data, any Error> {
        let state = Opening(pieces: pieces, key: key, identity: identity)
        return AsyncThrowingStream { try await state.next() }
    }

    static func nonceBytes(_ prefix: [UInt8], _ index: UInt32, isLast: Bool) -> [UInt8] {
        prefix + withUnsafeBytes(of: index.bigEndian) { Array($0) } + [isLast ? 1 : 0]
    }

    static func associated(_ identity: String) -> Data {
        Data([version]) + Data(identity.utf8)
    }

    static func prefix(ofHeader header: Data) throws(VaultError) -> [UInt8] {
        guard header.count == headerBytes, header.first == version else { throw .notAuthentic }
        return Array(header.dropFirst())
    }
}

/// Where the reader of one object stands.
private actor Opening {
    private var pieces: AsyncThrowingStream<Data, any Error>.Iterator
    private let key: DataKey
    private let identity: String
    private var buffer = Data()
    private var prefix: [UInt8] = []
    private var index: UInt32 = 0
    private var isDone = false

    init(pieces: AsyncThrowingStream<Data, any Error>, key: DataKey, identity: String) {
        self.pieces = pieces.makeAsyncIterator()
        self.key = key
        self.identity = identity
    }

    func next() async throws -> Data? {
        if isDone { return nil }
        if prefix.isEmpty {
            _ = try await fill(to: SealedMedia.headerBytes)
            prefix = try SealedMedia.prefix(ofHeader: take(SealedMedia.headerBytes))
        }
        // One byte more than a frame tells whether this frame is the last.
        let hasMore = try await fill(to: SealedMedia.frameBytes + SealedMedia.tagBytes + 1)
        isDone = !hasMore
        let frame = take(SealedMedia.frameBytes + SealedMedia.tagBytes)
        guard frame.count >= SealedMedia.tagBytes else { throw VaultError.notAuthentic }
        defer { index += 1 }
        return try opened(frame)
    }

    private func opened(_ frame: Data) throws -> Data {
        do {
            let nonce = SealedMedia.nonceBytes(prefix, index, isLast: isDone)
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: nonce), ciphertext: frame.dropLast(SealedMedia.tagBytes),
                tag: frame.suffix(SealedMedia.tagBytes))
            return try AES.GCM.open(box, using: key.key, authenticating: SealedMedia.associated(identity))
        } catch {
            throw VaultError.notAuthentic
        }
    }

    private func fill(to count: Int) async throws -> Bool {
        while buffer.count < count {
            var iterator = pieces
            let piece = try await iterator.next(isolation: self)
            pieces = iterator
            guard let piece else { return false }
            buffer.append(piece)
        }
        return true
    }

    private func take(_ count: Int) -> Data {
        let taken = Data(buffer.prefix(count))
        buffer = Data(buffer.dropFirst(count))
        return taken
    }
}
