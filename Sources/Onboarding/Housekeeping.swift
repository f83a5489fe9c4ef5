import Database
import Foundation
import Kernel
import Logging
import ServiceLifecycle
import Vault

/// What time brings about: verifications whose lifetime is over, data that is old, objects that nobody names, and
/// answers that are no longer kept.
package struct Housekeeping: Service {
    private enum Limits {
        static let lookEverySeconds: Double = 15
        static let expireBatch = 100
        static let trimBatch = 500
        static let draftBatch = 100
        static let redactBatch = 50
        static let sweepEverySeconds: Double = 3600
        /// An object is stored before its row: a young one may yet get it.
        static let sweepAfterSeconds: Double = 24 * 3600
    }

    private let house: House

    init(house: House) {
        self.house = house
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            var nextSweep = house.clock.now
            while !Task.isCancelled {
                do {
                    while try await expire() == Limits.expireBatch {}
                    if house.clock.now >= nextSweep {
                        while try await redactSandbox() == Limits.redactBatch {}
                        try await redactKept()
                        try await sweep()
                        while try await trim() == Limits.trimBatch {}
                        while try await dropDrafts() >= Limits.draftBatch {}
                        nextSweep = house.clock.now.addingTimeInterval(Limits.sweepEverySeconds)
                    }
                } catch {
                    house.logger.error(
                        "housekeeping failed and will be tried again", metadata: ["error": "\(type(of: error))"])
                }
                try? await house.clock.sleep(seconds: Limits.lookEverySeconds)
            }
        }
    }

    /// Ends verifications whose lifetime is over.
    /// - Returns: how many; a full batch means that there may be more.
    package func expire() async throws -> Int {
        let now = house.clock.now
        let overdue = try await house.database.read { [verifications = house.verifications] transaction in
            try verifications.hasOverdue(at: now, in: transaction)
        }
        guard overdue else { return 0 }
        let count = try await house.database.write { [verifications = house.verifications] transaction in
            try verifications.expireOverdue(at: now, limit: Limits.expireBatch, in: transaction)
        }
        house.logger.info("verifications expired", metadata: ["count": "\(count)"])
        return count
    }

    /// Redacts verifications of the sandbox after their days.
    /// - Returns: how many; a full batch means that there may be more.
    package func redactSandbox() async throws -> Int {
        guard house.settings.sandboxDays > 0 else { return 0 }
        let oldest = house.clock.now.addingTimeInterval(-Double(house.settings.sandboxDays) * 24 * 3600)
        let count = try await house.retention.redactSandbox(createdBefore: oldest, limit: Limits.redactBatch)
        if count > 0 { house.logger.info("sandbox verifications redacted", metadata: ["count": "\(count)"]) }
        return count
    }

    /// Redacts verifications that ended longer ago than their setups let them be kept.
    /// - Returns: how many.
    @discardableResult
    package func redactKept() async throws -> Int {
        let count = try await house.retention.redactKept()
        if count > 0 { house.logger.info("kept verifications redacted", metadata: ["count": "\(count)"]) }
        return count
    }

    /// Removes objects that are a day old and in no row: what a crash between object and row left behind.
    package func sweep() async throws {
        let oldest = house.clock.now.addingTimeInterval(-Limits.sweepAfterSeconds)
        for (name, modified) in try await house.vault.list() where modified < oldest {
            let isNamed = try await house.database.read { [house] transaction in
                try house.identifications.isNamed(name, in: transaction)
                    || house.faceAuthentications.isNamed(name, in: transaction)
                    || Capture.isNamed(name, in: transaction)
            }
            if !isNamed { await house.leftovers.remove([name]) }
        }
    }

    /// Drops pictures that were sent and never used.
    /// - Returns: how many objects went; a batch or more means that there may be more.
    package func dropDrafts() async throws -> Int {
        let oldest = house.clock.now.addingTimeInterval(-CaptureLimits.draftSeconds)
        let objects = try await house.database.write { transaction in
            try Capture.dropDrafts(createdBefore: oldest, limit: Limits.draftBatch, in: transaction)
        }
        await house.leftovers.remove(objects)
        return objects.count
    }

    /// Forgets what the API has kept for repeated requests, once nobody may ask for it any more.
    /// - Returns: how many; a full batch means that there may be more.
    package func trim() async throws -> Int {
        try await house.database.write { [access = house.access, now = house.clock.now] transaction in
            try access.trim(at: now, limit: Limits.trimBatch, in: transaction)
        }
    }
}
