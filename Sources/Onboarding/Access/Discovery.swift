/// What `/.well-known/openid-configuration` says (RFC 8414).
struct Discovery: Encodable {
    let issuer: String
    let tokenEndpoint: String
    let keySetAddress: String
    let grantTypes = ["client_credentials"]
    let scopes = Scope.allCases.map(\.rawValue)
    let authenticationMethods = ["client_secret_post", "client_secret_basic", "private_key_jwt"]
    let assertionAlgorithms = ClientKeySet.algorithms
    let signingAlgorithms = ["ES256"]
    /// Left out where no proxy is trusted to hand on certificates.
    let bindsTokens: Bool?

    init(issuer: String, bindsTokens: Bool) {
        self.issuer = issuer
        self.bindsTokens = bindsTokens ? true : nil
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
        case assertionAlgorithms = "token_endpoint_auth_signing_alg_values_supported"
        case bindsTokens = "tls_client_certificate_bound_access_tokens"
        case signingAlgorithms = "id_token_signing_alg_values_supported"
    }
}
