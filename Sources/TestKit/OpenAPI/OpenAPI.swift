package import Foundation
package import Kernel
import Web

/// The contract, read from `api/openapi.yaml`, as tests hold routes and answers to it.
package struct OpenAPI: Sendable {
    package let root: JSONValue
    /// In the order of their paths.
    package let operations: [Operation]
    /// The notifications, by event type; the path of each is its name.
    package let webhooks: [String: Operation]

    package init(_ root: JSONValue) {
        self.root = root
        let references = References(root: root)
        func operations(of path: String, _ item: JSONValue) -> [Operation] {
            item.members.filter { Self.methods.contains($0.key) }.map { method, value in
                Operation(
                    route: Route(method, path), id: value["operationId"].text ?? "", value: value,
                    responses: value["responses"].members.mapValues(references.follow),
                    requestContent: references.follow(value["requestBody"])["content"].members
                )
            }
        }
        self.operations = root["paths"].members.flatMap(operations(of:_:)).sorted { $0.route < $1.route }
        webhooks = root["webhooks"].members.compactMapValues { operations(of: "", $0).first }
    }

    /// The document of this checkout. It is read once, because every suite asks for it.
    package static func load() throws -> OpenAPI {
        try ofThisCheckout.get()
    }

    private static let ofThisCheckout = Result {
        let file = checkout.appending(path: "api/openapi.yaml")
        return OpenAPI(try JSONValue(yaml: String(contentsOf: file, encoding: .utf8)))
    }

    /// The root folder of the checkout that this was compiled from.
    package static let checkout = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

    /// The operation that answers a called path; words win over parameters.
    package func operation(_ method: String, _ path: String) -> Operation? {
        operations.filter { $0.route.matches(method, path) }.max { $0.route.wordCount < $1.route.wordCount }
    }

    private static let methods: Set = ["get", "put", "post", "delete", "patch", "head", "options", "trace"]
}
