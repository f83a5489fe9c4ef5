import Foundation

/// Going on on another device: contract § 3.1, `omnichannel.enabled`. A link that is good once and for a short time,
/// and whose taking is confirmed on the device that made it.
struct HandOff: Sendable {
    enum Status: String, Codable, Sendable {
        case open = "Open"
        /// Another device has it and shows a number, which the first one has to choose.
        case confirming = "Confirming"
        /// The other device has it, and it was the right one.
        case taken = "Taken"
        /// A wrong number was chosen, or none.
        case notConfirmed = "NotConfirmed"
        case expired = "Expired"
    }

    /// Before it is taken the link's end, then that of the choice.
    let expiresAt: Date
    let takenAt: Date?
    /// Nil before it is taken.
    let number: HandOffNumber?
    let confirmedAt: Date?
    let refusedAt: Date?
    let counts: Counts
    /// What the token of the link is made from; nil where it was made before links could be sent.
    let salt: Data?

    struct Counts: Sendable {
        /// How many links were made for the verification.
        let made: Int
        /// Messages with this link.
        let linkMessages: Int
        /// Messages with any link of the verification.
        let messages: Int
    }

    func status(at now: Date) -> Status {
        if refusedAt != nil { return .notConfirmed }
        // Where there is no number, it was taken when nobody was asked for one.
        if confirmedAt != nil || takenAt != nil && number == nil { return .taken }
        guard now < expiresAt else { return .expired }
        return takenAt == nil ? .open : .confirming
    }
}
