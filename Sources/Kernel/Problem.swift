/// What went wrong, as RFC 9457 problem details, before it is written onto the wire.
///
/// `detail` never holds personal data: it may reach a log.
package struct Problem: Error, Equatable, Sendable {
    /// The last part of the type's address: stable, lower case, hyphens; documented in `docs/api.md`.
    package let type: String
    /// The same sentence for every problem of this type.
    package let title: String
    /// The HTTP status code, 400…599.
    package let status: Int
    /// What the caller can do about this one.
    package let detail: String?
    /// Messages by request member, in the shape that ASP.NET clients know: member path → sentences.
    package let errors: [String: [String]]
    /// Header fields the answer must carry, such as `WWW-Authenticate` or `Retry-After`.
    package let headers: [String: String]

    package init(
        type: String, title: String, status: Int, detail: String? = nil,
        errors: [String: [String]] = [:], headers: [String: String] = [:]
    ) {
        self.type = type
        self.title = title
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers
    }
}

extension Problem {
    /// A 400 that tells which members of the request are wrong, and never repeats their values.
    package static func notValid(_ errors: [String: [String]]) -> Problem {
        Problem(
            type: "validation-failed", title: "The request is not valid", status: 400,
            detail: errors.min { $0.key < $1.key }.map { "\($0.key): \($0.value.joined(separator: ", "))" },
            errors: errors)
    }

    package static func notValid(_ member: String, _ sentence: String) -> Problem {
        notValid([member: [sentence]])
    }
}

/// An error that knows how to tell itself to a caller. Anything else becomes a 500 with an error number, nothing more.
package protocol ProblemConvertible: Error {
    var problem: Problem { get }
}

extension Problem: ProblemConvertible {
    package var problem: Problem { self }
}
