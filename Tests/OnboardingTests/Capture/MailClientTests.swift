import Foundation
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `The mail client` {
    private static let noon = Date(timeIntervalSince1970: 1_750_000_000)
    private static let receiver = MailAddress("person@post.example")

    private static func relay(
        _ port: Int, _ security: MailRelay.Security = .none, host: String = "127.0.0.1", password: String? = nil
    ) throws -> MailRelay {
        try MailRelay(
            host: host, port: port, security: security,
            credentials: password.map { .init(username: "couth", password: Private($0)) },
            from: "no-reply@bank.example")
    }

    private static func send(
        _ letter: MailLetter = MailLetter(subject: "Hello", text: "Text"), by relay: MailRelay,
        trust: OutboundTrust = .system, seconds: Double = 10
    ) async throws {
        let client = try MailClient(relay, trust: trust)
        try await client.send(letter, to: try #require(receiver), at: noon, timeoutSeconds: seconds)
    }

    @Test func `says what RFC 5321 asks for, and no more`() async throws {
        let receiver = try await MailReceiver(offers: ["AUTH LOGIN PLAIN"])
        try await Self.send(by: try Self.relay(receiver.port, password: "open sesame"))
        let answer = Data("\0couth\0open sesame".utf8).base64EncodedString()
        #expect(
            receiver.said.prefix(6) == [
                "EHLO bank.example", "AUTH PLAIN \(answer)", "MAIL FROM:<no-reply@bank.example>",
                "RCPT TO:<person@post.example>", "DATA", ".",
            ])
        while receiver.said.last != "QUIT" { await Task.yield() }
        #expect(receiver.letter.contains("Date: Sun, 15 Jun 2025 15:06:40 +0000"))
        #expect(receiver.letter.contains("From: <no-reply@bank.example>") && receiver.text == "Text")
    }

    @Test func `keeps every text inside its place, whatever it holds`() async throws {
        let receiver = try await MailReceiver()
        let subject = String(repeating: "Überweisung 🙂 ", count: 12) + "\r\nBcc: <other@post.example>\r\n\r\nMore"
        let text = ".\n.\nFrom: nobody\n" + String(repeating: "ž", count: 500)
        try await Self.send(MailLetter(subject: subject, text: text), by: try Self.relay(receiver.port))
        #expect(receiver.text == text.replacing("\n", with: "\r\n"))
        #expect(receiver.letter.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 0x80 } })
        #expect(!receiver.letter.contains { $0.hasPrefix("Bcc") })
        #expect(receiver.said.count { $0.hasPrefix("RCPT") } == 1)
        let words = receiver.letter.joined(separator: "\n").matches(of: /=\?utf-8\?B\?([A-Za-z0-9+\/=]+)\?=/)
        let decoded = words.map { String(decoding: Data(base64Encoded: String($0.1)) ?? Data(), as: UTF8.self) }
        #expect(decoded.joined() == subject)
    }

    @Test(
        arguments: [
            ("", "421 busy\r\n", .connect), ("", "SSH-2.0-other\r\n", .protocolViolation),
            ("", "220 here\r\n250 and there\r\n", .protocolViolation), ("EHLO", "502 what\r\n", .refused),
            ("EHLO", "250-one\r\n350 two\r\n", .protocolViolation), ("MAIL", "550 no\r\n", .refused),
            ("RCPT", "550 no\r\n", .refused), ("DATA", "451 later\r\n", .refused), (".", "554 no\r\n", .refused),
            ("EHLO", String(repeating: "x", count: 2_000), .protocolViolation),
            ("EHLO", String(repeating: "250-more\r\n", count: 100), .protocolViolation), ("MAIL", "", .timeout),
        ] as [(String, String, MailError)])
    func `ends at the first answer that is none it can go on with`(
        _ line: String, _ answer: String, _ error: MailError
    ) async throws {
        let receiver = try await MailReceiver { said in
            said == line || !line.isEmpty && said.hasPrefix(line) ? answer : nil
        }
        await #expect(throws: error) {
            try await Self.send(by: try Self.relay(receiver.port), seconds: error == .timeout ? 0.3 : 10)
        }
    }

    @Test func `never does without the security that it is asked for`() async throws {
        let plain = try await MailReceiver(offers: ["AUTH PLAIN"])
        await #expect(throws: MailError.tls) {
            try await Self.send(by: try Self.relay(plain.port, .starttls, password: "secret"))
        }
        #expect(plain.said == ["EHLO bank.example"])
        let refusing = try await MailReceiver(offers: ["STARTTLS"]) { $0 == "STARTTLS" ? "454 not now\r\n" : nil }
        await #expect(throws: MailError.tls) { try await Self.send(by: try Self.relay(refusing.port, .starttls)) }
        // Somebody in between puts an answer behind the one that is not secured yet.
        let injecting = try await MailReceiver(offers: ["STARTTLS"]) { line in
            line == "STARTTLS" ? "220 go\r\n250 PLAIN\r\n" : nil
        }
        await #expect(throws: MailError.protocolViolation) {
            try await Self.send(by: try Self.relay(injecting.port, .starttls))
        }
        let deaf = try await MailReceiver(offers: ["STARTTLS"]) { $0 == "STARTTLS" ? "220 go\r\n" : nil }
        await #expect(throws: MailError.self) {
            try await Self.send(by: try Self.relay(deaf.port, .starttls), seconds: 1)
        }
        #expect(!deaf.said.contains { $0.hasPrefix("MAIL") })
        await #expect(throws: MailError.tls) { try await Self.send(by: try Self.relay(plain.port, .tls)) }
    }

    @Test(.enabled(if: SecureReceiver.canRun), arguments: [MailRelay.Security.tls, .starttls])
    func `hands over by TLS, to the name that the certificate is for`(_ security: MailRelay.Security) async throws {
        let secure = try await SecureReceiver(.signed(days: 2), name: "localhost", connections: 3, isWeb: false)
        let said = secure.playRelay(greets: security == .tls)
        let plain = try await MailReceiver(offers: ["STARTTLS"], securePort: secure.port) {
            $0 == "STARTTLS" ? "220 go\r\n" : nil
        }
        let port = security == .tls ? secure.port : plain.port
        let trust = try OutboundTrust(authoritiesFile: secure.authorities)
        // Nobody vouches for it, or it is another's: nothing is said.
        await #expect(throws: MailError.tls) {
            try await Self.send(by: try Self.relay(port, security, host: "localhost", password: "secret"))
        }
        await #expect(throws: MailError.tls) {
            try await Self.send(by: try Self.relay(port, security, password: "secret"), trust: trust)
        }
        #expect(!said().contains("EHLO"))
        try await Self.send(by: try Self.relay(port, security, host: "localhost", password: "secret"), trust: trust)
        #expect(said().contains("AUTH PLAIN") && said().contains("RCPT TO:<person@post.example>"))
        #expect(!plain.said.contains { $0.hasPrefix("AUTH") || $0.hasPrefix("MAIL") })
    }

    @Test func `sends in the clear to this machine alone`() throws {
        for host in ["mail.bank.example", "10.0.0.7", "127.0.0.1.bank.example", "[::1]"] {
            #expect(throws: MailRelay.Mistake.notLoopback) { try Self.relay(25, .none, host: host) }
        }
        for host in ["localhost", "127.0.0.1", "::1"] {
            #expect(try Self.relay(25, .none, host: host).port == 25)
        }
        #expect(throws: MailRelay.Mistake.host) { try Self.relay(25, .tls, host: "") }
        #expect(throws: MailRelay.Mistake.port) { try Self.relay(0, .tls, host: "mail.bank.example") }
        for address in ["a@b.example\u{0}", "a\u{0}@b.example", "a@b\r\n.example"] {
            #expect(MailAddress(address) == nil)
        }
        #expect(throws: MailRelay.Mistake.credentials) { try Self.relay(25, .tls, password: "a\0b") }
    }
}
