import HTTPTypes
package import Hummingbird
import Kernel
package import Web

/// How many requests a client may make: the operator decides, see `config/example.yaml`.
package struct RequestLimits: Sendable, Equatable {
    package let perSecond: Int
    /// How many at once, before the number a second counts.
    package let burst: Int

    /// Nil where there is nothing to limit.
    package init?(perSecond: Int, burst: Int) {
        guard perSecond > 0 else { return nil }
        self.perSecond = perSecond
        self.burst = max(burst, perSecond)
    }

    package static let standardPerSecond = 200
    package static let standardBurst = 400

    /// Seconds in which an empty bucket is full again.
    var windowSeconds: Int { (burst + perSecond - 1) / perSecond }

    static let largestTable = 10_000
}

/// Counts the requests of each client by its token, says in every answer what is left, and answers 429 where nothing
/// is: the header fields of draft-ietf-httpapi-ratelimit-headers, in this one place because a draft may change.
package struct RateLimiting: RouterMiddleware {
    package typealias Context = WebContext

    private let access: Access

    package init(access: Access) {
        self.access = access
    }

    package func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        guard let limits = access.limits, let verdict = await access.count(request) else {
            return try await next(request, context)
        }
        var response =
            verdict.isAllowed
            ? try await next(request, context)
            : Response.problem(
                AccessError.tooManyRequests(retryAfter: max(1, verdict.secondsToNext)).problem, traceID: context.traceID
            )
        limits.note(verdict, on: &response)
        return response
    }
}

extension RequestLimits {
    /// Says in an answer what is left.
    func note(_ verdict: TokenBuckets<String>.Verdict, on response: inout Response) {
        response.headers[.rateLimitPolicy] = "\"client\";q=\(burst);w=\(windowSeconds)"
        response.headers[.rateLimit] = "\"client\";r=\(verdict.remaining);t=\(verdict.secondsToAll)"
    }
}

extension HTTPField.Name {
    // Literals of token characters are always names.
    package static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy")!
    package static let rateLimit = HTTPField.Name("RateLimit")!
}
