package import Database
package import Evidence
package import Foundation
package import Journal
package import Kernel
package import Vault

/// The front of active liveness: challenges that are drawn, answered once, and judged by Checks.
package struct Liveness: Sendable {
    private let keys: DataKeys

    package init(keys: DataKeys) {
        self.keys = keys
    }

    /// Draws a challenge; one that is still open ends with it.
    package func open(
        for identification: Identification, by actor: Actor, at now: Date, in transaction: some Transaction
    ) throws -> LivenessChallenge {
        let store = LivenessStore(transaction)
        let drawn = try store.count(of: identification.id, attempt: identification.attempt)
        guard drawn < LivenessChallengeLimits.perAttempt else { throw LivenessError.tooMany }
        let challenge = LivenessChallenge.drawn(for: identification, at: now)
        try store.replace(.open, of: identification.id)
        try store.insert(challenge)
        try AuditLog.append(
            .init(
                "liveness.challenged", to: identification.verification.description, by: actor,
                detail: ["challenge": challenge.id.description, "prompts": LivenessStore.text(challenge.prompts)]),
            at: now, in: transaction)
        return challenge
    }

    /// The challenge, where frames may be sent for it.
    /// - Parameter isExcused: the person says that they cannot do it. Such frames never pass by themselves, so that
    ///   their age proves nothing either, and nobody is locked out by a clock.
    package func answerable(
        _ id: ID<LivenessChallenge>, of identification: Identification, isExcused: Bool, at began: Date,
        in transaction: some Transaction
    ) throws -> LivenessChallenge {
        guard let challenge = try LivenessStore(transaction).find(id), challenge.identification == identification.id
        else { throw LivenessError.notFound }
        switch challenge.status {
        case .used: throw LivenessError.used
        case .replaced: throw LivenessError.replaced
        case .open: break
        }
        // A retry has begun since: what was asked then was asked of another attempt.
        guard challenge.attempt == identification.attempt else { throw LivenessError.expired }
        guard isExcused || began < challenge.expiresAt else { throw LivenessError.expired }
        return challenge
    }

    /// Frames were taken for it: it is used, and the one used before counts no more.
    package func use(
        _ challenge: LivenessChallenge, excuse: LivenessChallenge.Excuse?, in transaction: some Transaction
    ) throws {
        let sealed = try excuse.map { excuse in
            try keys.key(of: challenge.verification.description, in: transaction)
                .seal(json: excuse, as: Self.identity(challenge.id))
        }
        let store = LivenessStore(transaction)
        try store.replace(.used, of: challenge.identification)
        guard try store.use(challenge.id, sealed: sealed) else { throw LivenessError.used }
    }

    /// What the frames of an attempt are to be judged by; nil where none was handed in.
    package func answered(
        of identification: Identification, in transaction: some Transaction
    ) throws -> (prompts: [LivenessPrompt], excuse: LivenessChallenge.Excuse?)? {
        guard let found = try LivenessStore(transaction).used(of: identification.id),
            found.challenge.attempt == identification.attempt
        else { return nil }
        let excuse = try found.sealed.map { sealed in
            try keys.key(of: identification.verification.description, in: transaction)
                .open(json: sealed, as: Self.identity(found.challenge.id)) as LivenessChallenge.Excuse
        }
        return (found.challenge.prompts, excuse)
    }

    /// Takes away what was asked of a verification's person.
    package func forget(_ id: ID<Verification>, in transaction: some Transaction) throws {
        try LivenessStore(transaction).removeAll(of: id)
    }

    private static func identity(_ id: ID<LivenessChallenge>) -> String { "liveness/\(id)" }
}
