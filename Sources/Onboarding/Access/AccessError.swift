package import Kernel

/// What can be wrong with a token or a token request.
package enum AccessError: ProblemConvertible, Equatable {
    /// No credentials at all: RFC 6750 section 3.1 says to answer without an error code.
    case noToken
    case invalidToken
    case insufficientScope(needed: Set<Scope>)
    /// Seconds to wait.
    case tooManyRequests(retryAfter: Int)
    /// Whether the client may call could not be found out.
    case stateUnknown
    /// An answer of the token endpoint, RFC 6749 section 5.2.
    case tokenRequest(TokenError)

    package var problem: Problem {
        switch self {
        case .noToken:
            Problem(
                type: "unauthorized", title: "An access token is required", status: 401,
                headers: ["WWW-Authenticate": "Bearer"])
        case .invalidToken:
            Problem(
                type: "unauthorized", title: "The access token is not valid", status: 401,
                headers: ["WWW-Authenticate": "Bearer error=\"invalid_token\""])
        case .insufficientScope(let needed):
            Problem(
                type: "insufficient-scope", title: "The access token does not allow this", status: 403,
                headers: ["WWW-Authenticate": "Bearer error=\"insufficient_scope\", scope=\"\(Scope.text(needed))\""])
        case .tooManyRequests(let seconds):
            Problem(
                type: "too-many-requests", title: "Too many requests", status: 429,
                headers: ["Retry-After": String(seconds)])
        case .stateUnknown:
            Problem(type: "internal-error", title: "Something went wrong on our side", status: 500)
        case .tokenRequest(let error):
            Problem(type: "token-request", title: error.rawValue, status: error.status)
        }
    }
}

/// The error codes of RFC 6749 section 5.2 that this server gives.
package enum TokenError: String, Codable, Sendable {
    case invalidRequest = "invalid_request"
    case invalidClient = "invalid_client"
    case invalidScope = "invalid_scope"
    case unsupportedGrantType = "unsupported_grant_type"

    /// The contract's server answers 400 to all of them, and its clients know no other; a client that tried HTTP Basic
    /// gets the 401 that RFC 6749 asks for, see `TokenRoutes`.
    var status: Int { 400 }
}
