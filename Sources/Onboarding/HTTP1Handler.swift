import NIOCore
import NIOHTTP1

/// What HTTP/1 asks of a server beside requests and answers.
///
/// `Expect: 100-continue` (RFC 9110, section 10.1.1) is answered as soon as the head of a request is there: clients
/// that upload pictures wait for it, some a second and more, before they send the body. A client of HTTP/1.0 that does
/// not ask to keep the connection waits for its end (RFC 9112, section 9.3): its request is handed on as one that asks
/// for that.
final class HTTP1Handler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        if head.version == .http1_1, Self.asks("expect", "100-continue", head) {
            let answer = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(answer)), promise: nil)
        }
        if head.version == .http1_0, !Self.asks("connection", "keep-alive", head) {
            head.headers.replaceOrAdd(name: "connection", value: "close")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    private static func asks(_ name: String, _ word: String, _ head: HTTPRequestHead) -> Bool {
        head.headers[canonicalForm: name].contains { $0.lowercased() == word }
    }

    /// Puts the handler where requests and answers are still those of HTTP/1: behind the decoder. The server lets
    /// others in only further on, so this one goes there and makes the place.
    final class Installer: ChannelInboundHandler, RemovableChannelHandler {
        /// It reads nothing.
        typealias InboundIn = Never

        func handlerAdded(context: ChannelHandlerContext) {
            let pipeline = context.pipeline.syncOperations
            // Where there is no such decoder nothing is answered, and clients wait as long as they like.
            guard let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self) else {
                return
            }
            try? pipeline.addHandler(HTTP1Handler(), position: .after(decoder))
        }
    }
}
