import AsyncHTTPClient
import Foundation
import Glibc
package import Kernel
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// The one door to the network outside: no request leaves the house but through here.
///
/// Each request resolves its name anew, holds every address against the policy and connects to a checked address, while
/// TLS and the `Host` field keep the name: a name that changes its mind between the check and the connection gains
/// nothing. Before anything is said, the connection's other end is held against that address once more. Certificates
/// are always verified. Redirects, proxies, cookies and compression are not followed, used, kept or unpacked. A
/// connection serves one request, so that none outlives its check.
package struct Outbound: Sendable {
    package enum Limits {
        package static let connectSeconds: Double = 5
        /// So much of an answer's body is read, and for so long.
        package static let answerBytes = 64 * 1024
        package static let answerSeconds: Double = 5
        /// A name with many addresses is tried at so many of them.
        package static let addresses = 3
    }

    package let policy: OutboundPolicy
    private let resolver: any AddressResolver
    private let trust: OutboundTrust
    private let clock: any WallClock

    package init(
        policy: OutboundPolicy, resolver: any AddressResolver, trust: OutboundTrust = .system, clock: any WallClock
    ) {
        self.policy = policy
        self.resolver = resolver
        self.trust = trust
        self.clock = clock
    }

    /// Over the resolver of the machine.
    package init(policy: OutboundPolicy, trust: OutboundTrust = .system, clock: any WallClock) {
        let resolver = SystemResolver(eventLoops: HTTPClient.defaultEventLoopGroup)
        self.init(policy: policy, resolver: resolver, trust: trust, clock: clock)
    }

    package func send(_ request: OutboundRequest) async throws(OutboundError) -> OutboundAnswer {
        let deadline = NIODeadline.now() + .milliseconds(Int64(request.timeoutSeconds * 1000))
        var last = OutboundError.nameNotResolved
        for address in try await checkedAddresses(of: request.url).prefix(Limits.addresses) {
            do {
                return try await send(request, to: address, deadline: deadline)
            } catch {
                // Only where nothing was said yet may the next address be asked.
                guard error == .connect || error == .connectTimeout else { throw error }
                last = error
            }
        }
        throw last
    }

    /// All of them or none: a name that leads to one forbidden address is not to be trusted with the others.
    private func checkedAddresses(of url: OutboundURL) async throws(OutboundError) -> [IPAddress] {
        try policy.check(url)
        switch url.host {
        case .address(let address):
            return [address]
        case .name(let name):
            let addresses = try await resolver.addresses(of: name)
            guard addresses.allSatisfy({ policy.permits($0, for: url) }) else { throw .blockedAddress }
            return addresses
        }
    }

    private func send(
        _ request: OutboundRequest, to address: IPAddress, deadline: NIODeadline
    ) async throws(OutboundError) -> OutboundAnswer {
        let look = ConnectionLook(expecting: address)
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(HTTPClient.defaultEventLoopGroup),
            configuration: configuration(for: request.url, address: address, look))
        let result: Result<OutboundAnswer, any Error>
        do {
            let response = try await client.execute(outgoing(request), deadline: deadline)
            let body = await beginning(of: response.body)
            let fields = response.headers.map { (name: $0.name, value: $0.value) }
            result = .success(
                OutboundAnswer(status: Int(response.status.code), fields: fields, body: body, tls: look.tls))
        } catch {
            result = .failure(error)
        }
        // It has one connection, which is at its end; a failure to close it again changes nothing for the caller.
        try? await client.shutdown()
        switch result {
        case .success(let answer): return answer
        case .failure(let error): throw await reason(for: Self.classified(error), request.url, address)
        }
    }

    /// An untrusted certificate may be one whose time is over: an operator acts on that in another way.
    private func reason(
        for error: OutboundError, _ url: OutboundURL, _ address: IPAddress
    ) async -> OutboundError {
        guard error == .tlsUntrusted, case .name(let name) = url.host, !Task.isCancelled else { return error }
        let isOutside = await CertificateLook.isOutsideItsTime(of: name, at: address, port: url.port, now: clock.now)
        return isOutside == true ? .tlsExpired : error
    }

    private func outgoing(_ request: OutboundRequest) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: request.url.text)
        outgoing.method = HTTPMethod(rawValue: request.method)
        outgoing.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        outgoing.headers.add(name: "Connection", value: "close")
        outgoing.body = .bytes(request.body)
        return outgoing
    }

    private func configuration(
        for url: OutboundURL, address: IPAddress, _ look: ConnectionLook
    ) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(Int64(Limits.connectSeconds * 1000))),
            decompression: .disabled)
        configuration.httpVersion = .http1Only
        configuration.tlsConfiguration = trust.configuration
        configuration.http1_1ConnectionDebugInitializer = look.look
        configuration.connectionPool.retryConnectionEstablishment = false
        if case .name(let name) = url.host {
            configuration.dnsOverride = [name: address.description]
        }
        return configuration
    }

    /// What the body holds at its beginning. The status is the answer: a body that breaks off, drips or never ends
    /// takes nothing from it.
    private func beginning(of body: HTTPClientResponse.Body) async -> Data {
        await withTaskGroup(of: Data?.self) { group in
            group.addTask {
                var read = Data()
                do {
                    for try await piece in body {
                        read.append(contentsOf: piece.readableBytesView.prefix(Limits.answerBytes - read.count))
                        if read.count >= Limits.answerBytes { break }
                    }
                } catch {
                    return read
                }
                return read
            }
            group.addTask {
                try? await clock.sleep(seconds: Limits.answerSeconds)
                return nil
            }
            let first = await group.next()
            group.cancelAll()
            return (first ?? nil) ?? Data()
        }
    }

    private static func classified(_ error: any Error) -> OutboundError {
        switch error {
        case is CancellationError: .cancelled
        case let error as OutboundError: error
        case let error as HTTPClientError: classified(error)
        case is HTTPParserError: .protocolViolation
        case let error as NIOSSLExtraError:
            error == .failedToValidateHostname || error == .serverHostnameImpossibleToMatch ? .tlsName : .tls
        case NIOSSLError.handshakeFailed(let cause): isAboutTheCertificate(cause) ? .tlsUntrusted : .tls
        case NIOSSLError.unableToValidateCertificate: .tlsUntrusted
        case NIOSSLError.uncleanShutdown: .reset
        case is NIOSSLError, is BoringSSLError: .tls
        case ChannelError.connectTimeout: .connectTimeout
        case let error as NIOConnectionError: isTimeout(error) ? .connectTimeout : .connect
        case let error as IOError where [ECONNRESET, EPIPE].contains(error.errnoCode): .reset
        case let error as IOError where error.errnoCode == ETIMEDOUT: .connectTimeout
        default: .connect
        }
    }

    private static func classified(_ error: HTTPClientError) -> OutboundError {
        switch error {
        case .cancelled: .cancelled
        case .connectTimeout: .connectTimeout
        case .deadlineExceeded, .readTimeout, .writeTimeout, .getConnectionFromPoolTimeout: .timeout
        case .tlsHandshakeTimeout: .tls
        case .remoteConnectionClosed: .reset
        default: .protocolViolation
        }
    }

    /// The library gives its reasons as words of OpenSSL.
    private static func isAboutTheCertificate(_ error: BoringSSLError) -> Bool {
        guard case .sslError(let stack) = error else { return false }
        return stack.contains { $0.description.contains("CERTIFICATE_VERIFY_FAILED") }
    }

    private static func isTimeout(_ error: NIOConnectionError) -> Bool {
        error.connectionErrors.contains { single in
            if case ChannelError.connectTimeout = single.error { true } else { false }
        }
    }
}
