package import Kernel

package enum ReviewError: ProblemConvertible, Equatable {
    case notValid([String: [String]])

    package var problem: Problem {
        switch self {
        case .notValid(let errors):
            .notValid(errors)
        }
    }
}

package enum ReviewLimits {
    package static let reviewerLength = 100
    package static let remarkLength = 2_000
}
