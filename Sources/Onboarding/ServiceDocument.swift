import Foundation
import HTTPTypes
import Hummingbird
import Kernel
package import Web

/// The OpenAPI document, as JSON and as a page where clients of the contract look for them, and as the YAML it is
/// written in.
package struct ServiceDocument: Sendable {
    private let json: Data
    private let yaml: Data
    private let page: Data

    /// - Parameter pages: those of the document's folder.
    package init(yaml text: String, pages: Pages) throws {
        let root = try JSONValue(yaml: text)
        yaml = Data(text.utf8)
        json = try JSONText.encode(root)
        page = try pages.text("document", Self.values(of: root))
    }

    package func add(to routes: Routes) {
        routes.get("/swagger/v1/swagger.json") { [json] _, _ in
            .bytes(json, as: "application/json; charset=utf-8")
        }
        routes.get("/swagger/index.html") { [page] _, _ in .bytes(page, as: "text/html; charset=utf-8") }
        routes.get("/api/openapi.yaml") { [yaml] _, _ in .bytes(yaml, as: "application/yaml; charset=utf-8") }
    }

    /// What the page shows: every operation under its first tag, in the order of the addresses.
    private static func values(of root: JSONValue) -> [String: PageValue] {
        let operations = root["paths"].sortedMembers.flatMap { path, item in
            item.sortedMembers.filter { $0.value["operationId"] != .null }.map { (path, $0.key, $0.value) }
        }
        let groups = root["tags"].items.map { tag -> [String: PageValue] in
            let own = operations.filter { $0.2["tags"].items.first == tag["name"] }
            return [
                "name": .text(tag["name"].words), "description": .text(tag["description"].words),
                "operations": .list(
                    own.map { path, method, operation in
                        [
                            "id": .text(operation["operationId"].words), "method": .text(method.uppercased()),
                            "path": .text(path), "summary": .text(operation["summary"].words),
                            "description": .text(operation["description"].words),
                        ]
                    }),
            ]
        }
        let info = root["info"]
        return ["title": .text(info["title"].words), "summary": .text(info["summary"].words), "groups": .list(groups)]
    }
}

extension JSONValue {
    fileprivate subscript(_ name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    fileprivate var sortedMembers: [(key: String, value: JSONValue)] {
        if case .object(let members) = self { members.sorted { $0.key < $1.key } } else { [] }
    }

    fileprivate var items: [JSONValue] {
        if case .array(let items) = self { items } else { [] }
    }

    fileprivate var words: String {
        if case .string(let text) = self { text } else { "" }
    }
}
