import Foundation
import HTTPTypes
import Kernel
import TestKit
import Testing

/// Clients of typed languages send null for what they have not got. Every operation with a body is asked twice: with
/// null in each member that it need not have, and without those members.
@Suite struct `Null in a request` {
    let matrix: AccessMatrix
    let root: JSONValue

    init() throws {
        let document = try OpenAPI.load()
        matrix = try AccessMatrix(document)
        root = document.root
    }

    /// How far a body is emptied: its own members, or those of the objects in it.
    enum Depth: CaseIterable {
        case members, innerMembers
    }

    @Test(.contract("0 null members"), arguments: Depth.allCases)
    func `reads as left out, in every operation`(_ depth: Depth) async throws {
        let operations = matrix.operations.filter { $0.body?.members.isEmpty == false }
        #expect(operations.count >= 15)
        try await TestApp.run { [self] app in
            let token = try await app.token()
            for operation in operations {
                let (schema, body) = (self.schema(of: operation), operation.body ?? [:])
                guard body != emptied(body, by: schema, depth, with: .null) else { continue }
                var answers: [Answer] = []
                for replacement in [JSONValue.null, nil] {
                    // Things of its own for each: the first call may end them.
                    let things = try await AccessMatrix.things(of: app.tenant, in: app)
                    answers.append(
                        try await app.call(
                            operation.method, try operation.path(things.ids),
                            token: operation.scopes.isEmpty ? things.person.token : token,
                            json: emptied(body, by: schema, depth, with: replacement)))
                }
                #expect(answers[0].status == answers[1].status, "\(operation): \(answers[0].json)")
                #expect(
                    answers[0]["errors"].members.keys.sorted() == answers[1]["errors"].members.keys.sorted(),
                    "\(operation)")
                #expect(answers[0].status < 500, "\(operation)")
            }
        }
    }

    /// The body with `replacement` in place of what its schema does not require; without it where that is nil.
    private func emptied(
        _ body: JSONValue, by schema: JSONValue, _ depth: Depth, with replacement: JSONValue?
    ) -> JSONValue {
        let (properties, required) = members(of: schema)
        var result = body.members
        for (name, property) in properties where !required.contains(name) {
            let isObject = body[name].members.isEmpty == false
            if depth == .innerMembers {
                guard isObject else { continue }
                result[name] = emptied(body[name], by: property, .members, with: replacement)
            } else {
                result[name] = replacement
            }
        }
        return .object(result)
    }

    /// The members that a schema declares, and those of them that must be there, its parts put together.
    private func members(of schema: JSONValue) -> (properties: [String: JSONValue], required: Set<String>) {
        let schema = followed(schema)
        var properties = schema["properties"].members
        var required = Set(schema["required"].items.compactMap(\.text))
        for part in schema["allOf"].items {
            let inner = members(of: part)
            properties.merge(inner.properties) { $1 }
            required.formUnion(inner.required)
        }
        return (properties, required)
    }

    private func schema(of operation: AccessMatrix.Operation) -> JSONValue {
        let value = root["paths"][operation.template][operation.method.rawValue.lowercased()]
        return followed(followed(value["requestBody"])["content"]["application/json"]["schema"])
    }

    private func followed(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"].text else { return value }
        return reference.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] }
    }
}
