import Crypto
import Foundation
import Kernel
package import NIOCore
import NIOSSL
import Synchronization

/// Looks at a connection after it was made and before anything is sent over it.
package final class ConnectionLook: Sendable {
    private let expected: IPAddress
    private let found = Mutex<OutboundTLS?>(nil)

    /// - Parameter expected: the address that was checked against the policy.
    init(expecting expected: IPAddress) {
        self.expected = expected
    }

    var tls: OutboundTLS? { found.withLock { $0 } }

    /// Fails where the connection leads elsewhere than was checked.
    @Sendable func look(at channel: any Channel) -> EventLoopFuture<Void> {
        guard Self.leads(channel.remoteAddress, to: expected) else {
            return channel.eventLoop.makeFailedFuture(OutboundError.blockedAddress)
        }
        return channel.eventLoop.submit { [self] in
            let pipeline = channel.pipeline.syncOperations
            // Plain http has no such handler.
            guard let handler = try? pipeline.handler(type: NIOSSLClientHandler.self) else { return }
            let certificate = handler.peerCertificate
            guard let version = handler.tlsVersion, let certificate else { return }
            let digest = SHA256.hash(data: try certificate.toDERBytes())
            found.withLock {
                $0 = OutboundTLS(
                    version: Self.name(of: version), certificateDigest: Hex.encode(digest),
                    notBefore: Date(timeIntervalSince1970: Double(certificate.notValidBefore)),
                    notAfter: Date(timeIntervalSince1970: Double(certificate.notValidAfter)))
            }
        }
    }

    /// Whether the other end of a connection is at that address; one without an address is not.
    package static func leads(_ remote: SocketAddress?, to expected: IPAddress) -> Bool {
        remote?.ipAddress.flatMap { IPAddress($0) } == expected
    }

    private static func name(of version: TLSVersion) -> String {
        switch version {
        case .tlsv1: "TLS 1.0"
        case .tlsv11: "TLS 1.1"
        case .tlsv12: "TLS 1.2"
        case .tlsv13: "TLS 1.3"
        }
    }
}
