import Database
import Evidence
import Foundation
package import Journal
import Kernel
import Logging
import Vault

/// The jobs that take a selfie through the engines to a decision.
package struct FaceChecks: Sendable {
    private let parts: Parts

    /// What they are made of; handed over by `Compose`.
    package struct Parts: Sendable {
        let authentications: FaceAuthentications
        let database: any Database
        let vault: Vault
        let desk: EvidenceDesk
        let queue: JobQueue
        let clock: any WallClock
        let logger: Logger
    }

    package init(_ parts: Parts) {
        self.parts = parts
    }

    package var handlers: [Job.Kind: JobWorker.Handler] {
        [
            FaceAuthentications.readJob: { job in try await read(job) },
            FaceAuthentications.decideJob: { job in try await decide(job) },
        ]
    }

    private func read(_ job: Job) async throws -> JobOutcome {
        guard let id = ID<FacePicture>(job.subject) else { return .done }
        let authentications = parts.authentications
        let found = try await parts.database.read { transaction -> (picture: FacePicture, key: DataKey)? in
            guard let picture = try authentications.picture(id, in: transaction), picture.reading == nil else {
                return nil
            }
            return (picture, try authentications.key(of: picture, in: transaction))
        }
        guard let (picture, key) = found else { return .done }
        let bytes = try await parts.vault.bytes(of: picture.object, with: key, as: picture.identity)
        guard let reading = try await parts.desk.read(bytes, as: .selfie, attempt: job.attempt) else {
            return .again(afterSeconds: 0)
        }
        try await parts.database.write { [now = parts.clock.now] transaction in
            try authentications.keep(reading, of: picture, at: now, in: transaction)
        }
        parts.queue.wake()
        parts.logger.info(
            "face picture read",
            metadata: ["picture": "\(picture.id)", "findings": "\(reading.allFindings.count)"])
        return .done
    }

    private func decide(_ job: Job) async throws -> JobOutcome {
        guard let id = ID<FaceAuthentication>(job.subject) else { return .done }
        let decision = try await parts.database.write {
            [authentications = parts.authentications, now = parts.clock.now] transaction in
            try authentications.decide(id, at: now, in: transaction)
        }
        guard let decision else { return .done }
        parts.queue.wake()
        parts.logger.info(
            "face authentication decided",
            metadata: [
                "faceAuthentication": "\(id)", "attempt": "\(decision.attempt)",
                "reason": "\(decision.reason?.rawValue ?? "none")",
            ])
        return .done
    }
}
