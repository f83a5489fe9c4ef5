import Database
package import Foundation
import Journal
package import Kernel
import Vault

/// How long a person's data stays: its redaction, when it is asked for and when its time is over.
package struct Retention: Sendable {
    private enum Limits {
        static let setups = 100
        static let verifications = 50
    }

    private let parts: Parts

    /// What Retention is made of; handed over by `House`.
    package struct Parts: Sendable {
        let setups: Setups
        let verifications: Verifications
        let identifications: Identifications
        let faceAuthentications: FaceAuthentications
        let liveness: Liveness
        let duplicateFaces: DuplicateFaces
        let knownBackgrounds: KnownBackgrounds
        let database: any Database
        let leftovers: Leftovers
        let clock: any WallClock
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
        await parts.leftovers.remove(objects)
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
            await parts.leftovers.remove(objects)
        }
        return overdue.count
    }

    /// Redacts what ended longer ago than its setups let it be kept. What counts is what the setups say now: a limit
    /// that is shortened holds for what was there before.
    /// - Returns: how many.
    package func redactKept() async throws -> Int {
        var count = 0
        var place: ID<Setup>?
        while true {
            let keepings = try await parts.database.read { [setups = parts.setups, place] transaction in
                try setups.keepings(after: place, limit: Limits.setups, in: transaction)
            }
            for keeping in keepings { count += try await redact(keeping) }
            guard keepings.count == Limits.setups else { return count }
            place = keepings.last?.setup
        }
    }

    /// In batches that go on behind the last one: what is in somebody's hands stays and holds up nothing behind it.
    private func redact(_ keeping: DataKeeping) async throws -> Int {
        let oldest = parts.clock.now.addingTimeInterval(-Double(keeping.days) * 24 * 3600)
        var count = 0
        var place: EndedVerification?
        while true {
            let ended = try await parts.database.read { [verifications = parts.verifications, place] transaction in
                try verifications.ended(
                    keeping, before: oldest, after: place, limit: Limits.verifications, in: transaction)
            }
            for verification in ended {
                if try await redactDecided(verification.id) { count += 1 }
            }
            guard ended.count == Limits.verifications else { return count }
            place = ended.last
        }
    }

    /// - Returns: false where a decision is still to come, by the checks or by a reviewer.
    private func redactDecided(_ id: ID<Verification>) async throws -> Bool {
        let now = parts.clock.now
        let objects = try await parts.database.write { [self] transaction -> [ObjectName]? in
            let found = try parts.verifications.find(id, in: transaction)
            let isUndecided =
                try parts.identifications.isUndecided(ofVerification: id, in: transaction)
                || parts.faceAuthentications.isUndecided(of: found, in: transaction)
            return try isUndecided ? nil : redact(found, by: .system, at: now, in: transaction)
        }
        await parts.leftovers.remove(objects ?? [])
        return objects != nil
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
}
