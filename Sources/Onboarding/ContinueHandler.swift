import NIOCore
import NIOHTTP1

/// Answers `Expect: 100-continue` (RFC 9110, section 10.1.1) as soon as the head of a request is there. Clients that
/// upload pictures wait for it, some a second and more, before they send the body.
final class ContinueHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .head(let head) = unwrapInboundIn(data), head.version == .http1_1,
            head.headers[canonicalForm: "expect"].contains(where: { $0.lowercased() == "100-continue" })
        {
            let answer = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(wrapOutboundOut(.head(answer)), promise: nil)
        }
        context.fireChannelRead(data)
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
            try? pipeline.addHandler(ContinueHandler(), position: .after(decoder))
        }
    }
}
