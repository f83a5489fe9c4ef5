import Foundation
import HTTPTypes
package import Hummingbird
package import Kernel
import Logging
import NIOCore

/// Writes every error as problem details (RFC 9457), in this one place.
///
/// What the house does not know becomes a 500 with the request's number and nothing more: an unexpected error's text
/// may hold anything, so the log gets its type only.
package struct ProblemMiddleware: RouterMiddleware {
    package typealias Context = WebContext

    private let routes: RouteTable

    package init(routes: RouteTable) {
        self.routes = routes
    }

    package func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return .problem(problem(of: error, request: request, context: context), traceID: context.traceID)
        }
    }

    private func problem(of error: any Error, request: Request, context: WebContext) -> Problem {
        switch error {
        case let error as any ProblemConvertible:
            return error.problem
        case let error as HTTPError where error.status == .notFound:
            let allowed = routes.methods(ofPath: request.uri.path)
            return allowed.isEmpty ? .noSuchPath : .methodNotAllowed(allowed)
        case is NIOTooManyBytesError:
            return .bodyTooLarge
        case let error as any HTTPResponseError where error.status == .contentTooLarge:
            return .bodyTooLarge
        case let error as any HTTPResponseError where (400..<500).contains(error.status.code):
            return Problem(type: "bad-request", title: "The request cannot be read", status: error.status.code)
        default:
            context.logger.error(
                "a request failed unexpectedly",
                metadata: [
                    "trace": "\(context.traceID)", "error": "\(type(of: error))",
                    "path": "\(routes.template(of: request))",
                ])
            return Problem(type: "internal-error", title: "Something went wrong on our side", status: 500)
        }
    }
}

extension Response {
    /// A problem as the whole answer.
    package static func problem(_ problem: Problem, traceID: String) -> Response {
        var headers: HTTPFields = [.contentType: "application/problem+json; charset=utf-8"]
        for (name, value) in problem.headers {
            if let field = HTTPField.Name(name) { headers[field] = value }
        }
        let bytes = (try? JSONText.encode(ProblemBody(problem, traceID: traceID))) ?? Data("{}".utf8)
        return Response(
            status: HTTPResponse.Status(code: problem.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// Problem details on the wire: the members of RFC 9457, those that ASP.NET clients know (`traceId`, `errors`), and
/// the `message` that clients of the contract print.
private struct ProblemBody: Encodable {
    let type: String
    let title: String
    let status: Int
    let detail: String?
    let traceId: String
    let errors: [String: [String]]?
    let message: String

    init(_ problem: Problem, traceID: String) {
        type = "urn:couth:problem:\(problem.type)"
        title = problem.title
        status = problem.status
        detail = problem.detail
        traceId = traceID
        errors = problem.errors.isEmpty ? nil : problem.errors
        message = problem.detail ?? problem.title
    }
}

extension Problem {
    package static let noSuchPath = Problem(
        type: "no-such-path", title: "There is nothing at this address", status: 404)
    package static let bodyTooLarge = Problem(
        type: "body-too-large", title: "The request body is too large", status: 413)

    package static func methodNotAllowed(_ allowed: [String]) -> Problem {
        Problem(
            type: "method-not-allowed", title: "This address does not take that method", status: 405,
            headers: ["Allow": allowed.joined(separator: ", ")])
    }
}
