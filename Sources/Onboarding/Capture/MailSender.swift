import Foundation
import Kernel

/// E-mail through the operator's relay.
struct MailSender: MessageSender {
    private let client: MailClient
    private let clock: any WallClock

    init(_ client: MailClient, clock: any WallClock) {
        self.client = client
        self.clock = clock
    }

    func address(_ text: String) -> String? {
        MailAddress(text)?.text
    }

    func send(_ message: MessageText, to address: String) async throws(MessageError) {
        guard let receiver = MailAddress(address) else { throw .refused }
        let letter = MailLetter(subject: message.subject, text: message.body)
        do {
            try await client.send(letter, to: receiver, at: clock.now, timeoutSeconds: MessageLimits.seconds)
        } catch {
            throw error == .refused ? .refused : .unavailable
        }
    }
}
