package import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Why a message was not handed over. The relay's own words are not kept: they may repeat the receiver's address.
package enum MailError: Error, Equatable, Sendable {
    case connect
    case timeout
    /// No secure connection, or none offered.
    case tls
    /// The relay answered, and did not take the message.
    case refused
    /// What came back is not SMTP.
    case protocolViolation
}

/// Hands messages to the operator's relay: a small client of SMTP (RFC 5321) with STARTTLS (RFC 3207) and AUTH PLAIN
/// (RFC 4954, 4616). One connection a message.
///
/// The relay's address is the operator's word, and may be one of a private network. Certificates are verified like
/// those of `Outbound`.
package struct MailClient: Sendable {
    private static let connectSeconds: Int64 = 5

    private let relay: MailRelay
    private let tls: NIOSSLContext?

    package init(_ relay: MailRelay, trust: OutboundTrust) throws {
        self.relay = relay
        tls = relay.security == .none ? nil : try NIOSSLContext(configuration: trust.configuration)
    }

    package func send(
        _ letter: MailLetter, to receiver: MailAddress, at now: Date, timeoutSeconds: Double
    ) async throws(MailError) {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let done = eventLoop.makePromise(of: Void.self)
        let letter = letter.lines(from: relay.from, to: receiver, id: UUID().uuidString.lowercased(), at: now)
        let script = SMTPConversation.Script(relay: relay, receiver: receiver, letter: letter, tls: tls)
        let limit = eventLoop.scheduleTask(in: .milliseconds(Int64(timeoutSeconds * 1000))) {
            done.fail(MailError.timeout)
        }
        let connecting = ClientBootstrap(group: eventLoop)
            .connectTimeout(.seconds(Self.connectSeconds))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if relay.security == .tls { try pipeline.addHandler(script.secure()) }
                    try pipeline.addHandler(SMTPConversation(script, done: done))
                }
            }
            .connect(host: relay.host, port: relay.port)
        connecting.whenFailure { _ in done.fail(MailError.connect) }
        let result: Result<Void, any Error>
        do {
            result = .success(try await done.futureResult.get())
        } catch {
            result = .failure(error)
        }
        limit.cancel()
        // One that has done its work says farewell by itself.
        guard case .failure(let error) = result else { return }
        // Also one that comes about after the time is over.
        connecting.whenSuccess { $0.close(promise: nil) }
        throw error as? MailError ?? .connect
    }
}
