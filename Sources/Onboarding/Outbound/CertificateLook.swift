import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// Why a certificate was refused. The TLS library says only that it was; so its dates are looked at in a second
/// handshake, which this side always breaks off: nothing is ever sent over it.
enum CertificateLook {
    private static let seconds: Int64 = 5

    /// - Returns: whether the certificate at `address` is outside its time; nil where none could be seen.
    static func isOutsideItsTime(
        of host: String, at address: IPAddress, port: Int, now: Date
    ) async -> Bool? {
        let seen = Seen()
        do {
            let context = try NIOSSLContext(configuration: .makeClientConfiguration())
            let ended = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connectTimeout(.seconds(seconds))
                .channelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handler = try NIOSSLClientHandler(context: context, serverHostname: host) {
                            chain, verdict in
                            seen.take(chain.first)
                            verdict.succeed(NIOSSLVerificationResult.failed)
                        }
                        try channel.pipeline.syncOperations.addHandler(handler)
                    }
                }
                .connect(to: try SocketAddress(ipAddress: address.description, port: port)).get()
            let limit = ended.eventLoop.scheduleTask(in: .seconds(seconds)) { ended.close(promise: nil) }
            try? await ended.closeFuture.get()
            limit.cancel()
        } catch {
            return nil
        }
        return seen.isOutside(now)
    }

    /// The dates of the certificate that was shown.
    private final class Seen: Sendable {
        private let dates = Mutex<(from: time_t, to: time_t)?>(nil)

        func take(_ certificate: NIOSSLCertificate?) {
            guard let certificate else { return }
            dates.withLock { $0 = (certificate.notValidBefore, certificate.notValidAfter) }
        }

        func isOutside(_ now: Date) -> Bool? {
            let seconds = time_t(now.timeIntervalSince1970)
            return dates.withLock { $0.map { seconds < $0.from || seconds > $0.to } }
        }
    }
}
