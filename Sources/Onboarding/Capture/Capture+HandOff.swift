import Database
import Foundation
import Journal
import Kernel
import Web

/// The way from the desk to the phone: contract § 3.1 and § 9.1.
///
/// The link alone opens nothing: whoever takes it gets a token that waits, and is not told which verification it is,
/// because that id alone would open a session. Only the number that the first device's person chooses lets it in.
extension Capture {
    /// What the first device shows.
    struct HandOffLink: Sendable {
        let url: String
        let expiresAt: Date
    }

    /// What the first device follows. Nothing in it is about the person.
    struct HandOffState: Equatable, Sendable {
        let handOff: HandOff.Status
        let expiresAt: Date
        /// Of which one is right; nil but while it has to be chosen.
        let choices: [Int]?
        let verification: Verification.Status
    }

    /// What the second device is given.
    struct TakenHandOff: Sendable {
        /// Of the lesser level, and good for nothing before the number is chosen.
        let token: String
        let number: Int
        let expiresAt: Date
    }

    /// Makes a link for a second device; the one before it is worthless from then on.
    ///
    /// The token of the lesser level suffices, because a device that may not capture has no other.
    func handOff(_ id: ID<Verification>, from visitor: Visitor) async throws -> HandOffLink {
        try await database.write { [self, now = clock.now] transaction in
            let (verification, settings) = try offering(id, visitor, at: now, in: transaction)
            let store = HandOffStore(transaction)
            guard try store.find(of: id)?.counts.made ?? 0 < CaptureLimits.handOffsPerVerification else {
                throw CaptureError.tooManyHandOffs
            }
            let token = HandOffToken.new(under: master)
            let ends = min(now.addingTimeInterval(CaptureLimits.handOffSeconds), verification.expiresAt)
            try store.replace(token, expiresAt: ends, of: id)
            try AuditLog.append(.init("handOff.made", to: id.description, by: .applicant), at: now, in: transaction)
            return HandOffLink(url: Self.link(settings, token.token), expiresAt: ends)
        }
    }

    /// - Throws: where the caller is not let in, the verification has ended, or the setup offers no second device.
    func offering(
        _ id: ID<Verification>, _ visitor: Visitor, at now: Date, in transaction: some Transaction
    ) throws -> (Verification, IdvSettings) {
        _ = try session(visitor, for: id, needing: .restricted, at: now, in: transaction)
        let verification = try verifications.open(id, at: now, in: transaction)
        let settings = try verifications.setup(of: verification, in: transaction).settings
        guard settings.omnichannel.enabled else { throw CaptureError.noHandOff }
        return (verification, settings)
    }

    func handOffState(of id: ID<Verification>, for visitor: Visitor) async throws -> HandOffState {
        try await database.read { [self, now = clock.now] transaction in
            _ = try session(visitor, for: id, needing: .restricted, at: now, in: transaction)
            return try state(of: id, at: now, in: transaction)
        }
    }

    private func state(of id: ID<Verification>, at now: Date, in transaction: some Transaction) throws -> HandOffState {
        guard let found = try HandOffStore(transaction).find(of: id) else { throw CaptureError.handOffNotFound }
        let verification = try verifications.find(id, in: transaction)
        let isOverdue = verification.status.isOpen && now >= verification.expiresAt
        let status = found.status(at: now)
        return HandOffState(
            handOff: status, expiresAt: found.expiresAt,
            choices: status == .confirming ? found.number?.choices : nil,
            verification: isOverdue ? .expired : verification.status)
    }

    /// The second device comes: once. One that is refused does not use the link up.
    func takeHandOff(_ token: String, by visitor: Visitor) async throws -> TakenHandOff {
        var generator = SystemRandomNumberGenerator()
        let number = HandOffNumber.drawn(using: &generator)
        return try await database.write { [self, now = clock.now] transaction in
            let store = HandOffStore(transaction)
            let digest = BearerSecret.digest(token)
            let ends = now.addingTimeInterval(CaptureLimits.handOffChoiceSeconds)
            guard let id = try store.take(tokenSHA256: digest, showing: number, confirmableUntil: ends, at: now) else {
                throw CaptureError.handOffOver
            }
            try checkAddress(of: visitor, for: id, against: try store.origin(of: id))
            let verification = try verifications.open(id, at: now, in: transaction)
            try AuditLog.append(.init("handOff.taken", to: id.description, by: .applicant), at: now, in: transaction)
            let token = try issue(
                .restricted, for: verification, tiedTo: .init(handOff: digest), at: now, in: transaction)
            return TakenHandOff(token: token, number: number.number, expiresAt: ends)
        }
    }

    /// The first device's choice, which is final: another one changes nothing, and is answered the state as it is.
    /// - Parameter number: nil for "none of these".
    func confirmHandOff(
        of id: ID<Verification>, choosing number: Int?, by visitor: Visitor
    ) async throws -> HandOffState {
        try await database.write { [self, now = clock.now] transaction in
            _ = try session(visitor, for: id, needing: .restricted, at: now, in: transaction)
            let store = HandOffStore(transaction)
            guard let found = try store.find(of: id) else { throw CaptureError.handOffNotFound }
            switch found.status(at: now) {
            case .open: throw CaptureError.handOffNotTaken
            case .expired: throw CaptureError.handOffOver
            case .taken, .notConfirmed: break
            case .confirming:
                let isRight = number == found.number?.number
                if isRight { try store.confirm(id, at: now) } else { try store.refuse(id, at: now) }
                let action = isRight ? "handOff.confirmed" : "handOff.notConfirmed"
                try AuditLog.append(.init(action, to: id.description, by: .applicant), at: now, in: transaction)
            }
            return try state(of: id, at: now, in: transaction)
        }
    }

    /// What the second device waits for: which verification it is, as soon as it is let in.
    func confirmedHandOff(for visitor: Visitor) async throws -> ID<Verification> {
        try await database.read { [self, now = clock.now] transaction in
            let session = try session(of: visitor, at: now, in: transaction)
            try checkHandOff(of: session)
            try checkAddress(of: visitor, for: session.verification, against: session.originHash)
            return session.verification
        }
    }

    /// The token stands behind the `#`: a browser keeps that part to itself, so that no log of a server or a proxy has
    /// it. The verification's id is not in the link at all: an old one opens nothing.
    static func link(_ settings: IdvSettings, _ token: String) -> String {
        "\(settings.pageAddress)/hand-off#\(token)"
    }
}
