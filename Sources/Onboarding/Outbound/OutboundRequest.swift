package import Foundation

/// A request to somewhere outside.
package struct OutboundRequest: Sendable {
    package let method: String
    package let url: OutboundURL
    /// In the order in which they are sent.
    package let headers: [(name: String, value: String)]
    package let body: Data
    /// From the look-up of the name to the last header field of the answer.
    package let timeoutSeconds: Double

    package init(
        method: String, url: OutboundURL, headers: [(name: String, value: String)], body: Data, timeoutSeconds: Double
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutSeconds = timeoutSeconds
    }
}
