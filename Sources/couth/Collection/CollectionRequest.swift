import Foundation
import Kernel

/// One operation as an item of the collection.
struct CollectionRequest {
    private let operation: APIDocument.Operation
    private let document: APIDocument

    init(_ operation: APIDocument.Operation, in document: APIDocument) {
        self.operation = operation
        self.document = document
    }

    var item: JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(operation.summary), "request": request, "response": .array([]),
        ]
        if let kept = PostmanCollection.harvest[operation.id] { members["event"] = .array([keeping(kept)]) }
        return .object(members)
    }

    private var request: JSONValue {
        var members: [String: JSONValue] = [
            "method": .string(operation.method), "url": url, "header": .array(headers),
            "description": .string(operation.value["description"].text ?? ""),
        ]
        members["body"] = body
        members["auth"] = authentication
        return .object(members)
    }

    /// Nothing where the collection's own applies: the client's token.
    private var authentication: JSONValue? {
        if operation.schemes.contains("clientToken") { return nil }
        if operation.schemes.contains("sessionToken") { return PostmanCollection.bearer("sessionToken") }
        return .object(["type": .string("noauth")])
    }

    // MARK: The address

    private var url: JSONValue {
        let segments = operation.path.split(separator: "/").map { segment in
            segment.hasPrefix("{") ? ":" + segment.dropFirst().dropLast() : String(segment)
        }
        var members: [String: JSONValue] = [
            "raw": .string("{{baseUrl}}/" + segments.joined(separator: "/")), "host": .array([.string("{{baseUrl}}")]),
            "path": .array(segments.map(JSONValue.string)),
        ]
        let query = parameters(in: "query")
        if !query.isEmpty { members["query"] = .array(query.map { field($0, value: "") }) }
        let variables = parameters(in: "path")
        if !variables.isEmpty {
            members["variable"] = .array(
                variables.map {
                    .object([
                        "key": .string($0.name), "value": .string("{{\($0.variable)}}"),
                        "description": .string($0.description),
                    ])
                })
        }
        return .object(members)
    }

    private func parameters(in place: String) -> [APIDocument.Parameter] {
        operation.parameters.filter { $0.place == place }
    }

    /// Off where it need not be sent.
    private func field(_ parameter: APIDocument.Parameter, value: String) -> JSONValue {
        .object([
            "key": .string(parameter.name), "value": .string(value), "disabled": .bool(!parameter.isRequired),
            "description": .string(parameter.description),
        ])
    }

    private var headers: [JSONValue] {
        let type = content.map { JSONValue.object(["key": .string("Content-Type"), "value": .string($0.type)]) }
        let own = parameters(in: "header").map { parameter in
            // A new one for each sending: a key that stays would give the first answer for ever.
            field(parameter, value: parameter.name == "Idempotency-Key" ? "{{$guid}}" : "")
        }
        return (type.map { [$0] } ?? []) + own
    }

    // MARK: The body

    /// The media type and the example of the body.
    private var content: (type: String, example: JSONValue)? {
        let all = document.followed(operation.value["requestBody"])["content"].dictionary
        guard let (type, value) = all.min(by: { $0.key < $1.key }) else { return nil }
        let named = value["examples"].dictionary.min { $0.key < $1.key }
        let example = named.map { document.followed($0.value)["value"] } ?? value["example"]
        return (type, example == .null ? .object([:]) : withVariables(example))
    }

    private var body: JSONValue? {
        guard let content else { return nil }
        if content.type == "application/x-www-form-urlencoded" {
            let fields = content.example.dictionary.sorted { $0.key < $1.key }.map { name, value in
                JSONValue.object(["key": .string(name), "value": value])
            }
            return .object(["mode": .string("urlencoded"), "urlencoded": .array(fields)])
        }
        return .object([
            "mode": .string("raw"), "raw": .string(content.example.laidOut),
            "options": .object(["raw": .object(["language": .string("json")])]),
        ])
    }

    /// The example with the collection's variables in place of invented ids and secrets.
    private func withVariables(_ example: JSONValue) -> JSONValue {
        guard case .object(var members) = example else { return example }
        // Identifications name the setup of their own level.
        let isOfKyc = operation.path.hasSuffix("identifications")
        let variables = [
            "client_id": "clientId", "client_secret": "clientSecret", "setupId": isOfKyc ? "kycSetupId" : "setupId",
            "identityVerificationId": "identityVerificationId",
        ]
        for (member, variable) in variables where members[member] != nil {
            members[member] = .string("{{\(variable)}}")
        }
        return .object(members)
    }

    /// A script that keeps a member of a good answer in a variable.
    private func keeping(_ kept: (variable: String, member: String)) -> JSONValue {
        let lines = [
            "if (pm.response.code < 300) {",
            "    pm.collectionVariables.set(\"\(kept.variable)\", pm.response.json().\(kept.member));", "}",
        ]
        return .object([
            "listen": .string("test"),
            "script": .object(["type": .string("text/javascript"), "exec": .array(lines.map(JSONValue.string))]),
        ])
    }
}
