package import Foundation

/// What came back.
package struct OutboundAnswer: Sendable {
    /// The HTTP status code; a redirect is an answer like any other and is not followed.
    package let status: Int
    /// The beginning of the body, `Outbound.Limits.answerBytes` at the most.
    package let body: Data
}
