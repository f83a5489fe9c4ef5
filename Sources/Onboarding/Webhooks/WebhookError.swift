package import Kernel

package enum WebhookError: ProblemConvertible, Equatable {
    case notFound
    /// The receiver's address is not one that the house sends to.
    case url(OutboundError.Refusal)
    /// The same of its token endpoint.
    case tokenURL(OutboundError.Refusal)
    case unknownTypes([String])
    case hmacSecretLength
    case basicCredentials
    case oauth2Client
    case twoCredentials
    case descriptionLength
    case overlap
    case tooMany
    case encryptionKey
    case encryptsThin
    case noKeys

    package var problem: Problem {
        switch self {
        case .notFound: Problem(type: "webhook-not-found", title: "No such webhook subscription", status: 404)
        case .url(let refusal): .notValid("url", Self.sentence(for: refusal))
        case .tokenURL(let refusal): .notValid("authentication.oauth2.tokenUrl", Self.sentence(for: refusal))
        case .unknownTypes(let types):
            .notValid("types", "No such event type: \(types.joined(separator: ", ")).")
        case .hmacSecretLength:
            .notValid(
                "authentication.hmac.secret", "The secret needs \(Self.words(WebhookLimits.hmacSecretBytes)) bytes.")
        case .basicCredentials:
            .notValid(
                "authentication.basic", "User name and password need 1 to 256 bytes; the user name has no colon.")
        case .oauth2Client:
            .notValid("authentication.oauth2", "clientId, clientSecret and scope need 1 to 256 bytes.")
        case .twoCredentials:
            .notValid("authentication", "There may be basic or oauth2: both use the Authorization header.")
        case .descriptionLength:
            .notValid("description", "It may have \(WebhookLimits.descriptionLength) characters.")
        case .encryptionKey:
            .notValid(
                "encryption.publicKey", "It must be a JSON Web Key of a point on P-256; a kid has 1 to 128 bytes.")
        case .encryptsThin: .notValid("encryption", "A thin payload holds nothing to encrypt: payload must be Full.")
        case .noKeys: Problem(type: "webhook-keys-not-found", title: "No such webhook keys", status: 404)
        case .overlap: .notValid("overlapHours", "It must be \(Self.words(WebhookLimits.overlapHours)).")
        case .tooMany:
            Problem(
                type: "too-many-webhooks", title: "The application has too many webhooks", status: 409,
                detail: "There may be \(WebhookLimits.subscriptionsPerApplication).")
        }
    }

    private static func words(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound) to \(range.upperBound)" }

    private static func sentence(for refusal: OutboundError.Refusal) -> String {
        switch refusal {
        case .notAURL: "This is not an absolute URL of printable ASCII without a fragment."
        case .scheme: "The URL must begin with https://."
        case .userinfo: "The URL must not hold a user name or password."
        case .host: "The host is neither a name nor an address in its usual form."
        case .port: "The port is not one that this server sends to."
        case .address: "The address is private and not listed in this server's configuration."
        }
    }
}

extension WebhookError: CustomStringConvertible {
    /// For the command line.
    package var description: String { problem.detail ?? problem.title }
}
