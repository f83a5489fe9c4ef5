import HTTPTypes
package import Hummingbird

/// The header fields every answer carries, unless its route has set its own.
package struct SecurityHeaders: RouterMiddleware {
    package typealias Context = WebContext

    package init() {}

    package func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // The route's own fields are put into a copy of the fields of all: there are fewer of them.
        var headers = Self.fields
        for name in Set(response.headers.map(\.name)) { headers[fields: name] = response.headers[fields: name] }
        headers[.requestID] = context.traceID
        response.headers = headers
        return response
    }

    private static let fields: HTTPFields = [
        .xContentTypeOptions: "nosniff",
        .referrerPolicy: "no-referrer",
        .cacheControl: "no-store",
        .contentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
        .permissionsPolicy: "camera=(), microphone=(), geolocation=()",
        .crossOriginResourcePolicy: "same-origin",
    ]
}

extension HTTPField.Name {
    // Literals of token characters are always names.
    package static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    package static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
    package static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
    package static let requestID = HTTPField.Name("X-Request-Id")!
}
