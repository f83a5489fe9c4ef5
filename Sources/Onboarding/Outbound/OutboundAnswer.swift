package import Foundation

/// What came back.
package struct OutboundAnswer: Sendable {
    /// The HTTP status code; a redirect is an answer like any other and is not followed.
    package let status: Int
    /// The beginning of the body, `Outbound.Limits.answerBytes` at the most.
    package let body: Data
    /// What the other side has shown of itself; nil without https.
    package let tls: OutboundTLS?
    private let fields: [(name: String, value: String)]

    init(status: Int, fields: [(name: String, value: String)], body: Data, tls: OutboundTLS? = nil) {
        self.tls = tls
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// The first header field of that name, in any case of letters.
    package func field(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
