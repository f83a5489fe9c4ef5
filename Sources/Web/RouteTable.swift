import HTTPTypes
package import Hummingbird
import Synchronization

/// Every route there is, as (method, path template): to answer 405 instead of 404, and to name a path in a log line
/// without the ids in it.
package final class RouteTable: Sendable {
    package struct Entry: Hashable, Sendable {
        package let method: String
        /// With `{name}` for a part that varies, as in the OpenAPI document.
        package let template: String

        fileprivate var wordCount: Int { template.split(separator: "/").count { !$0.hasPrefix("{") } }
    }

    private let list = Mutex<[Entry]>([])

    package init() {}

    package var entries: [Entry] { list.withLock { $0 } }

    func add(_ entry: Entry) {
        list.withLock { $0.append(entry) }
    }

    /// Words win over parameters, as in the router: `/things/filter` is no `/things/{id}`.
    func methods(ofPath path: String) -> [String] {
        let matching = entries.filter { Self.matches(template: $0.template, path: path) }
        let most = matching.map(\.wordCount).max()
        return matching.filter { $0.wordCount == most }.map(\.method).sorted()
    }

    func template(of request: Request) -> String {
        entries.first { Self.matches(template: $0.template, path: request.uri.path) }?.template ?? "unknown"
    }

    private static func matches(template: String, path: String) -> Bool {
        let expected = template.split(separator: "/")
        let parts = path.split(separator: "/")
        guard expected.count == parts.count else { return false }
        return zip(expected, parts).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}

/// Where features put their routes: a router that remembers what it was given.
package struct Routes {
    private let router: Router<WebContext>
    private let table: RouteTable

    package init(router: Router<WebContext>, table: RouteTable) {
        self.router = router
        self.table = table
    }

    package typealias Handler = @Sendable (Request, WebContext) async throws -> Response

    /// - Parameter template: the path with `{name}` for parameters, as in the OpenAPI document.
    package func on(_ method: HTTPRequest.Method, _ template: String, _ handler: @escaping Handler) {
        table.add(RouteTable.Entry(method: method.rawValue, template: template))
        let path = template.split(separator: "/").map { part in
            part.hasPrefix("{") ? ":\(part.dropFirst().dropLast())" : String(part)
        }
        router.on(RouterPath(path.joined(separator: "/")), method: method) { request, context in
            try await handler(request, context)
        }
    }

    package func get(_ template: String, _ handler: @escaping Handler) { on(.get, template, handler) }
    package func post(_ template: String, _ handler: @escaping Handler) { on(.post, template, handler) }
    package func put(_ template: String, _ handler: @escaping Handler) { on(.put, template, handler) }
}
