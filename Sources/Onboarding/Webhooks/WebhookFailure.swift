/// Why an attempt failed, in the classes of the table `webhook_attempt`.
package enum WebhookFailure: String, Sendable {
    case dns, blockedAddress, connect, timeoutConnect, timeout, reset, status
    case tls, tlsUntrusted, tlsExpired, tlsName
    /// The receiver's token endpoint gave no token.
    case oauth
    case protocolViolation = "protocol"

    /// Nil for an attempt that was broken off on our side: no failure of the receiver's.
    init?(_ error: OutboundError) {
        switch error {
        // The policy was another when the address was handed in.
        case .refused, .blockedAddress: self = .blockedAddress
        case .nameNotResolved: self = .dns
        case .connect: self = .connect
        case .connectTimeout: self = .timeoutConnect
        case .reset: self = .reset
        case .tls: self = .tls
        case .tlsUntrusted: self = .tlsUntrusted
        case .tlsExpired: self = .tlsExpired
        case .tlsName: self = .tlsName
        case .timeout: self = .timeout
        case .protocolViolation: self = .protocolViolation
        case .cancelled: return nil
        }
    }
}
