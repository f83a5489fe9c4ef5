/// Why nothing came back, in the classes that an operator acts on.
package enum OutboundError: Error, Equatable, Sendable {
    /// The address is not one that the house sends to; nothing was resolved or sent.
    case refused(Refusal)
    /// The name has no address, or the name servers did not answer in time.
    case nameNotResolved
    /// The name leads to an address that the house does not send to; nothing was sent.
    case blockedAddress
    /// No connection, or one that was lost before the answer.
    case connect
    /// No secure connection: an untrusted, expired or foreign certificate, or no common version.
    case tls
    /// No answer in time.
    case timeout
    /// What came back is not HTTP.
    case protocolViolation
    /// The caller was told to stop.
    case cancelled

    /// What is wrong with an address.
    package enum Refusal: String, Sendable {
        case notAURL, scheme, userinfo, host, port, address
    }
}
