import ArgumentParser
import Foundation
import Kernel
import Onboarding

/// The part `messages` of the settings. A way is there where its host, or its address, is.
struct MessageOptions {
    /// 0: the usual one.
    let mailPort: Int
    /// What a key says; empty where nothing does.
    let text: (String) -> String

    func settings() throws -> MessageSettings {
        MessageSettings(mail: try mail(), textMessages: try textMessages())
    }

    private func mail() throws -> MailRelay? {
        let host = text("messages.smtp.host")
        guard !host.isEmpty else { return nil }
        let word = text("messages.smtp.security")
        guard let security = word.isEmpty ? .starttls : MailRelay.Security(rawValue: word) else {
            throw ValidationError("messages.smtp.security: \(word) is none of tls, starttls, none")
        }
        let username = text("messages.smtp.username")
        let passwordFile = text("messages.smtp.passwordFile")
        guard username.isEmpty == passwordFile.isEmpty else {
            throw ValidationError("messages.smtp.username and messages.smtp.passwordFile: both, or neither")
        }
        let credentials =
            username.isEmpty
            ? nil
            : MailRelay.Credentials(
                username: username, password: Private(try secret("messages.smtp.passwordFile", passwordFile)))
        do {
            return try MailRelay(
                host: host, port: mailPort == 0 ? security.usualPort : mailPort, security: security,
                credentials: credentials, from: text("messages.smtp.from"))
        } catch {
            throw ValidationError(Self.sentence(error))
        }
    }

    private static func sentence(_ mistake: MailRelay.Mistake) -> String {
        switch mistake {
        case .host: "messages.smtp.host: is no host name"
        case .port: "messages.smtp.port: must be 1 to 65535"
        case .from: "messages.smtp.from: is no e-mail address such as no-reply@bank.example"
        case .credentials: "messages.smtp.username and the password: must not be empty"
        case .notLoopback: "messages.smtp.security: none is for a relay on this machine alone"
        }
    }

    private func textMessages() throws -> TextMessageWebhook? {
        let url = text("messages.smsWebhook.url")
        guard !url.isEmpty else { return nil }
        let secret = try secret("messages.smsWebhook.secretFile", text("messages.smsWebhook.secretFile"))
        guard let webhook = TextMessageWebhook(url: url, secret: secret) else {
            throw ValidationError(
                "messages.smsWebhook: needs an address, and a secret of whsec_ and the Base64 of 24 to 64 bytes")
        }
        return webhook
    }

    /// What a file holds, without the line's end that an editor leaves.
    private func secret(_ key: String, _ path: String) throws -> String {
        guard let bytes = FileManager.default.contents(atPath: path),
            let text = String(bytes: bytes, encoding: .utf8)
        else { throw ValidationError("\(key): \(path) cannot be read") }
        return text.trimmingCharacters(in: .newlines)
    }
}
