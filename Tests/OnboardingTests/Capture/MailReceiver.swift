import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A mail relay on a free port of this machine: speaks just enough SMTP to take a message, or what a test has it say.
final class MailReceiver: Sendable {
    private struct State {
        var said: [String] = []
        var letter: [String] = []
        var isLetter = false
    }

    private final class Log: Sendable {
        let state = Mutex(State())
        let offers: [String]
        let securePort: Int?
        let answer: @Sendable (String) -> String?

        init(_ offers: [String], _ securePort: Int?, _ answer: @escaping @Sendable (String) -> String?) {
            self.offers = offers
            self.securePort = securePort
            self.answer = answer
        }

        /// - Returns: nil where nothing is answered.
        func reply(to line: String) -> String? {
            let isLetter = state.withLock { state in
                if state.isLetter && line != "." {
                    state.letter.append(line)
                    return true
                }
                state.isLetter = line == "DATA"
                if state.isLetter { state.letter = [] }
                state.said.append(line)
                return false
            }
            return isLetter ? nil : answer(line) ?? usual(line)
        }

        private func usual(_ line: String) -> String {
            switch line.prefix(4) {
            case "EHLO": (["here"] + offers).map { "250-\($0)\r\n" }.joined() + "250 8BITMIME\r\n"
            case "DATA": "354 go on\r\n"
            case "QUIT": "221 bye\r\n"
            case "AUTH": "235 welcome\r\n"
            default: "250 fine\r\n"
            }
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer
        private let log: Log
        private var unread = ""
        private var beyond: EventLoopFuture<any Channel>?

        init(_ log: Log) {
            self.log = log
        }

        func channelActive(context: ChannelHandlerContext) {
            say(log.answer("") ?? "220 here\r\n", context)
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            if let beyond {
                let bytes = unwrapInboundIn(data)
                return beyond.whenSuccess { $0.writeAndFlush(bytes, promise: nil) }
            }
            unread += String(buffer: unwrapInboundIn(data))
            while let end = unread.range(of: "\r\n") {
                let line = String(unread[..<end.lowerBound])
                unread = String(unread[end.upperBound...])
                if line == "STARTTLS", let port = log.securePort { goBeyond(to: port, context) }
                if let reply = log.reply(to: line) { say(reply, context) }
            }
        }

        /// From here on another server speaks on this connection.
        private func goBeyond(to port: Int, _ context: ChannelHandlerContext) {
            let near = context.channel
            beyond = ClientBootstrap(group: context.eventLoop)
                .channelInitializer { far in
                    far.eventLoop.makeCompletedFuture {
                        try far.pipeline.syncOperations.addHandler(Back(near))
                    }
                }
                .connect(host: "127.0.0.1", port: port)
        }

        private func say(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }
    }

    private final class Back: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let near: any Channel

        init(_ near: any Channel) {
            self.near = near
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            near.writeAndFlush(unwrapInboundIn(data), promise: nil)
        }
    }

    private let channel: any Channel
    private let log: Log

    /// - Parameters:
    ///   - offers: what it tells that it can.
    ///   - securePort: where a server lies that speaks TLS, for whoever asks for it.
    ///   - answer: told each line, and the empty one at the beginning; nil for the usual answer.
    init(
        offers: [String] = [], securePort: Int? = nil,
        _ answer: @escaping @Sendable (String) -> String? = { _ in nil }
    ) async throws {
        let log = Log(offers, securePort, answer)
        self.log = log
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit {
        channel.close(promise: nil)
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    /// Everything but the letters.
    var said: [String] { log.state.withLock { $0.said } }
    /// The lines of the last letter.
    var letter: [String] { log.state.withLock { $0.letter } }

    /// What a person reads of the last letter.
    var text: String {
        let body = letter.split(separator: "", omittingEmptySubsequences: false).last?.joined() ?? ""
        return String(decoding: Data(base64Encoded: body) ?? Data(), as: UTF8.self)
    }
}
