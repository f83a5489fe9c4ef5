import Crypto
package import Database
import Foundation
package import HTTPTypes
package import Hummingbird
import JWTKit
package import Kernel
package import Vault

/// The OAuth 2.0 server: applications, clients, and the access tokens they get by the client credentials grant.
package struct Access: Sendable {
    let database: any Database
    let master: MasterKey
    let clock: any WallClock
    private let signer: TokenSigner
    private let issuer: String
    private let certificateHeader: HTTPField.Name?
    private let suspended: SuspendedClients
    private let failures = TokenBuckets<Data>(
        perSecond: AccessLimits.failedProofsPerSecond, burst: AccessLimits.failedProofs,
        largest: AccessLimits.largestFailureTable)
    let limits: RequestLimits?
    private let buckets: TokenBuckets<String>?

    /// What an operator decides of it.
    package struct Policy: Sendable {
        /// Nil: every client may ask as often as it likes.
        package var limits: RequestLimits?
        /// The header field in which the proxy hands on a client's certificate; nil: none is trusted.
        package var certificateHeader: HTTPField.Name?

        package init(limits: RequestLimits? = nil, certificateHeader: HTTPField.Name? = nil) {
            self.limits = limits
            self.certificateHeader = certificateHeader
        }
    }

    /// Reads the signing keys, or makes the first one.
    package init(
        database: any Database, master: MasterKey, issuer: String, policy: Policy, clock: any WallClock
    ) async throws {
        limits = policy.limits
        buckets = policy.limits.map {
            TokenBuckets(
                perSecond: Double($0.perSecond), burst: $0.burst, largest: RequestLimits.largestTable)
        }
        certificateHeader = policy.certificateHeader
        suspended = SuspendedClients(database: database)
        self.database = database
        self.master = master
        self.issuer = issuer
        self.clock = clock
        let now = clock.now
        let pairs = try await database.write { transaction in
            let store = AccessStore(transaction)
            if try store.signingKeys().isEmpty {
                let id = ID<Access>.new(at: now).description
                let sealed = try master.seal(P256.Signing.PrivateKey().rawRepresentation, as: "signing_key/\(id)")
                try store.insertSigningKey(id, sealed: sealed, at: now)
            }
            return try store.signingKeys().map { row in
                (row.id, try master.open(row.sealed, as: "signing_key/\(row.id)"))
            }
        }
        signer = try await TokenSigner(
            keyPairs: pairs.map {
                (id: $0.0, key: try P256.Signing.PrivateKey(rawRepresentation: $0.1))
            })
    }

    // MARK: Tokens

    struct TokenAnswer: Encodable {
        let accessToken: String
        let expiresIn: Int
        let tokenType = "Bearer"
        let scope: String

        private enum CodingKeys: String, CodingKey {
            case accessToken = "access_token"
            case expiresIn = "expires_in"
            case tokenType = "token_type"
            case scope
        }
    }

    /// What comes to the token endpoint.
    struct TokenRequest {
        enum Proof {
            case secret(clientID: String, secret: String)
            case assertion(String, clientID: String?)
        }

        let proof: Proof
        /// Nil or empty asks for all that the client owns.
        let scope: String?
        let certificate: ClientCertificate?
    }

    /// The client credentials grant (RFC 6749 section 4.4). Where the client has shown a certificate, the token is
    /// bound to it (RFC 8705 section 3).
    func token(_ request: TokenRequest) async throws -> TokenAnswer {
        let client = try await client(of: request.proof)
        let scopes = try granted(request.scope, to: client)
        let now = clock.now
        let claims = AccessTokenClaims(
            iss: IssuerClaim(value: issuer), sub: SubjectClaim(value: client.clientID),
            aud: AudienceClaim(value: TokenSigner.audience),
            exp: ExpirationClaim(value: now.addingTimeInterval(Double(AccessLimits.tokenLifetimeSeconds))),
            iat: IssuedAtClaim(value: now), jti: IDClaim(value: ID<Access>.new(at: now).description),
            clientID: client.clientID, applicationID: client.application.description, scope: Scope.text(scopes),
            cnf: request.certificate.map { .init(thumbprint: $0.thumbprint) })
        return TokenAnswer(
            accessToken: try await signer.sign(claims), expiresIn: AccessLimits.tokenLifetimeSeconds,
            scope: Scope.text(scopes))
    }

    /// The client that a proof shows to be itself.
    /// - Throws: one error for an unknown client, a wrong proof and a suspended one.
    private func client(of proof: TokenRequest.Proof) async throws -> Client {
        let (name, found): (String, Client?)
        switch proof {
        case .secret(let clientID, let secret):
            (name, found) = (clientID, try await client(clientID, knowing: secret))
        case .assertion(let token, let clientID):
            (name, found) = try await client(asserting: token, as: clientID)
        }
        guard let client = found, !client.isSuspended else {
            if let seconds = secondsToWait(afterFailureOf: name) {
                throw AccessError.tooManyRequests(retryAfter: seconds)
            }
            throw AccessError.tokenRequest(.invalidClient)
        }
        return client
    }

    /// Counts a wrong proof of `name`.
    /// - Returns: nil while there were not too many of them.
    func secondsToWait(afterFailureOf name: String) -> Int? {
        let verdict = failures.take(BearerSecret.digest(name), at: clock.now)
        return verdict.isAllowed ? nil : max(1, verdict.secondsToNext)
    }

    private func client(_ clientID: String, knowing secret: String) async throws -> Client? {
        let found = try await database.read { try AccessStore($0).client(clientID) }
        // An unknown client costs the same comparison as a known one.
        let expected = found?.secretSHA256 ?? BearerSecret.digest("no such client")
        let isRight = Self.isEqual(expected, BearerSecret.digest(secret))
        return isRight && found?.keySet == nil ? found : nil
    }

    /// An assertion opens once: its number is kept, durably, until its time is over.
    private func client(
        asserting token: String, as clientID: String?
    ) async throws -> (name: String, client: Client?) {
        guard let name = await ClientAssertion.claimedClient(of: token), clientID ?? name == name else {
            return (clientID ?? "", nil)
        }
        let (now, audiences) = (clock.now, Set([issuer, "\(issuer)/connect/token"]))
        guard let client = try await database.read({ try AccessStore($0).client(name) }), let keys = client.keySet,
            let claims = await keys.claims(of: token, as: ClientAssertion.self),
            claims.isGood(for: name, audiences: audiences, at: now)
        else { return (name, nil) }
        let isFirst = try await database.write { [digest = claims.digest, end = claims.exp.value] in
            try AccessStore($0).use(digest, of: name, until: end)
        }
        return (name, isFirst ? client : nil)
    }

    private func granted(_ asked: String?, to client: Client) throws(AccessError) -> Set<Scope> {
        guard let asked, !asked.isEmpty else { return client.scopes }
        guard let scopes = Scope.parse(asked), scopes.isSubset(of: client.scopes) else {
            throw .tokenRequest(.invalidScope)
        }
        return scopes
    }

    /// Who calls, where the token allows what the route needs.
    /// - Throws: `AccessError` as 401 or 403.
    package func caller(of request: Request, needing permission: Permission) async throws(AccessError) -> Caller {
        guard let token = Self.bearer(of: request) else { throw .noToken }
        let now = clock.now
        let checked = try await signer.check(token, issuer: issuer, at: now)
        guard checked.thumbprint == nil || checked.thumbprint == certificate(of: request)?.thumbprint else {
            throw .invalidToken
        }
        let caller = checked.caller
        guard let isSuspended = try? await suspended.contains(caller.clientID, at: now) else { throw .stateUnknown }
        guard !isSuspended else { throw .invalidToken }
        let missing = permission.missing(in: caller.scopes)
        guard missing.isEmpty else { throw .insufficientScope(needed: missing) }
        return caller
    }

    /// The certificate that the proxy says the caller has shown. Without the setting no header field is looked at:
    /// anybody could send it.
    func certificate(of request: Request) -> ClientCertificate? {
        certificateHeader.flatMap { request.headers[$0] }.flatMap(ClientCertificate.init(header:))
    }

    /// Takes one of what the client of the request's token may still ask for.
    /// - Returns: nil where nobody is known to be calling, or nothing is limited.
    func count(_ request: Request) async -> TokenBuckets<String>.Verdict? {
        // A session's token has no dots; a client's has two.
        guard buckets != nil, let token = Self.bearer(of: request), Self.isClientToken(token) else { return nil }
        guard let checked = try? await signer.check(token, issuer: issuer, at: clock.now) else { return nil }
        return count(checked.caller)
    }

    /// The same for a caller who proved themselves in another way than by a token.
    func count(_ caller: Caller) -> TokenBuckets<String>.Verdict? {
        buckets?.take(caller.clientID, at: clock.now)
    }

    /// The token of an `Authorization: Bearer` header field; the scheme is read in any case (RFC 9110 section 11.1).
    package static func bearer(of request: Request) -> String? {
        guard let header = request.headers[.authorization] else { return nil }
        let scheme = header.prefix { $0 != " " }
        guard scheme.utf8.count == 6, scheme.lowercased() == "bearer", scheme.endIndex < header.endIndex else {
            return nil
        }
        return String(header[scheme.endIndex...].drop { $0 == " " })
    }

    /// A client's token has two dots, a session's none.
    static func isClientToken(_ token: String) -> Bool { token.utf8.contains(UInt8(ascii: ".")) }

    var keySet: KeySet { signer.keySet }

    var discovery: Discovery { Discovery(issuer: issuer, bindsTokens: certificateHeader != nil) }

    /// Compares without telling by its time where the two differ.
    static func isEqual(_ left: Data, _ right: Data) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
