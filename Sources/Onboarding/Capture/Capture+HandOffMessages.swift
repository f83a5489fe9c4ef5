import Database
import Foundation
import Journal
import Kernel

/// The link of a hand-off by e-mail or text message, for whoever cannot photograph the code.
extension Capture {
    /// What the first device asks for, as it came.
    struct MessageRequest: Sendable {
        let channel: String?
        let address: Private<String>?
        /// Of the page; English where it is missing or unknown.
        let language: String?
    }

    /// Sends the present link. The address is held for as long as the sending takes, and written nowhere.
    ///
    /// A message counts when it is asked for, whether it arrives or not: else a wrong address could be tried for ever.
    func sendHandOff(_ asked: MessageRequest, of id: ID<Verification>, for visitor: Visitor) async throws {
        let (sending, url) = try await database.write { [self, now = clock.now] transaction in
            let (_, settings) = try offering(id, visitor, at: now, in: transaction)
            let sending = try senders.sending(to: asked.address?.value, by: asked.channel)
            let store = HandOffStore(transaction)
            guard let found = try store.find(of: id) else { throw CaptureError.handOffNotFound }
            guard found.status(at: now) == .open, let salt = found.salt else { throw CaptureError.handOffOver }
            guard found.counts.linkMessages < CaptureLimits.messagesPerHandOff,
                found.counts.messages < CaptureLimits.messagesPerVerification
            else { throw CaptureError.tooManyMessages }
            try store.countMessage(of: id)
            let record = AuditLog.Record(
                "handOff.messageAsked", to: id.description, by: .applicant,
                detail: ["channel": sending.channel.rawValue])
            try AuditLog.append(record, at: now, in: transaction)
            return (sending, Self.link(settings, HandOffToken(salt: salt, master).token))
        }
        let text = texts.handOffMessage(with: url, in: asked.language ?? "en")
        do {
            try await sending.send(text)
        } catch {
            throw error == .refused ? CaptureError.messageRefused : .messagesUnavailable
        }
    }
}
