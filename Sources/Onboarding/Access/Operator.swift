package import Kernel

/// A person who decides for an application: known by name, and proven by a key that nobody else has.
package struct Operator: Sendable {
    package let id: ID<Operator>
    package let application: ID<Application>
    /// Unique in the application.
    package let name: String
    package let isSuspended: Bool

    /// An operator's key in clear, at the only moment at which anybody but them knows it.
    package struct New: Sendable {
        package let id: ID<Operator>
        package let key: Private<String>
    }

    package static let nameLength = 100
    /// Of one application.
    static let most = 1_000
}

package enum OperatorError: ProblemConvertible, Equatable {
    /// The key is nobody's here, or that of a suspended operator: one answer for both.
    case refused
    /// The application takes decisions from operators with a key only.
    case required
    /// The key is another's than the reviewer that the body names.
    case otherReviewer
    case nameTaken
    case name
    case tooMany

    package var problem: Problem {
        switch self {
        case .refused:
            Problem(type: "operator-refused", title: "The operator's key opens nothing here", status: 403)
        case .required:
            Problem(
                type: "operator-required", title: "An operator's key is required", status: 403,
                detail: "Decisions of this application carry the reviewer's key in the Operator-Key header field.")
        case .otherReviewer:
            .notValid("reviewer", "must be the name of the operator whose key is shown, or be left out")
        case .nameTaken:
            Problem(type: "operator-exists", title: "There is an operator of this name", status: 409)
        case .name:
            .notValid("name", "must have 1 to \(Operator.nameLength) printable characters")
        case .tooMany:
            Problem(
                type: "too-many-operators", title: "The application has too many operators", status: 409,
                detail: "There may be \(Operator.most).")
        }
    }
}
