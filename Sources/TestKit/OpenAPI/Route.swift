/// A method and a path as both the document and a router can say it: `/v1/files/{id}`, `/v1/files/:id` and
/// `/v1/files/${id}` are one route, whatever the parameter is called.
package struct Route: Hashable, Sendable {
    /// Upper case.
    package let method: String
    /// With `{}` for each parameter, without a slash at the end.
    package let path: String

    package init(_ method: String, _ path: String) {
        self.method = method.uppercased()
        self.path = "/" + Self.segments(path).map { Self.isParameter($0) ? "{}" : String($0) }.joined(separator: "/")
    }

    /// Whether a called path, with values for the parameters and perhaps a query, is one of this route's.
    package func matches(_ method: String, _ calledPath: String) -> Bool {
        let called = Self.segments(calledPath.prefix { $0 != "?" })
        let own = Self.segments(path)
        return method.uppercased() == self.method && called.count == own.count
            && zip(own, called).allSatisfy { $0 == "{}" || $0 == $1 }
    }

    /// How many segments are words: the route with more of them wins over one with a parameter in that place.
    var wordCount: Int { Self.segments(path).count { $0 != "{}" } }

    private static func segments(_ path: some StringProtocol) -> [Substring] {
        String(path).split(separator: "/")
    }

    private static func isParameter(_ segment: Substring) -> Bool {
        segment.hasPrefix(":") || segment.hasPrefix("{") || segment.hasPrefix("${")
    }
}

extension Route: Comparable, CustomStringConvertible {
    package var description: String { "\(method) \(path)" }

    package static func < (left: Route, right: Route) -> Bool {
        (left.path, left.method) < (right.path, right.method)
    }
}
