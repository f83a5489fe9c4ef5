import Crypto
import Database
import Foundation
import HTTPTypes
import Journal
import Kernel
import Onboarding
import TestKit
import Testing

@Suite struct `The link of a hand-off` {
    private static let secret = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()

    /// The whole server with the ways that are handed in.
    private static func run(
        mail port: Int? = nil, textMessages url: String? = nil,
        _ body: @escaping @Sendable (TestApp) async throws -> Void
    ) async throws {
        var messages = MessageSettings()
        if let port {
            messages.mail = try MailRelay(
                host: "127.0.0.1", port: port, security: .none, credentials: nil, from: "no-reply@bank.example")
        }
        messages.textMessages = url.flatMap { TextMessageWebhook(url: $0, secret: secret) }
        try await TestApp.run(
            configure: { [messages] settings in
                settings.messages = messages
                settings.allowsLoopbackWebhooks = true
            }, body)
    }

    @Test func `travels by e-mail, is the one that the first device shows, and the address is kept nowhere`()
        async throws
    {
        let relay = try await MailReceiver()
        try await Self.run(mail: relay.port) { app in
            let scene = try await HandOffScene(app)
            let sent = try await scene.desk.message(
                "Email", to: "vera.mint@post.example", scene.verification, scene.token)
            #expect(sent.status == 204)
            #expect(relay.said.contains("RCPT TO:<vera.mint@post.example>"))
            #expect(relay.said.contains("MAIL FROM:<no-reply@bank.example>"))
            let subject = Data("Continue on your phone".utf8).base64EncodedString()
            #expect(relay.letter.contains("Subject: =?utf-8?B?\(subject)?="))
            let url = try #require(scene.link["url"].text)
            #expect(relay.text.contains(url))
            #expect(!relay.letter.contains { $0.contains(url) } && !relay.text.contains(scene.verification))
            #expect(try await scene.phone.take(.string(url)).status == 200)
            let entries = try await app.house.database.read { transaction in
                try AuditLog.entries(about: scene.verification, in: transaction)
            }
            let told = entries.filter { $0.action == "handOff.messageAsked" }
            #expect(told.map(\.detail) == [["channel": "Email"]])
            for file in try FileManager.default.subpathsOfDirectory(atPath: app.house.settings.dataFolder) {
                let bytes = FileManager.default.contents(atPath: "\(app.house.settings.dataFolder)/\(file)") ?? Data()
                #expect(bytes.range(of: Data("vera.mint".utf8)) == nil, "\(file)")
            }
        }
    }

    @Test func `travels as a text message by a signed request`() async throws {
        let gateway = try await Receiver { _, _ in .status(202) }
        try await Self.run(textMessages: gateway.url) { app in
            let scene = try await HandOffScene(app)
            let sent = try await scene.desk.message("Sms", to: "+37060000001", scene.verification, scene.token)
            #expect(sent.status == 204)
            let request = try #require(gateway.requests.first)
            let body = try JSONDecoder().decode(JSONValue.self, from: request.body)
            #expect(body["to"] == "+37060000001")
            #expect(body["text"].text?.contains(scene.link["url"].text ?? "none") == true)
            let (id, at) = (request.headers["webhook-id"] ?? "", request.headers["webhook-timestamp"] ?? "")
            let code = HMAC<SHA256>.authenticationCode(
                for: Data("\(id).\(at).".utf8) + request.body,
                using: SymmetricKey(data: Data(repeating: 7, count: 32)))
            #expect(request.headers["webhook-signature"] == "v1,\(Data(code).base64EncodedString())")
        }
    }

    @Test(arguments: [
        "", "nobody", "a@b@c.example", "@bank.example", "a@", "a b@bank.example",
        "a@bank.example\r\nRCPT TO:<x@y.example>", "a@bank.example\n", "<a@bank.example>",
        "a@bank.example,b@bank.example", "a@-bank.example",
        "a@bank..example", "ä@bank.example", "\"a b\"@bank.example", ".a@bank.example",
        String(repeating: "a", count: 65) + "@bank.example", "a@" + String(repeating: "b.", count: 127) + "example",
    ])
    func `goes to no address that says more than itself`(_ address: String) async throws {
        let relay = try await MailReceiver()
        try await Self.run(mail: relay.port) { app in
            let scene = try await HandOffScene(app)
            let refused = try await scene.desk.message("Email", to: address, scene.verification, scene.token)
            #expect(refused.status == 400 && refused["errors"]["address"] != .null)
            #expect(address.isEmpty || !String(decoding: refused.bytes, as: UTF8.self).contains(address))
            #expect(relay.said.isEmpty)
        }
    }

