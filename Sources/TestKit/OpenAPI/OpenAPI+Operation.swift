package import Kernel

extension OpenAPI {
    /// One operation of the document.
    package struct Operation: Sendable {
        package let route: Route
        package let id: String
        /// The whole operation object, with its references as they are written.
        package let value: JSONValue
        /// The declared answers: `200`, `404`, `2XX`, `default` … → response object, references followed.
        package let responses: [String: JSONValue]
        /// Media type → media type object; empty where the operation takes no body.
        package let requestContent: [String: JSONValue]

        /// Alternatives of scheme → scopes, any of which opens the operation; none means that it is open to all.
        package var security: [[String: [String]]] {
            value["security"].items.map { alternative in alternative.members.mapValues { $0.items.compactMap(\.text) } }
        }

        /// Whether a key of the legacy API opens it; no token does.
        package var isLegacy: Bool { security.contains { $0["legacyKey"] != nil } }

        /// The answer declared for `status`: itself, its class or the default one, in this order.
        package func response(_ status: Int) -> JSONValue? {
            responses[String(status)] ?? responses["\(status / 100)XX"] ?? responses["default"]
        }
    }
}
