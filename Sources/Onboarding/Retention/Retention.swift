import Database
package import Foundation
import Journal
package import Kernel
import Logging
import Vault

/// How long a person's data stays: its redaction, when it is asked for and when its time is over.
package struct Retention: Sendable {
    private let parts: Parts

    /// What Retention is made of; handed over by `House`.
    package struct Parts: Sendable {
        let verifications: Verifications
        let identifications: Identifications
        let faceAuthentications: FaceAuthentications
        let liveness: Liveness
        let duplicateFaces: DuplicateFaces
        let knownBackgrounds: KnownBackgrounds
        let database: any Database
        let vault: Vault
        let clock: any WallClock
        let logger: Logger
    }

    package init(_ parts: Parts) {
        self.parts = parts
    }

    /// Erases the data of one verification's person: contract § 4.5. Again on a redacted one it changes nothing.
    /// - Throws: `VerificationError.notFound` also for another application's.
    package func redact(_ id: ID<Verification>, by caller: Caller) async throws {
        let now = parts.clock.now
        let objects = try await parts.database.write { [self] transaction in
            let found = try parts.verifications.find(id, of: caller.application, in: transaction)
            return try redact(found, by: .client(caller.clientID), at: now, in: transaction)
        }
        await remove(objects)
    }

    /// Redacts verifications of the sandbox that were created at `date` or before.
    /// - Returns: how many; as many as `limit` means that there may be more.
    package func redactSandbox(createdBefore date: Date, limit: Int) async throws -> Int {
        let overdue = try await parts.database.read { [verifications = parts.verifications] transaction in
            try verifications.sandboxCreated(before: date, limit: limit, in: transaction)
        }
        for id in overdue {
            let now = parts.clock.now
            let objects = try await parts.database.write { [self] transaction in
                let found = try parts.verifications.find(id, in: transaction)
                return try redact(found, by: .system, at: now, in: transaction)
            }
            await remove(objects)
        }
        return overdue.count
    }

    private func redact(
        _ verification: Verification, by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws -> [ObjectName] {
        guard verification.redactedAt == nil else { return [] }
        var objects =
            try parts.identifications.redact(ofVerification: verification.id, at: now, in: transaction)
            + parts.faceAuthentications.redact(ofVerification: verification.id, at: now, in: transaction)
        try parts.liveness.forget(verification.id, in: transaction)
        try parts.duplicateFaces.forget(verification.id, in: transaction)
        try parts.knownBackgrounds.forget(verification.id, in: transaction)
        objects += try Capture.forget(verification.id, in: transaction)
        try parts.verifications.redact(verification, by: actor, at: now, in: transaction)
        return objects
    }

    /// After the commit: an object that stays behind is sealed under a key that is gone, no row names it, and the
    /// sweeper takes it.
    private func remove(_ objects: [ObjectName]) async {
        for object in objects {
            do {
                try await parts.vault.delete(object)
            } catch {
                parts.logger.warning(
                    "a redacted object could not be deleted and waits for the sweeper",
                    metadata: ["object": "\(object)", "error": "\(type(of: error))"])
            }
        }
    }
}
