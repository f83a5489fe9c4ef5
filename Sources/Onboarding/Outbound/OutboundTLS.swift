package import Foundation

/// What a receiver has shown of itself in a handshake that was accepted.
package struct OutboundTLS: Equatable, Sendable {
    /// As RFC 8446 writes it: `TLS 1.3`.
    package let version: String
    /// SHA-256 over the DER of the receiver's own certificate, in hexadecimal.
    package let certificateDigest: String
    package let notBefore: Date
    package let notAfter: Date
}
