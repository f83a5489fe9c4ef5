import Kernel

/// The API's document as the collection reads it: operations with their references followed.
struct APIDocument {
    struct Operation {
        let id: String
        /// Upper case.
        let method: String
        /// With `{name}` for parameters.
        let path: String
        let value: JSONValue
        let parameters: [Parameter]

        /// The first tag: the folder that the operation stands in.
        var tag: String { value["tags"].list.first?.text ?? "" }
        var summary: String { value["summary"].text ?? id }

        /// The token that opens it: the client's, a session's, or none.
        var schemes: Set<String> { Set(value["security"].list.flatMap { $0.dictionary.keys }) }
    }

    struct Parameter {
        /// The collection's variable for it, named for the component: `IdentityVerificationId` and `SetupId` are both
        /// called `id` in their paths.
        let variable: String
        let name: String
        let place: String
        let isRequired: Bool
        let description: String
    }

    let root: JSONValue

    init(_ root: JSONValue) {
        self.root = root
    }

    /// In the order of their paths.
    var operations: [Operation] {
        root["paths"].dictionary.sorted { $0.key < $1.key }.flatMap { path, item in
            Self.methods.compactMap { method in
                let value = item[method]
                guard let id = value["operationId"].text else { return nil }
                let parameters = (item["parameters"].list + value["parameters"].list).map(parameter)
                return Operation(
                    id: id, method: method.uppercased(), path: path, value: value, parameters: parameters)
            }
        }
    }

    /// What `$ref` leads to, or the value itself.
    func followed(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"].text else { return value }
        return reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] }
    }

    private func parameter(_ written: JSONValue) -> Parameter {
        let value = followed(written)
        let name = value["name"].text ?? ""
        let component = written["$ref"].text?.split(separator: "/").last.map(String.init) ?? name
        return Parameter(
            variable: component.prefix(1).lowercased() + component.dropFirst(), name: name,
            place: value["in"].text ?? "", isRequired: value["required"] == .bool(true),
            description: value["description"].text ?? "")
    }

    private static let methods = ["get", "post", "put", "patch", "delete"]
}

extension JSONValue {
    var list: [JSONValue] {
        if case .array(let items) = self { items } else { [] }
    }

    var dictionary: [String: JSONValue] {
        if case .object(let members) = self { members } else { [:] }
    }
}
