package import Kernel

package enum ReviewError: ProblemConvertible, Equatable {
    case notValid([String: [String]])

    package var problem: Problem {
        switch self {
        case .notValid(let errors):
            Problem(
                type: "validation-failed", title: "The request is not valid", status: 400,
                detail: errors.sorted { $0.key < $1.key }.first.map { "\($0.key): \($0.value[0])" }, errors: errors)
        }
    }
}

package enum ReviewLimits {
    package static let reviewerLength = 100
    package static let remarkLength = 2_000
}
