import AsyncHTTPClient
import Foundation
package import Kernel
import NIOCore
import NIOHTTP1

/// The one door to the network outside: no request leaves the house but through here.
///
/// Each request resolves its name anew, holds every address against the policy and connects to a checked address, while
/// TLS and the `Host` field keep the name: a name that changes its mind between the check and the connection gains
/// nothing. Certificates are always verified. Redirects, proxies, cookies and compression are not followed, used,
/// kept or unpacked. A connection serves one request, so that none outlives its check.
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
    private let clock: any WallClock

    package init(policy: OutboundPolicy, resolver: any AddressResolver, clock: any WallClock) {
        self.policy = policy
        self.resolver = resolver
        self.clock = clock
    }

    /// Over the resolver of the machine.
    package init(policy: OutboundPolicy, clock: any WallClock) {
        let resolver = SystemResolver(eventLoops: HTTPClient.defaultEventLoopGroup)
        self.init(policy: policy, resolver: resolver, clock: clock)
    }

    package func send(_ request: OutboundRequest) async throws(OutboundError) -> OutboundAnswer {
        let deadline = NIODeadline.now() + .milliseconds(Int64(request.timeoutSeconds * 1000))
        var last = OutboundError.nameNotResolved
        for address in try await checkedAddresses(of: request.url).prefix(Limits.addresses) {
            do {
                return try await send(request, to: address, deadline: deadline)
            } catch {
                // Only where nothing was said yet may the next address be asked.
                guard error == .connect else { throw error }
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
        let client = HTTPClient(
            eventLoopGroupProvider: .shared(HTTPClient.defaultEventLoopGroup),
            configuration: configuration(for: request.url, address: address))
        let result: Result<OutboundAnswer, any Error>
        do {
            let response = try await client.execute(outgoing(request), deadline: deadline)
            let body = await beginning(of: response.body)
            result = .success(OutboundAnswer(status: Int(response.status.code), body: body))
        } catch {
            result = .failure(error)
        }
        // It has one connection, which is at its end; a failure to close it again changes nothing for the caller.
        try? await client.shutdown()
        do {
            return try result.get()
        } catch {
            throw Self.classified(error)
        }
    }

    private func outgoing(_ request: OutboundRequest) -> HTTPClientRequest {
        var outgoing = HTTPClientRequest(url: request.url.text)
        outgoing.method = HTTPMethod(rawValue: request.method)
        outgoing.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        outgoing.headers.add(name: "Connection", value: "close")
        outgoing.body = .bytes(request.body)
        return outgoing
    }

    private func configuration(for url: OutboundURL, address: IPAddress) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .milliseconds(Int64(Limits.connectSeconds * 1000))),
            decompression: .disabled)
        configuration.httpVersion = .http1Only
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
        case let error as HTTPClientError: classified(error)
        case is HTTPParserError: .protocolViolation
        // The TLS library is no direct dependency: its errors are known by their module.
        case _ where String(reflecting: type(of: error)).hasPrefix("NIOSSL."): .tls
        default: .connect
        }
    }

    private static func classified(_ error: HTTPClientError) -> OutboundError {
        switch error {
        case .cancelled: .cancelled
        case .deadlineExceeded, .readTimeout, .writeTimeout, .connectTimeout, .getConnectionFromPoolTimeout: .timeout
        case .tlsHandshakeTimeout: .tls
        case .remoteConnectionClosed: .connect
        default: .protocolViolation
        }
    }
}
