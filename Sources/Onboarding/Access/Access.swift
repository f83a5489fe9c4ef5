import Crypto
package import Database
import Foundation
import HTTPTypes
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

    /// Reads the signing keys, or makes the first one.
    package init(
        database: any Database, master: MasterKey, issuer: String, clock: any WallClock
    ) async throws {
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

    /// The client credentials grant (RFC 6749 section 4.4).
    /// - Parameter scope: nil or empty asks for all that the client owns.
    func token(clientID: String, secret: String, scope: String?) async throws -> TokenAnswer {
        let found = try await database.read { try AccessStore($0).client(clientID) }
        // An unknown client costs the same comparison as a known one.
        let expected = found?.secretSHA256 ?? Data(SHA256.hash(data: Data("no such client".utf8)))
        let isRight = Self.isEqual(expected, Data(SHA256.hash(data: Data(secret.utf8))))
        guard let client = found, isRight, !client.isSuspended else {
            throw AccessError.tokenRequest(.invalidClient)
        }
        let scopes = try granted(scope, to: client)
        let now = clock.now
        let claims = AccessTokenClaims(
            iss: IssuerClaim(value: issuer), sub: SubjectClaim(value: clientID),
            aud: AudienceClaim(value: TokenSigner.audience),
            exp: ExpirationClaim(value: now.addingTimeInterval(Double(AccessLimits.tokenLifetimeSeconds))),
            iat: IssuedAtClaim(value: now), jti: IDClaim(value: ID<Access>.new(at: now).description),
            clientID: clientID, applicationID: client.application.description, scope: Scope.text(scopes))
        return TokenAnswer(
            accessToken: try await signer.sign(claims), expiresIn: AccessLimits.tokenLifetimeSeconds,
            scope: Scope.text(scopes))
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
        let caller = try await signer.caller(of: token, issuer: issuer, at: clock.now)
        guard !caller.scopes.isDisjoint(with: permission.scopes) else {
            throw .insufficientScope(needed: permission.scopes)
        }
        return caller
    }

    /// The token of an `Authorization: Bearer` header field; the scheme is read in any case (RFC 9110 section 11.1).
    package static func bearer(of request: Request) -> String? {
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1].drop { $0 == " " })
    }

    var keySet: KeySet { signer.keySet }

    var discovery: Discovery { Discovery(issuer: issuer) }

    // MARK: Administration

    /// - Returns: the application, and its first client with its secret in clear: the only time it is ever known.
    package func createApplication(
        named name: String, in transaction: some Transaction
    ) throws -> (application: Application, clientID: String, secret: String) {
        let now = clock.now
        let application = Application(id: .new(at: now), name: name)
        try AccessStore(transaction).insert(application, at: now)
        let suffix = Hex.encode((0..<5).map { _ in UInt8.random(in: .min ... .max) }).prefix(5)
        let clientID = "app.couth.\(name.lowercased().filter { $0.isASCII && $0.isLetter }).\(suffix)"
        let secret = Self.newSecret()
        let client = Client(
            clientID: clientID, application: application.id, scopes: Set(Scope.allCases), isSuspended: false,
            secretSHA256: Data(SHA256.hash(data: Data(secret.utf8))))
        try AccessStore(transaction).insert(client, at: now)
        return (application, clientID, secret)
    }

    /// A new secret for a client: the former one ends at once.
    /// - Returns: the secret, or nil where there is no such client.
    package func rotateSecret(of clientID: String, in transaction: some Transaction) throws -> String? {
        let secret = Self.newSecret()
        let digest = Data(SHA256.hash(data: Data(secret.utf8)))
        return try AccessStore(transaction).replaceSecret(of: clientID, with: digest) ? secret : nil
    }

    package func applications(in transaction: some Transaction) throws -> [Application] {
        try AccessStore(transaction).applications()
    }

    private static func newSecret() -> String {
        Base64URL.encode((0..<AccessLimits.clientSecretBytes).map { _ in UInt8.random(in: .min ... .max) })
    }

    /// Compares without telling by its time where the two differ.
    private static func isEqual(_ left: Data, _ right: Data) -> Bool {
        left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// What `/.well-known/openid-configuration` says (RFC 8414).
struct Discovery: Encodable {
    let issuer: String
    let tokenEndpoint: String
    let keySetAddress: String
    let grantTypes = ["client_credentials"]
    let scopes = Scope.allCases.map(\.rawValue)
    let authenticationMethods = ["client_secret_post", "client_secret_basic"]
    let signingAlgorithms = ["ES256"]

    init(issuer: String) {
        self.issuer = issuer
        tokenEndpoint = "\(issuer)/connect/token"
        keySetAddress = "\(issuer)/.well-known/openid-configuration/jwks"
    }

    private enum CodingKeys: String, CodingKey {
        case issuer
        case tokenEndpoint = "token_endpoint"
        case keySetAddress = "jwks_uri"
        case grantTypes = "grant_types_supported"
        case scopes = "scopes_supported"
        case authenticationMethods = "token_endpoint_auth_methods_supported"
        case signingAlgorithms = "id_token_signing_alg_values_supported"
    }
}
