package import Foundation
import HTTPTypes
package import Hummingbird
import Mustache

/// The page templates of a feature, read once at start.
package struct Pages: Sendable {
    private let library: MustacheLibrary

    /// - Parameter folder: where the `.mustache` files lie.
    package init(folder: URL) async throws {
        library = try await MustacheLibrary(directory: folder.path)
    }

    /// - Parameter values: every value is escaped; the templates know no other way.
    package func render(
        _ name: String, _ values: [String: PageValue], status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        var response = Response.bytes(
            try text(name, values), as: "text/html; charset=utf-8", status: status)
        for field in headers { response.headers[field.name] = field.value }
        return response
    }

    /// The page's bytes, for one that is the same for everybody.
    package func text(_ name: String, _ values: [String: PageValue]) throws -> Data {
        guard let text = library.render(values.mapValues(\.rendered), withTemplate: name) else {
            throw PageMissing(name: name)
        }
        return Data(text.utf8)
    }

    private struct PageMissing: Error {
        let name: String
    }
}
