import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import NIOCore
import Web

/// A house with the middleware that every answer passes, and one route of every kind that fails.
enum TestRouter {
    struct Body: Codable {
        struct Person: Codable {
            let name: String
            let age: Int?
        }

        let title: String
        let count: Int
        let people: [Person]?
    }

    struct Unknown: Error, CustomStringConvertible {
        let description = "canary: a name in the text of an error"
    }

    static func application() -> some ApplicationProtocol {
        let table = RouteTable()
        let router = Router(context: WebContext.self)
        router.add(middleware: SecurityHeaders())
        router.add(middleware: ProblemMiddleware(routes: table))
        let routes = Routes(router: router, table: table)
        routes.get("/things/{id}") { _, context in
            let id = try context.id("id", of: Body.self, orThrow: Problem.noSuchPath)
            return try .json(["id": id.description])
        }
        routes.put("/things/{id}") { _, _ in .noContent }
        routes.post("/things") { request, _ in try .json(try await request.json(Body.self), status: .created) }
        routes.post("/things/filter") { _, _ in .noContent }
        routes.post("/values") { request, _ in try .json(try await request.json(JSONValue.self)) }
        routes.get("/unknown") { _, _ in throw Unknown() }
        routes.get("/limited") { _, _ in
            throw Problem(
                type: "slow-down", title: "Too many requests", status: 429, detail: "Wait.",
                headers: ["Retry-After": "60"])
        }
        routes.get("/own") { _, _ in
            Response(status: .ok, headers: [.cacheControl: "max-age=60", .contentSecurityPolicy: "default-src 'self'"])
        }
        routes.get("/filter") { request, _ in
            let query = try FilterQuery(request, orderBy: ["createdDate", "name"])
            return try .json(["limit": query.limit, "descending": query.isDescending ? 1 : 0])
        }
        return Application(responder: router.buildResponder())
    }

    /// One request to that house.
    static func answer(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: Data? = nil
    ) async throws -> TestAnswer {
        try await application().test(.router) { client in
            try await client.execute(
                uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) }
            ) { TestAnswer(status: $0.status.code, headers: $0.headers, body: Data($0.body.readableBytesView)) }
        }
    }

    static func post(
        _ body: String, to path: String = "/things", type: String? = "application/json"
    ) async throws -> TestAnswer {
        try await answer(.post, path, headers: type.map { [.contentType: $0] } ?? [:], body: Data(body.utf8))
    }
}
