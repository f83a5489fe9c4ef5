import Crypto
import Foundation
import JWTKit
import Kernel
import Synchronization

/// The claims of an access token (RFC 9068 in the members that matter here).
struct AccessTokenClaims: JWTPayload {
    let iss: IssuerClaim
    let sub: SubjectClaim
    let aud: AudienceClaim
    let exp: ExpirationClaim
    let iat: IssuedAtClaim
    let jti: IDClaim
    let clientID: String
    let applicationID: String
    let scope: String
    let cnf: Confirmation?

    /// To whom the token is bound (RFC 7800): the certificate that its client had shown.
    struct Confirmation: Codable {
        let thumbprint: String

        private enum CodingKeys: String, CodingKey {
            case thumbprint = "x5t#S256"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case iss, sub, aud, exp, iat, jti, scope, cnf
        case clientID = "client_id"
        case applicationID = "application_id"
    }

    /// Time and audience are checked by the signer, with the clock that is handed in.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// Signs and checks access tokens with ES256 (P-256). Any server with the keys checks a token without the database.
final class TokenSigner: Sendable {
    static let audience = "couth"
    /// Tokens that were checked stay known by their bytes until they end: a check costs two elliptic curve operations.
    private static let largestCache = 10_000

    private let keys: JWTKeyCollection
    private let signingKeyID: JWKIdentifier
    private let publicKeys: [(id: String, key: P256.Signing.PublicKey)]
    private let checked = Mutex<[String: CheckedToken]>([:])

    /// A token that is the house's own and not over yet.
    struct CheckedToken {
        let caller: Caller
        /// The certificate that the call must show too; nil for a bearer token.
        let thumbprint: String?
        fileprivate let endsAt: Date
    }

    /// - Parameter keyPairs: newest first; the first signs.
    init(keyPairs: [(id: String, key: P256.Signing.PrivateKey)]) async throws {
        precondition(!keyPairs.isEmpty, "a token signer needs a key")
        keys = JWTKeyCollection()
        for pair in keyPairs {
            let key = try ES256PrivateKey(pem: pair.key.pemRepresentation)
            await keys.add(ecdsa: key, kid: JWKIdentifier(string: pair.id))
        }
        signingKeyID = JWKIdentifier(string: keyPairs[0].id)
        publicKeys = keyPairs.map { ($0.id, $0.key.publicKey) }
    }

    func sign(_ claims: AccessTokenClaims) async throws -> String {
        try await keys.sign(claims, kid: signingKeyID, header: ["typ": "at+jwt"])
    }

    /// - Throws: `AccessError.invalidToken` for a token of another house, another algorithm, or past its end.
    func check(_ token: String, issuer: String, at now: Date) async throws(AccessError) -> CheckedToken {
        if let known = checked.withLock({ $0[token] }) {
            guard known.endsAt > now else { throw .invalidToken }
            return known
        }
        guard token.utf8.count <= AccessLimits.tokenBytes,
            let claims = try? await keys.verify(token, as: AccessTokenClaims.self),
            claims.iss.value == issuer, claims.aud.value == [Self.audience], claims.exp.value > now,
            let application = ID<Application>(claims.applicationID), let scopes = Scope.parse(claims.scope)
        else { throw .invalidToken }
        let caller = Caller(clientID: claims.clientID, application: application, scopes: scopes)
        let found = CheckedToken(caller: caller, thumbprint: claims.cnf?.thumbprint, endsAt: claims.exp.value)
        checked.withLock { cache in
            if cache.count >= Self.largestCache { cache.removeAll() }
            cache[token] = found
        }
        return found
    }

    /// The public keys as a JSON Web Key Set (RFC 7517).
    var keySet: KeySet {
        KeySet(
            keys: publicKeys.map { id, key in
                let point = key.rawRepresentation
                return KeySet.Key(
                    kty: "EC", use: "sig", alg: "ES256", kid: id, crv: "P-256",
                    x: Base64URL.encode(point.prefix(32)), y: Base64URL.encode(point.suffix(32)))
            })
    }
}

struct KeySet: Encodable {
    struct Key: Encodable {
        let kty: String
        let use: String
        let alg: String
        let kid: String
        let crv: String
        let x: String
        let y: String
    }

    let keys: [Key]
}

/// Base64 for addresses and tokens: RFC 4648 section 5, without padding.
enum Base64URL {
    static func encode(_ data: some DataProtocol) -> String {
        Data(data).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Nil where the text is none of it, or has a length that no bytes give.
    static func decode(_ text: String?) -> Data? {
        guard let text, !text.isEmpty, !text.contains("=") else { return nil }
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + padding)
    }
}
