import Foundation
import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// A receiver on a free port of this machine. It speaks just enough HTTP to take a request apart, so that a test can
/// answer anything at all, or nothing.
final class Receiver: Sendable {
    struct Request: Sendable {
        let line: String
        /// Names in lower case.
        let headers: [String: String]
        let body: Data
        /// Everything as it came: the only part that is filled where the bytes are not HTTP.
        let bytes: Data
    }

    enum Answer: Sendable {
        case status(Int, headers: [String] = [])
        case raw(String)
        /// Byte after byte, so many milliseconds apart.
        case drip(String, milliseconds: Int64)
        /// JSON with its length.
        case json(String)
        /// The connection is torn down, not closed.
        case reset
        case silence
        case close
    }

    private let channel: any Channel
    private let log: Log

    /// - Parameter answer: told the request and how many came before it.
    init(_ answer: @escaping @Sendable (Request, Int) -> Answer) async throws {
        let log = Log(answer: answer)
        self.log = log
        channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(log: log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    deinit {
        channel.close(promise: nil)
    }

    var port: Int { channel.localAddress?.port ?? 0 }
    var requests: [Request] { log.requests }
    var url: String { "http://127.0.0.1:\(port)/hook" }

    /// Waits until so many requests have come in all.
    func waitFor(_ count: Int) async {
        for await seen in log.counts where seen >= count { return }
    }

    /// What has come in, shared by all connections.
    fileprivate final class Log: Sendable {
        private let answer: @Sendable (Request, Int) -> Answer
        private let state = Mutex<(requests: [Request], waiting: [AsyncStream<Int>.Continuation])>(([], []))

        init(answer: @escaping @Sendable (Request, Int) -> Answer) {
            self.answer = answer
        }

        var requests: [Request] { state.withLock { $0.requests } }

        var counts: AsyncStream<Int> {
            let (stream, continuation) = AsyncStream.makeStream(of: Int.self)
            state.withLock { state in
                state.waiting.append(continuation)
                continuation.yield(state.requests.count)
            }
            return stream
        }

        func take(_ request: Request) -> Answer {
            let before = state.withLock { state in
                state.requests.append(request)
                state.waiting.forEach { $0.yield(state.requests.count) }
                return state.requests.count - 1
            }
            return answer(request, before)
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let log: Log
        private var received = Data()

        init(log: Log) {
            self.log = log
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received.append(contentsOf: unwrapInboundIn(data).readableBytesView)
            guard let request = Self.request(received) else { return }
            received = Data()
            switch log.take(request) {
            case .status(let status, let headers):
                let lines = ["HTTP/1.1 \(status) Answer", "Content-Length: 0"] + headers + ["", ""]
                write(lines.joined(separator: "\r\n"), context)
            case .raw(let text): write(text, context)
            case .json(let text):
                write(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
                        + text, context)
            case .drip(let text, let milliseconds): drip(text, milliseconds, context)
            case .reset:
                // Zero seconds of lingering: the other side sees RST instead of FIN.
                let channel = context.channel
                guard let socket = channel as? any SocketOptionProvider else { return }
                socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
            case .close: context.close(promise: nil)
            case .silence: break
            }
        }

        private func write(_ text: String, _ context: ChannelHandlerContext) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        }

        private func drip(_ text: String, _ milliseconds: Int64, _ context: ChannelHandlerContext) {
            let channel = context.channel
            for (number, byte) in text.utf8.enumerated() {
                channel.eventLoop.scheduleTask(in: .milliseconds(milliseconds * Int64(number))) {
                    channel.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil)
                }
            }
        }

        /// Nil while the request is not whole.
        private static func request(_ bytes: Data) -> Request? {
            // A TLS record of the kind "handshake" begins with 22: a client that greets an https receiver.
            if bytes.first == 22 { return Request(line: "", headers: [:], body: Data(), bytes: bytes) }
            guard let end = bytes.range(of: Data("\r\n\r\n".utf8)) else { return nil }
            let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
            let fields = lines.dropFirst().map { $0.split(separator: ":", maxSplits: 1).map(String.init) }
            let headers = Dictionary(
                fields.map { ($0[0].lowercased(), $0[1].trimmingCharacters(in: .whitespaces)) },
                uniquingKeysWith: { $0 + $1 })
            let body = Data(bytes[end.upperBound...])
            guard body.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
            return Request(line: lines[0], headers: headers, body: body, bytes: bytes)
        }
    }
}
