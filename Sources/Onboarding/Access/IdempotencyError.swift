package import Kernel

/// What can be wrong with an `Idempotency-Key`.
package enum IdempotencyError: ProblemConvertible, Equatable {
    case badKey
    /// The key came before, with another method, address or body.
    case otherRequest

    package var problem: Problem {
        switch self {
        case .badKey:
            .notValid("Idempotency-Key", "must be 1 to \(IdempotencyLimits.keyLength) printable ASCII characters")
        case .otherRequest:
            Problem(
                type: "idempotency-key-reused", title: "The Idempotency-Key was used for another request", status: 422,
                detail: "Send the same request again, or another one with a key of its own.")
        }
    }
}
