package import Kernel

package enum SetupError: ProblemConvertible, Equatable {
    case notFound
    case disabled

    package var problem: Problem {
        switch self {
        case .notFound: Problem(type: "setup-not-found", title: "No such setup", status: 404)
        case .disabled: Problem(type: "setup-disabled", title: "The setup is disabled", status: 409)
        }
    }
}
