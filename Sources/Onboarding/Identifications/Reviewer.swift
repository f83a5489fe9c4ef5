package import Kernel

/// Whose decision or correction it is.
package struct Reviewer: Equatable, Sendable {
    package let name: String
    /// The operator whose key was shown; nil where the name is the word of whoever called.
    package let provenBy: ID<Operator>?

    package init(named name: String, provenBy: ID<Operator>? = nil) {
        self.name = name
        self.provenBy = provenBy
    }

    /// For an audit entry.
    var detail: [String: String] {
        provenBy.map { ["reviewer": name, "operator": $0.description] } ?? ["reviewer": name]
    }
}
