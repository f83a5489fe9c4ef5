import Foundation

/// Going on on another device: contract § 3.1, `omnichannel.enabled`. A link that is good once and for a short time.
struct HandOff: Sendable {
    enum Status: String, Codable, Sendable {
        case open = "Open"
        /// The other device has it.
        case taken = "Taken"
        case expired = "Expired"
    }

    let expiresAt: Date
    let takenAt: Date?
    /// How many were made for the verification.
    let made: Int

    func status(at now: Date) -> Status {
        takenAt != nil ? .taken : now < expiresAt ? .open : .expired
    }
}