    @Test(
        arguments: ["37060000001", "+0123456789", "+1234567", "+1234567890123456", "+370 600 00001", "+37060000001\n"])
    func `goes to no phone number but one of E.164`(_ number: String) async throws {
        let gateway = try await Receiver { _, _ in .status(200) }
        try await Self.run(textMessages: gateway.url) { app in
            let scene = try await HandOffScene(app)
            let refused = try await scene.desk.message("Sms", to: number, scene.verification, scene.token)
            #expect(refused.status == 400 && gateway.requests.isEmpty)
        }
    }

    @Test func `is sent three times, and ten times in all of a verification`() async throws {
        let relay = try await MailReceiver()
        try await Self.run(mail: relay.port) { app in
            let scene = try await HandOffScene(app)
            func send() async throws -> Answer {
                try await scene.desk.message("Email", to: "a@b.example", scene.verification, scene.token)
            }
            // What is refused does not count.
            _ = try await scene.desk.message("Email", to: "none", scene.verification, scene.token)
            var sent = 0
            for links in 1...4 {
                for _ in 1...3 where try await send().status == 204 { sent += 1 }
                #expect(sent == min(links * 3, 10))
                let refused = try await send()
                #expect(refused.status == 409 && refused.problem == "too-many-messages")
                #expect(try await scene.desk.hand(.post, scene.verification, scene.token).status == 201)
            }
            #expect(relay.said.count { $0 == "DATA" } == 10)
        }
    }

    @Test func `is offered only by the ways that there are`() async throws {
        let relay = try await MailReceiver()
        try await Self.run(mail: relay.port) { app in
            let scene = try await HandOffScene(app)
            let path = "/v1/identity-verifications/\(scene.verification)/setup"
            let setup = try await scene.desk.call(.get, path, token: scene.token)
            #expect(setup["omnichannel"]["messageChannels"] == ["Email"])
            #expect(setup["omnichannel"]["enabled"] == true)
            #expect(scene.link["messageChannels"] == ["Email"])
            let business = try await app.call(.get, path, token: try await app.token())
            #expect(business["omnichannel"]["messageChannels"] == .null)
            let refused = try await scene.desk.message("Sms", to: "+37060000001", scene.verification, scene.token)
            #expect(refused.status == 409 && refused.problem == "message-channel-disabled")
            #expect(try await scene.desk.message("Fax", to: "1", scene.verification, scene.token).status == 400)
            #expect(try await scene.desk.message("Email", to: "a@b.example", scene.verification, nil).status == 401)
        }
        try await TestApp.run { app in
            let scene = try await HandOffScene(app)
            #expect(scene.link["messageChannels"] == [])
        }
    }

    @Test func `is not sent once it was taken or ran out`() async throws {
        let relay = try await MailReceiver()
        try await Self.run(mail: relay.port) { app in
            let scene = try await HandOffScene(app)
            _ = try await scene.phone.take(scene.link["url"])
            let refused = try await scene.desk.message("Email", to: "a@b.example", scene.verification, scene.token)
            #expect(refused.status == 403 && refused.problem == "hand-off-over" && relay.said.isEmpty)
        }
    }

    @Test func `tells nothing of a relay that does not take it, or is not there`() async throws {
        let relay = try await MailReceiver { $0.hasPrefix("RCPT") ? "550 <a@b.example> is unknown at relay7\r\n" : nil }
        try await Self.run(mail: relay.port) { app in
            let scene = try await HandOffScene(app)
            let refused = try await scene.desk.message("Email", to: "a@b.example", scene.verification, scene.token)
            #expect(refused.status == 502 && refused.problem == "message-refused")
            let text = String(decoding: refused.bytes, as: UTF8.self)
            #expect(!text.contains("relay7") && !text.contains("b.example") && !text.contains("550"))
        }
        // Nobody listens at port 1.
        try await Self.run(mail: 1, textMessages: "http://127.0.0.1:1/") { app in
            let scene = try await HandOffScene(app)
            for (channel, address) in [("Email", "a@b.example"), ("Sms", "+37060000001")] {
                let refused = try await scene.desk.message(channel, to: address, scene.verification, scene.token)
                #expect(refused.status == 503 && refused.problem == "messages-unavailable")
            }
        }
        let gateway = try await Receiver { _, _ in .status(500) }
        try await Self.run(textMessages: gateway.url) { app in
            let scene = try await HandOffScene(app)
            let refused = try await scene.desk.message("Sms", to: "+37060000001", scene.verification, scene.token)
            #expect(refused.status == 502)
        }
    }

    @Test func `is written in the language of the page`() async throws {
        let relay = try await MailReceiver()
        try await Self.run(mail: relay.port) { app in
            let scene = try await HandOffScene(app)
            let path = "/v1/identity-verifications/\(scene.verification)/hand-off/messages"
            for (language, word) in [("de-DE", "Öffnen Sie"), ("xx", "Open this link")] {
                let sent = try await scene.desk.call(
                    .post, path, token: scene.token,
                    json: ["channel": "Email", "address": "a@b.example", "language": .string(language)])
                #expect(sent.status == 204)
                #expect(relay.text.hasPrefix(word))
            }
        }
    }
}
