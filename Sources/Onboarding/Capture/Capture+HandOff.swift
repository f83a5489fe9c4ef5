import Database
import Foundation
import Journal
import Kernel
import Web

/// The way from the desk to the phone: contract § 3.1 and § 9.1.
extension Capture {
    /// What the first device shows.
    struct HandOffLink: Sendable {
        let url: String
        let expiresAt: Date
    }

    /// What the first device follows. Nothing in it is about the person.
    struct HandOffState: Sendable {
        let handOff: HandOff.Status
        let expiresAt: Date
        let verification: Verification.Status
    }

    /// Makes a link for a second device; the one before it is worthless from then on.
    ///
    /// The token of the lesser level suffices, because a device that may not capture has no other.
    func handOff(_ id: ID<Verification>, from visitor: Visitor) async throws -> HandOffLink {
        try await database.write { [self, now = clock.now] transaction in
            _ = try session(visitor, for: id, needing: .restricted, at: now, in: transaction)
            let verification = try verifications.open(id, at: now, in: transaction)
            let settings = try verifications.setup(of: verification, in: transaction).settings
            guard settings.omnichannel.enabled else { throw CaptureError.noHandOff }
            let store = HandOffStore(transaction)
            guard try store.find(of: id)?.made ?? 0 < CaptureLimits.handOffsPerVerification else {
                throw CaptureError.tooManyHandOffs
            }
            let token = BearerSecret.new()
            let ends = min(now.addingTimeInterval(CaptureLimits.handOffSeconds), verification.expiresAt)
            try store.replace(tokenSHA256: BearerSecret.digest(token), expiresAt: ends, of: id)
            try AuditLog.append(.init("handOff.made", to: id.description, by: .applicant), at: now, in: transaction)
            return HandOffLink(url: Self.link(settings.webAppSetting.baseUrl, token), expiresAt: ends)
        }
    }

    func handOffState(of id: ID<Verification>, for visitor: Visitor) async throws -> HandOffState {
        try await database.read { [self, now = clock.now] transaction in
            _ = try session(visitor, for: id, needing: .restricted, at: now, in: transaction)
            guard let found = try HandOffStore(transaction).find(of: id) else { throw CaptureError.handOffNotFound }
            let verification = try verifications.find(id, in: transaction)
            let isOverdue = verification.status.isOpen && now >= verification.expiresAt
            return HandOffState(
                handOff: found.status(at: now), expiresAt: found.expiresAt,
                verification: isOverdue ? .expired : verification.status)
        }
    }

    /// The second device comes: once. One that is refused does not use the link up.
    /// - Returns: whose the link was, with a token of the lesser level.
    func takeHandOff(
        _ token: String, by visitor: Visitor
    ) async throws -> (verification: ID<Verification>, token: String) {
        try await database.write { [self, now = clock.now] transaction in
            let store = HandOffStore(transaction)
            guard let id = try store.take(tokenSHA256: BearerSecret.digest(token), at: now) else {
                throw CaptureError.handOffOver
            }
            try checkAddress(of: visitor, for: id, against: try store.origin(of: id))
            let verification = try verifications.open(id, at: now, in: transaction)
            try AuditLog.append(.init("handOff.taken", to: id.description, by: .applicant), at: now, in: transaction)
            return (id, try issue(.restricted, for: verification, at: now, in: transaction))
        }
    }

    /// The token stands behind the `#`: a browser keeps that part to itself, so that no log of a server or a proxy has
    /// it. The verification's id is not in the link at all: an old one opens nothing.
    private static func link(_ base: String, _ token: String) -> String {
        let root = base.hasSuffix("/") ? String(base.dropLast()) : base
        return "\(root)/hand-off#\(token)"
    }
}
