import Crypto
import Foundation
import JWTKit
import Kernel

/// A client's signed word that it is itself: `private_key_jwt`, RFC 7523 section 2.2 and 3.
struct ClientAssertion: JWTPayload {
    static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    static let largestLifetimeSeconds: Double = 300
    /// What the clocks of two machines may differ.
    static let clockSkewSeconds: Double = 30

    let iss: IssuerClaim
    let sub: SubjectClaim
    let aud: Audience
    let exp: ExpirationClaim
    let jti: IDClaim
    let iat: IssuedAtClaim?
    let nbf: NotBeforeClaim?

    /// One name or a list of them (RFC 7519 section 4.1.3). JWTKit's own type ends the process where the list is empty.
    struct Audience: Codable {
        let names: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            names = try (try? container.decode(String.self)).map { [$0] } ?? container.decode([String].self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(names)
        }
    }

    /// Time and audience are checked below, with the clock that is handed in.
    func verify(using algorithm: some JWTAlgorithm) async throws {}

    /// Whom the text says to be, before anything of it is proven.
    static func claimedClient(of token: String) async -> String? {
        guard token.utf8.count <= AccessLimits.tokenBytes else { return nil }
        let claims = try? await JWTKeyCollection().unverified(token, as: ClientAssertion.self)
        return claims?.sub.value
    }

    /// - Parameter audiences: the issuer and the token endpoint.
    func isGood(for clientID: String, audiences: Set<String>, at now: Date) -> Bool {
        let latest = now.addingTimeInterval(Self.largestLifetimeSeconds + Self.clockSkewSeconds)
        let soon = now.addingTimeInterval(Self.clockSkewSeconds)
        return iss.value == clientID && sub.value == clientID && !audiences.isDisjoint(with: aud.names)
            && exp.value > now && exp.value <= latest && (nbf.map { $0.value <= soon } ?? true)
            && (iat.map { $0.value <= soon } ?? true) && (1...256).contains(jti.value.utf8.count)
    }

    var digest: Data { Data(SHA256.hash(data: Data(jti.value.utf8))) }
}
