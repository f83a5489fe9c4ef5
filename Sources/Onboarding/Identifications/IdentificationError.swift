package import Kernel

package enum IdentificationError: ProblemConvertible, Equatable {
    case notFound
    case fileNotFound
    case wrongStatus(Identification.Status)
    case alreadySubmitted
    case incomplete([String])
    case tooManyAttempts
    case notRetryable
    case notReviewable
    /// Nothing was decided by rule yet.
    case notDecided
    /// The person's data was erased.
    case redacted

    package var problem: Problem {
        switch self {
        case .notFound:
            Problem(type: "identification-not-found", title: "No such identification", status: 404)
        case .fileNotFound:
            Problem(type: "file-not-found", title: "No such file", status: 404)
        case .notDecided:
            Problem(type: "not-decided", title: "There is no decision yet", status: 409)
        case .wrongStatus(let status):
            Problem(
                type: "wrong-status", title: "Not possible in this status", status: 409,
                detail: "The identification is \(status.rawValue).")
        case .alreadySubmitted:
            Problem(
                type: "already-submitted", title: "Not possible in this status", status: 409,
                detail: "The identification was handed in already.")
        case .incomplete(let missing):
            Problem(
                type: "incomplete", title: "Something is missing", status: 409,
                detail: "Still missing: \(missing.joined(separator: ", ")).")
        case .tooManyAttempts:
            Problem(type: "too-many-attempts", title: "There is no further attempt", status: 409)
        case .notRetryable:
            Problem(type: "not-retryable", title: "This rejection cannot be retried", status: 409)
        case .redacted:
            Problem(type: "redacted", title: "The person's data was erased", status: 409)
        case .notReviewable:
            Problem(
                type: "not-reviewable", title: "There is nothing to decide yet", status: 409,
                detail: "The identification was not handed in, or its evidence is still being read.")
        }
    }
}
