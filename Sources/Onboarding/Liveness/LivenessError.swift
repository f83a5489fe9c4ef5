package import Kernel

package enum LivenessError: ProblemConvertible, Equatable {
    /// There is none, or it is another identification's.
    case notFound
    case used
    case replaced
    case expired
    case tooMany
    /// The setup does not ask for it.
    case notAsked
    /// The setup asks for it, and a plain selfie was sent.
    case asked

    package var problem: Problem {
        switch self {
        case .notFound:
            Problem(type: "challenge-not-found", title: "No such challenge", status: 404)
        case .used:
            Self.over("challenge-used", "The challenge was used already: ask for a new one.")
        case .replaced:
            Self.over("challenge-replaced", "A newer challenge took its place: answer that one.")
        case .expired:
            Self.over("challenge-expired", "The challenge has expired: ask for a new one.")
        case .tooMany:
            Problem(
                type: "too-many-challenges", title: "There is no further challenge", status: 409,
                detail: "An attempt has at most \(LivenessChallengeLimits.perAttempt) challenges. "
                    + "The last one still takes frames with a `reason`.")
        case .notAsked:
            Problem(
                type: "active-liveness-not-asked", title: "The setup asks for no active liveness", status: 409,
                detail: "Send the selfie to `face-tec-liveness-2d`.")
        case .asked:
            Problem(
                type: "active-liveness-asked", title: "The setup asks for active liveness", status: 409,
                detail: "A plain selfie is not enough: ask for a challenge with `POST …/active-liveness` and answer it."
            )
        }
    }

    private static func over(_ type: String, _ detail: String) -> Problem {
        Problem(type: type, title: "The challenge is over", status: 409, detail: detail)
    }
}
