package import Evidence
package import Foundation
package import Kernel

/// What one person is asked to do before their camera, once and within a short time.
package struct LivenessChallenge: Sendable {
    package enum Status: String, Sendable {
        case open, used
        /// Another one took its place.
        case replaced
    }

    /// Why a person did not do what was asked, in the words of the API.
    package enum Excuse: String, Codable, Sendable, CaseIterable {
        case cannotMove = "CannotMove"
    }

    package let id: ID<LivenessChallenge>
    package let identification: ID<Identification>
    package let verification: ID<Verification>
    package let attempt: Int
    /// In the order in which the motions are to be made.
    package let prompts: [LivenessPrompt]
    package let status: Status
    package let createdAt: Date
    package let expiresAt: Date

    /// A new one. The generator is the system's own, which nobody can foretell.
    static func drawn(for identification: Identification, at now: Date) -> LivenessChallenge {
        var generator = SystemRandomNumberGenerator()
        return LivenessChallenge(
            id: .new(at: now), identification: identification.id, verification: identification.verification,
            attempt: identification.attempt,
            prompts: Array(LivenessPrompt.motions.shuffled(using: &generator).prefix(LivenessChallengeLimits.prompts)),
            status: .open, createdAt: now, expiresAt: now.addingTimeInterval(LivenessChallengeLimits.lifetimeSeconds))
    }
}

package enum LivenessChallengeLimits {
    /// Motions of one challenge.
    package static let prompts = 3
    /// From the answer to the beginning of the upload: the page takes about 20 seconds.
    package static let lifetimeSeconds = 90.0
    /// Challenges of one attempt: with each further one, whoever has recordings of some orders is likelier to get one
    /// of them.
    package static let perAttempt = 5
}
