import HTTPTypes
import Hummingbird
import Kernel
import Web

/// What can be wrong with a request of the legacy API alone.
enum LegacyError: ProblemConvertible, Equatable {
    /// No key, or one that opens nothing: one answer for all.
    case unauthorized
    case tooManyRequests(retryAfter: Int)
    /// What is wrong, by member.
    case notValid([String: [String]])

    var problem: Problem {
        switch self {
        case .unauthorized:
            Problem(
                type: "unauthorized", title: "The API key is not valid", status: 401,
                headers: ["WWW-Authenticate": "ApiKey"])
        case .tooManyRequests(let seconds):
            AccessError.tooManyRequests(retryAfter: seconds).problem
        case .notValid(let errors):
            .notValid(errors)
        }
    }
}

/// An error as the legacy API's clients read it: `{status, message}`, mostly as 400.
struct LegacyFailure {
    private struct Body: Encodable {
        let status: String
        let message: String
    }

    private let problem: Problem
    private let word: String

    /// Nil for what is our own fault: that is answered and logged like everywhere else.
    init?(_ error: any Error) {
        guard let problem = (error as? any ProblemConvertible)?.problem, problem.status < 500 else { return nil }
        self.problem = problem
        word =
            switch error {
            case VerificationError.notFound, IdentificationError.notFound: "IDENTIFICATION_NOT_FOUND"
            case IdentificationError.fileNotFound: "MEDIA_NOT_FOUND"
            case is SetupError: "SESSION_NOT_CREATED"
            default: Self.word(of: problem.status)
            }
    }

    /// Beside 400 those statuses are kept that say something to a proxy or to the client's HTTP library.
    private static let kept: [Int: String] = [401: "UNAUTHORIZED", 429: "TOO_MANY_REQUESTS"]

    private static func word(of status: Int) -> String { kept[status] ?? "BAD_REQUEST" }

    func response() throws -> Response {
        let isKept = Self.kept[problem.status] != nil || problem.status == 413 || problem.status == 415
        var response = try Response.json(
            Body(status: word, message: problem.detail ?? problem.title),
            status: HTTPResponse.Status(code: isKept ? problem.status : 400))
        for (name, value) in problem.headers {
            if let field = HTTPField.Name(name) { response.headers[field] = value }
        }
        return response
    }
}
