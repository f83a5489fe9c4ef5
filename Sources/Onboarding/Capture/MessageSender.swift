import Kernel

/// By which ways a link can be sent.
package enum MessageChannel: String, Codable, Sendable, CaseIterable {
    case email = "Email"
    case sms = "Sms"
}

/// What is sent, in the person's language. It holds a link that opens something: it is not logged.
package struct MessageText: Sendable {
    /// For channels that have one.
    package let subject: String
    package let body: String
    /// For channels on which every character costs.
    package let shortBody: String
}

/// Why a message was not sent. Nothing of what the other side said: it may repeat the address.
package enum MessageError: Error, Equatable, Sendable {
    /// The operator's own relay or gateway could not be reached in time.
    case unavailable
    /// It was reached, and did not take the message.
    case refused
}

/// A way to a person: the mail relay, or the gateway for text messages.
package protocol MessageSender: Sendable {
    /// The address in the one spelling that this way takes; nil for what is none.
    func address(_ text: String) -> String?
    /// Ends within `MessageLimits.seconds`.
    /// - Parameter address: one that `address` has answered.
    func send(_ message: MessageText, to address: String) async throws(MessageError)
}

package enum MessageLimits {
    package static let seconds: Double = 15
}

/// The ways that this installation has.
package struct MessageSenders: Sendable {
    private let senders: [MessageChannel: any MessageSender]

    package init(_ senders: [MessageChannel: any MessageSender]) {
        self.senders = senders
    }

    /// In a fixed order, for the page.
    var channels: [MessageChannel] { MessageChannel.allCases.filter { senders[$0] != nil } }

    /// One message that has its way and its address, and lacks its text.
    struct Sending: Sendable {
        let channel: MessageChannel
        let sender: any MessageSender
        let address: Private<String>

        func send(_ text: MessageText) async throws(MessageError) {
            try await sender.send(text, to: address.value)
        }
    }

    func sending(to address: String?, by channel: String?) throws(CaptureError) -> Sending {
        guard let channel = channel.flatMap(MessageChannel.init(rawValue:)) else { throw .unknownChannel }
        guard let sender = senders[channel] else { throw .noSuchChannel }
        guard let address = address.flatMap(sender.address) else { throw .addressNotValid }
        return Sending(channel: channel, sender: sender, address: Private(address))
    }
}
