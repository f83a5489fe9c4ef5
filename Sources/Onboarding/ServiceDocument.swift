import Foundation
import HTTPTypes
import Hummingbird
import Kernel
package import Web

/// The OpenAPI document, as JSON where clients of the contract look for it, and as the YAML it is written in.
package struct ServiceDocument: Sendable {
    private let json: Data
    private let yaml: Data

    package init(yaml text: String) throws {
        yaml = Data(text.utf8)
        json = try JSONText.encode(try JSONValue(yaml: text))
    }

    package func add(to routes: Routes) {
        routes.get("/swagger/v1/swagger.json") { [json] _, _ in
            .bytes(json, as: "application/json; charset=utf-8")
        }
        routes.get("/api/openapi.yaml") { [yaml] _, _ in .bytes(yaml, as: "application/yaml; charset=utf-8") }
    }
}
