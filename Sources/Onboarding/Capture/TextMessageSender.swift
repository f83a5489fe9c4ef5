import Foundation
import Kernel
import Web

/// Text messages by a gateway of the operator's choice: a signed request `{to, text}`, as our webhooks are signed.
struct TextMessageSender: MessageSender {
    private let webhook: TextMessageWebhook
    private let outbound: Outbound
    private let clock: any WallClock

    /// An answer's body may take some seconds more, within the limit of a message.
    private static let requestSeconds = MessageLimits.seconds - Outbound.Limits.answerSeconds

    init(_ webhook: TextMessageWebhook, outbound: Outbound, clock: any WallClock) {
        self.webhook = webhook
        self.outbound = outbound
        self.clock = clock
    }

    private struct Body: Encodable {
        let to: String
        let text: String
    }

    /// E.164: a plus, then 8 to 15 digits, of which the first is no zero.
    func address(_ text: String) -> String? {
        text.wholeMatch(of: /\+[1-9][0-9]{7,14}/) == nil ? nil : text
    }

    func send(_ message: MessageText, to address: String) async throws(MessageError) {
        let answer: OutboundAnswer
        do {
            answer = try await outbound.send(try request(Body(to: address, text: message.shortBody)))
        } catch {
            throw .unavailable
        }
        guard (200...299).contains(answer.status) else { throw .refused }
    }

    private func request(_ body: Body) throws -> OutboundRequest {
        let bytes = try JSONText.encode(body)
        let id = ID<MessageText>.new(at: clock.now).description
        let timestamp = Int(clock.now.timeIntervalSince1970)
        let signature = try WebhookSignature.standard(
            secrets: [webhook.secret], id: id, timestamp: timestamp, body: bytes)
        return OutboundRequest(
            method: "POST", url: webhook.url,
            headers: [
                (name: "Content-Type", value: "application/json; charset=utf-8"),
                (name: "User-Agent", value: "Couth-Messages/1"),
                (name: "webhook-id", value: id),
                (name: "webhook-timestamp", value: "\(timestamp)"),
                (name: "webhook-signature", value: signature),
            ], body: bytes, timeoutSeconds: Self.requestSeconds)
    }
}
