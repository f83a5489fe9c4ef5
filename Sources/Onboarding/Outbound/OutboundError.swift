/// Why nothing came back, in the classes that an operator acts on.
package enum OutboundError: Error, Equatable, Sendable {
    /// The address is not one that the house sends to; nothing was resolved or sent.
    case refused(Refusal)
    /// The name has no address, or the name servers did not answer in time.
    case nameNotResolved
    /// The name leads to an address that the house does not send to; nothing was sent.
    case blockedAddress
    /// No connection: nobody listens, or no way leads there.
    case connect
    /// No connection in time.
    case connectTimeout
    /// A connection that was lost before the answer.
    case reset
    /// No secure connection for another reason than the certificate, such as no common version.
    case tls
    /// A certificate that nobody vouches for.
    case tlsUntrusted
    /// A certificate whose time is over, or has not come.
    case tlsExpired
    /// A certificate for another name.
    case tlsName
    /// No answer in time.
    case timeout
    /// What came back is not HTTP.
    case protocolViolation
    /// The caller was told to stop.
    case cancelled

    /// What is wrong with an address.
    package enum Refusal: String, Error, Sendable {
        case notAURL, scheme, userinfo, host, port, address
    }
}
