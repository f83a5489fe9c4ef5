import Foundation
import Kernel
import NIOCore
import NIOSSL

/// One message's way through a relay, command by command. Each waits for its answer; whatever is not the answer that
/// lets it go on is the end.
final class SMTPConversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// What is said, and to whom.
    struct Script: Sendable {
        let relay: MailRelay
        let receiver: MailAddress
        /// Lines without their ends.
        let letter: [String]
        /// Nil where nothing is secured.
        let tls: NIOSSLContext?

        /// For a name the certificate has to be that name's, for an address that address's.
        func secure() throws -> NIOSSLClientHandler {
            guard let tls else { throw MailError.tls }
            return try NIOSSLClientHandler(
                context: tls, serverHostname: IPAddress(relay.host) == nil ? relay.host : nil)
        }
    }

    private enum Limits {
        /// RFC 5321, section 4.5.3.1.5, allows 512; some relays say more.
        static let lineBytes = 1_024
        static let replyLines = 64
        /// So long the relay's farewell is waited for, while nobody waits for us any more.
        static let farewell = TimeAmount.seconds(2)
    }

    /// What was said last, and waits for its answer.
    private enum Step {
        case connecting, hello, securing, authentication, sender, receiver, data, letter, over
    }

    private let script: Script
    private let done: EventLoopPromise<Void>
    private var step = Step.connecting
    private var isSecure: Bool
    private var unread = ByteBuffer()
    private var reply: [String] = []

    init(_ script: Script, done: EventLoopPromise<Void>) {
        self.script = script
        self.done = done
        isSecure = script.relay.security == .tls
    }

    func channelActive(context: ChannelHandlerContext) {
        // `localhost` is what this machine's own table says: what is not secured goes nowhere else.
        if script.relay.security == .none, !MailRelay.isLoopback(context.remoteAddress?.ipAddress ?? "") {
            return end(.tls, context)
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // After the end the one thing that can come is the farewell.
        guard step != .over else { return context.close(promise: nil) }
        var bytes = unwrapInboundIn(data)
        unread.writeBuffer(&bytes)
        while step != .over, let length = unread.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
            let line = unread.readString(length: length - unread.readerIndex + 1) ?? ""
            take(line.trimmingCharacters(in: .newlines), context)
        }
        if unread.readableBytes > Limits.lineBytes { end(.protocolViolation, context) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.connect, context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let isAboutTLS = error is NIOSSLError || error is BoringSSLError || error is NIOSSLExtraError
        end(isAboutTLS ? .tls : .connect, context)
    }

    /// `250-more` until `250 last`, with one code in all.
    private func take(_ line: String, _ context: ChannelHandlerContext) {
        let code = line.prefix(3)
        let mark = line.dropFirst(3).first ?? " "
        guard line.utf8.count <= Limits.lineBytes, code.count == 3, code.allSatisfy({ ("0"..."9").contains($0) }),
            mark == " " || mark == "-", reply.first?.hasPrefix(code) ?? true, reply.count < Limits.replyLines
        else { return end(.protocolViolation, context) }
        reply.append(line)
        guard mark == " " else { return }
        // Nobody was asked for what stands behind an answer. Before the securing it could be anybody's (RFC 3207, 6).
        guard unread.readableBytes == 0 else { return end(.protocolViolation, context) }
        let lines = reply
        reply = []
        proceed(Int(code) ?? 0, lines, context)
    }

    private func proceed(_ code: Int, _ lines: [String], _ context: ChannelHandlerContext) {
        switch (step, code) {
        case (.connecting, 220): say("EHLO \(script.relay.from.domain)", .hello, context)
        case (.hello, 250): greeted(lines.dropFirst().map { $0.dropFirst(4).uppercased() }, context)
        case (.securing, 220): secure(context)
        case (.authentication, 235): say("MAIL FROM:<\(script.relay.from.text)>", .sender, context)
        case (.sender, 250): say("RCPT TO:<\(script.receiver.text)>", .receiver, context)
        case (.receiver, 250), (.receiver, 251): say("DATA", .data, context)
        case (.data, 354): say((script.letter.map(Self.stuffed) + ["."]).joined(separator: "\r\n"), .letter, context)
        case (.letter, 250):
            done.succeed()
            say("QUIT", .over, context)
            let channel = context.channel
            context.eventLoop.scheduleTask(in: Limits.farewell) { channel.close(promise: nil) }
        default:
            // A refusal of the connection itself is not one of the message.
            end(step == .securing ? .tls : step == .connecting ? .connect : .refused, context)
        }
    }

    /// The relay has told what it can.
    private func greeted(_ offers: [String], _ context: ChannelHandlerContext) {
        if script.relay.security == .starttls && !isSecure {
            guard offers.contains("STARTTLS") else { return end(.tls, context) }
            return say("STARTTLS", .securing, context)
        }
        guard let credentials = script.relay.credentials else {
            return say("MAIL FROM:<\(script.relay.from.text)>", .sender, context)
        }
        let mechanisms = offers.first { $0.hasPrefix("AUTH ") }?.split(separator: " ").dropFirst() ?? []
        guard mechanisms.contains("PLAIN") else { return end(.refused, context) }
        let answer = Data("\0\(credentials.username)\0\(credentials.password.value)".utf8).base64EncodedString()
        say("AUTH PLAIN \(answer)", .authentication, context)
    }

    /// What was said in the clear counts for nothing from here on: the greeting is repeated.
    private func secure(_ context: ChannelHandlerContext) {
        do {
            try context.pipeline.syncOperations.addHandler(try script.secure(), position: .first)
        } catch {
            return end(.tls, context)
        }
        isSecure = true
        say("EHLO \(script.relay.from.domain)", .hello, context)
    }

    /// RFC 5321, section 4.5.2: a point at the beginning of a line would end the message.
    private static func stuffed(_ line: String) -> String {
        line.hasPrefix(".") ? ".\(line)" : line
    }

    private func say(_ text: String, _ next: Step, _ context: ChannelHandlerContext) {
        step = next
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "\(text)\r\n")), promise: nil)
    }

    private func end(_ error: MailError, _ context: ChannelHandlerContext) {
        step = .over
        done.fail(error)
        context.close(promise: nil)
    }
}
