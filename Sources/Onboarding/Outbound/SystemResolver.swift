import Glibc
package import NIOCore
import NIOPosix

/// The resolver of the machine, on threads of its own: `getaddrinfo` blocks for as long as a name server is silent.
package final class SystemResolver: AddressResolver {
    private enum Limits {
        static let threads = 8
        static let timeout = TimeAmount.seconds(3)
    }

    private let threads = NIOThreadPool(numberOfThreads: Limits.threads)
    private let eventLoops: any EventLoopGroup

    package init(eventLoops: any EventLoopGroup) {
        self.eventLoops = eventLoops
        threads.start()
    }

    deinit {
        // The pool stays alive in its own closure until its threads have ended.
        threads.shutdownGracefully { _ in }
    }

    package func addresses(of name: String) async throws(OutboundError) -> [IPAddress] {
        let eventLoop = eventLoops.next()
        let answer = eventLoop.makePromise(of: [IPAddress].self)
        let timeout = eventLoop.scheduleTask(in: Limits.timeout) { answer.fail(OutboundError.nameNotResolved) }
        threads.runIfActive(eventLoop: eventLoop) { try Self.lookUp(name) }.whenComplete { result in
            timeout.cancel()
            answer.completeWith(result)
        }
        do {
            return try await answer.futureResult.get()
        } catch {
            throw .nameNotResolved
        }
    }

    private static func lookUp(_ name: String) throws -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { throw OutboundError.nameNotResolved }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var next = list
        while let entry = next {
            if let address = address(entry.pointee) { addresses.append(address) }
            next = entry.pointee.ai_next
        }
        guard !addresses.isEmpty else { throw OutboundError.nameNotResolved }
        return addresses
    }

    private static func address(_ entry: addrinfo) -> IPAddress? {
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let length = socklen_t(text.count)
        guard getnameinfo(entry.ai_addr, entry.ai_addrlen, &text, length, nil, 0, NI_NUMERICHOST) == 0 else {
            return nil
        }
        // Without the zone of an address that is good on this machine's own networks only.
        let bytes = text.prefix { $0 != 0 && $0 != CChar(UInt8(ascii: "%")) }.map { UInt8(bitPattern: $0) }
        return IPAddress(String(decoding: bytes, as: UTF8.self))
    }
}
