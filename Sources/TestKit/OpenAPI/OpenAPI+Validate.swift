import Foundation
import Kernel

/// Each answers every violation as one sentence, beginning with its place; none means that the body keeps the contract.
extension OpenAPI {
    /// Holds an answer to the document: declared operation, status, media type and schema. Members that the schema does
    /// not name are violations here, although integrators are told to ignore them: what is sent must be documented.
    package func validate(
        body: some Sequence<UInt8>, status: Int, method: String, path: String, contentType: String? = nil
    ) -> [String] {
        guard let operation = operation(method, path) else { return ["\(method) \(path): not in the document"] }
        let place = "\(operation.route) \(status)"
        guard let response = operation.response(status) else { return ["\(place): the status is not declared"] }
        let content = response["content"].members
        let bytes = Data(body)
        guard !content.isEmpty else { return bytes.isEmpty ? [] : ["\(place): a body where none is declared"] }
        return check(bytes, content: content, contentType: contentType, strict: true).map { "\(place) \($0)" }
    }

    /// Holds a request's body to the document. Unknown members are fine: the server ignores them.
    package func validate(
        request body: some Sequence<UInt8>, method: String, path: String, contentType: String? = nil
    ) -> [String] {
        guard let operation = operation(method, path) else { return ["\(method) \(path): not in the document"] }
        return check(Data(body), content: operation.requestContent, contentType: contentType, strict: false)
            .map { "\(operation.route) \($0)" }
    }

    /// Holds a delivered notification to the webhook that its `type` names.
    package func validate(event body: some Sequence<UInt8>) -> [String] {
        let bytes = Data(body)
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: bytes) else { return ["#: no JSON"] }
        guard let type = value["type"].text, let webhook = webhooks[type] else { return ["#/type: no such webhook"] }
        return check(bytes, content: webhook.requestContent, contentType: nil, strict: true).map { "\(type) \($0)" }
    }

    private func check(
        _ bytes: Data, content: [String: JSONValue], contentType: String?, strict: Bool
    ) -> [String] {
        let called = contentType.map { $0.prefix { $0 != ";" }.lowercased().trimmingCharacters(in: .whitespaces) }
        guard let type = called ?? content.keys.first(where: { $0.hasSuffix("json") }) ?? content.keys.first,
            let declared = content[type]
        else { return ["the content type \(called ?? "none") is not declared"] }
        guard type.hasSuffix("json") else { return [] }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: bytes) else { return ["#: no JSON"] }
        return SchemaChecker(root: root, isStrict: strict).violations(of: value, against: declared["schema"])
    }
}
