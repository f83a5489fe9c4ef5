package import Kernel

package enum SetupError: ProblemConvertible, Equatable {
    case notFound
    case disabled
    /// The application has as many as it may.
    case tooMany
    /// What was sent makes no setup that a person can finish, by member.
    case notValid([String: [String]])

    package var problem: Problem {
        switch self {
        case .notFound: Problem(type: "setup-not-found", title: "No such setup", status: 404)
        case .disabled: Problem(type: "setup-disabled", title: "The setup is disabled", status: 409)
        case .tooMany:
            Problem(
                type: "too-many-setups", title: "There are too many setups", status: 409,
                detail: "An application may have \(SetupLimits.setups) of a kind.")
        case .notValid(let errors):
            .notValid(errors)
        }
    }
}
