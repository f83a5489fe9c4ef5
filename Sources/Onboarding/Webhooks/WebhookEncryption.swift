import Crypto
import Foundation
import Kernel

/// A receiver's public key, under which full payloads are encrypted: a compact JWE (RFC 7516) with ECDH-ES+A256KW and
/// A256GCM (RFC 7518 sections 4.6 and 5.3).
package struct WebhookEncryption: Codable, Equatable, Sendable {
    /// An elliptic curve key of RFC 7517, on P-256.
    package struct PublicKey: Codable, Equatable, Sendable {
        package let kty: String
        package let crv: String
        package let x: String
        package let y: String
        package let kid: String?

        package init(kty: String = "EC", crv: String = "P-256", x: String, y: String, kid: String? = nil) {
            self.kty = kty
            self.crv = crv
            self.x = x
            self.y = y
            self.kid = kid
        }

        /// Nil where this is no point of the curve.
        fileprivate var key: P256.KeyAgreement.PublicKey? {
            guard kty == "EC", crv == "P-256", let x = Base64URL.decode(x), let y = Base64URL.decode(y), x.count == 32,
                y.count == 32
            else { return nil }
            return try? P256.KeyAgreement.PublicKey(rawRepresentation: x + y)
        }
    }

    package static let algorithm = "ECDH-ES+A256KW"
    static let encoding = "A256GCM"

    package let publicKey: PublicKey
    /// What the one-time keys of each event are derived from, so that every attempt sends the same bytes. New with each
    /// public key; an event's payload never changes, so that no key ever meets a second text.
    private let seed: Private<Data>

    /// - Throws: `WebhookError.encryptionKey` where the key is not one to encrypt to.
    package init(to publicKey: PublicKey) throws(WebhookError) {
        guard publicKey.key != nil, publicKey.kid.map({ WebhookLimits.keyIdBytes.contains($0.utf8.count) }) ?? true
        else { throw .encryptionKey }
        self.publicKey = publicKey
        seed = Private(SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) })
    }

    /// - Parameter name: what is encrypted; the same name always gives the same text.
    func encrypt(_ payload: Data, named name: String) throws -> String {
        guard let receiver = publicKey.key else { throw WebhookError.encryptionKey }
        let sender = try oneTimeKey(name)
        let header = try header(sender.publicKey)
        let contentKey = derived(name, "content", bytes: 32)
        let secret = try sender.sharedSecretFromKeyAgreement(with: receiver)
        let wrapped = try AES.KeyWrap.wrap(contentKey, using: Self.wrappingKey(secret.withUnsafeBytes { Data($0) }))
        let nonce = derived(name, "nonce", bytes: 12).withUnsafeBytes { Data($0) }
        let box = try AES.GCM.seal(
            payload, using: contentKey, nonce: AES.GCM.Nonce(data: nonce), authenticating: Data(header.utf8))
        return [
            header, Base64URL.encode(wrapped), Base64URL.encode(nonce), Base64URL.encode(box.ciphertext),
            Base64URL.encode(box.tag),
        ].joined(separator: ".")
    }

    private struct Header: Encodable {
        struct EphemeralKey: Encodable {
            let kty = "EC"
            let crv = "P-256"
            let x: String
            let y: String
        }

        let alg = WebhookEncryption.algorithm
        let enc = WebhookEncryption.encoding
        let cty = "application/json"
        let kid: String?
        let epk: EphemeralKey
    }

    private func header(_ key: P256.KeyAgreement.PublicKey) throws -> String {
        let point = key.rawRepresentation
        let epk = Header.EphemeralKey(
            x: Base64URL.encode(point.prefix(32)), y: Base64URL.encode(point.suffix(32)))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Base64URL.encode(try encoder.encode(Header(kid: publicKey.kid, epk: epk)))
    }

    /// One in 2³² derived numbers is no private key of the curve; then the next one is.
    private func oneTimeKey(_ name: String) throws -> P256.KeyAgreement.PrivateKey {
        for turn in 0..<8 {
            let bytes = derived(name, "agreement \(turn)", bytes: 32).withUnsafeBytes { Data($0) }
            if let key = try? P256.KeyAgreement.PrivateKey(rawRepresentation: bytes) { return key }
        }
        throw WebhookError.encryptionKey
    }

    private func derived(_ name: String, _ purpose: String, bytes: Int) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: seed.value), salt: Data("couth/webhook-encryption/v1".utf8),
            info: Data("\(purpose)/\(name)".utf8), outputByteCount: bytes)
    }

    /// The Concat KDF of NIST SP 800-56A as RFC 7518 section 4.6.2 uses it: one round of SHA-256, no party information.
    private static func wrappingKey(_ secret: Data) -> SymmetricKey {
        func number(_ value: Int) -> Data { withUnsafeBytes(of: UInt32(value).bigEndian) { Data($0) } }
        let round = number(1) + secret + number(algorithm.utf8.count) + Data(algorithm.utf8)
        return SymmetricKey(data: SHA256.hash(data: round + number(0) + number(0) + number(256)))
    }
}
