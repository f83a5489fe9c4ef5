import Foundation
import Kernel
import TestKit
import Testing
import Web

/// The document by itself: that it says everything an integrator needs, and that its own examples keep it.
@Suite struct `The OpenAPI document` {
    let document: OpenAPI

    init() throws {
        document = try OpenAPI.load()
    }

    var all: [OpenAPI.Operation] { document.operations + document.webhooks.values }

    @Test func `describes every operation, each under a name of its own`() {
        #expect(document.operations.count >= 31)
        #expect(Set(all.map(\.id)).count == all.count)
        for operation in all {
            #expect(operation.id != "" && operation.value["summary"].text != nil, "\(operation.route)")
            #expect(operation.value["description"].text != nil, "\(operation.route)")
            #expect(operation.responses.isEmpty == false, "\(operation.route)")
        }
    }

    @Test func `has no member without a value and no reference that leads nowhere`() {
        #expect(Self.faults(in: document.root, root: document.root, at: "#") == [])
    }

    @Test func `says for every operation which token opens it`() {
        for operation in document.operations {
            #expect(operation.value["security"] != .null, "\(operation.route)")
            let answersOfToken = ["401", "403"].filter { operation.responses[$0] != nil }
            let needsToken = operation.security.contains { $0["clientToken"] != nil }
            #expect(!needsToken || answersOfToken == ["401", "403"], "\(operation.route)")
        }
    }

    @Test func `declares what a body can do wrong wherever there is one`() {
        for operation in document.operations where operation.value["requestBody"]["required"] == .bool(true) {
            for status in ["400", "413", "415"] {
                #expect(operation.responses[status] != nil, "\(operation.route) \(status)")
            }
        }
    }

    @Test func `answers every error but the token endpoint's and the legacy API's own with problem details`() {
        for operation in document.operations where operation.route.path != "/connect/token" {
            for (status, response) in operation.responses where status >= "400" {
                let types = Set(response["content"].members.keys)
                let isOwnPage = ["/", "/setups/{}"].contains(operation.route.path) && ["404", "429"].contains(status)
                let isHealth = operation.route.path == "/health"
                // A legacy operation answers as its clients read, but where it is not there at all, and our own faults.
                let isOwn = operation.isLegacy && !["404", "500"].contains(status) && types == ["application/json"]
                #expect(
                    types == ["application/problem+json"] || isOwnPage || isHealth || isOwn,
                    "\(operation.route) \(status)")
            }
        }
    }

    @Test func `keeps its own schemas in every example of a request or a notification`() throws {
        let found = try all.flatMap { operation in
            try examples(of: operation.requestContent).map { _, example in
                let body = try JSONEncoder().encode(example)
                let (method, path) = (operation.route.method, operation.route.path)
                return document.webhooks.values.contains { $0.id == operation.id }
                    ? document.validate(event: body)
                    : document.validate(request: body, method: method, path: path)
            }
        }
        #expect(found.count > 10)
        #expect(found.flatMap(\.self) == [])
    }

    @Test func `keeps its own schemas in every example of an answer`() throws {
        let found = try document.operations.flatMap { operation in
            try operation.responses.flatMap { status, response in
                try examples(of: response["content"].members).map { type, example in
                    document.validate(
                        body: try JSONEncoder().encode(example), status: try #require(Int(status)),
                        method: operation.route.method, path: operation.route.path, contentType: type)
                }
            }
        }
        #expect(found.count > 100)
        #expect(found.flatMap(\.self) == [])
    }

    /// Each example of a content's JSON types, with its type.
    private func examples(of content: [String: JSONValue]) throws -> [(String, JSONValue)] {
        try content.filter { $0.key.hasSuffix("json") }.flatMap { type, media in
            let named = try media["examples"].members.values.map { reference in
                let name = try #require(reference["$ref"].text?.split(separator: "/").last)
                return document.root["components"]["examples"][String(name)]["value"]
            }
            return (named + (media["example"] == .null ? [] : [media["example"]])).map { (type, $0) }
        }
    }

    private static func faults(in value: JSONValue, root: JSONValue, at place: String) -> [String] {
        switch value {
        case .null: return ["\(place) is null"]
        case .array(let items):
            return items.enumerated().flatMap { faults(in: $1, root: root, at: "\(place)/\($0)") }
        case .object(let members):
            let target = members["$ref"]?.text.map { reference in
                reference.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] }
            }
            return (target == .null ? ["\(place) refers to nothing"] : [])
                + members.flatMap { faults(in: $1, root: root, at: "\(place)/\($0)") }
        default: return []
        }
    }
}
