package import Hummingbird
package import Kernel
package import NIOCore

/// What a request carries through the house beside itself.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Where the connection comes from; nil in tests without a socket.
    package let remoteAddress: SocketAddress?
    /// The number under which the log and an error answer name this request: 128 random bits. A number that came with
    /// the request is not taken, so that nobody writes into the log but the house.
    package let traceID: String

    package init(source: ApplicationRequestContextSource) {
        // Two calls of the system, not one for each byte: every request pays for it.
        var generator = SystemRandomNumberGenerator()
        let bits = (generator.next(), generator.next())
        traceID = withUnsafeBytes(of: bits) { Hex.encode($0) }
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}

extension WebContext {
    /// A path parameter that is an id. What is no UUID is answered like an id that is not there, so that the two cannot
    /// be told apart.
    package func id<Kind, Failure: Error>(
        _ name: String, of kind: Kind.Type = Kind.self, orThrow error: @autoclosure () -> Failure
    ) throws(Failure) -> ID<Kind> {
        guard let text = parameters.get(name), let id = ID<Kind>(text) else { throw error() }
        return id
    }
}
