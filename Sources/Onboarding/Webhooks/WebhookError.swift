package import Kernel

package enum WebhookError: ProblemConvertible, Equatable {
    case notFound
    /// The receiver's address is not one that the house sends to.
    case url(OutboundError.Refusal)
    case unknownTypes([String])
    case hmacSecretLength
    case basicCredentials
    case tooMany

    package var problem: Problem {
        switch self {
        case .notFound: Problem(type: "webhook-not-found", title: "No such webhook", status: 404)
        case .url(let refusal): Self.invalid("url", Self.sentence(for: refusal))
        case .unknownTypes(let types):
            Self.invalid("types", "No such event type: \(types.joined(separator: ", ")).")
        case .hmacSecretLength:
            Self.invalid("hmacSecret", "The secret needs \(lengths.lowerBound) to \(lengths.upperBound) bytes.")
        case .basicCredentials:
            Self.invalid("basic", "User name and password need 1 to 256 bytes; the user name has no colon.")
        case .tooMany:
            Problem(
                type: "too-many-webhooks", title: "The application has too many webhooks", status: 409,
                detail: "There may be \(WebhookLimits.subscriptionsPerApplication).")
        }
    }

    private var lengths: ClosedRange<Int> { WebhookLimits.hmacSecretBytes }

    private static func invalid(_ member: String, _ sentence: String) -> Problem {
        Problem(
            type: "webhook-invalid", title: "The webhook cannot be registered", status: 400, detail: sentence,
            errors: [member: [sentence]])
    }

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
