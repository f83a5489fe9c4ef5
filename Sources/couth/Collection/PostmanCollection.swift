import ArgumentParser
import Foundation
import Kernel

/// The collection of every operation: a folder a tag, and variables that answers fill for the calls that follow.
struct PostmanCollection {
    private let document: APIDocument

    /// What an answer leaves for later calls: operation → the variable and the member that it takes.
    static let harvest: [String: (variable: String, member: String)] = [
        "issueToken": ("token", "access_token"),
        "createIdentityVerification": ("identityVerificationId", "id"),
        "createIdentification": ("identificationId", "id"),
        "createKycIdentification": ("identificationId", "id"),
        "createIdentityVerificationSetup": ("setupId", "id"),
        "createIdentificationSetup": ("kycSetupId", "id"),
        "openSession": ("sessionToken", "accessToken"),
        "exchangeSessionToken": ("sessionToken", "accessToken"),
    ]

    /// - Throws: where `harvest` names an operation that the document has no more.
    init(of document: APIDocument) throws {
        self.document = document
        let unknown = Set(Self.harvest.keys).subtracting(document.operations.map(\.id))
        guard unknown.isEmpty else {
            throw ValidationError("the document has no operation \(unknown.sorted().joined(separator: ", "))")
        }
    }

    /// The same document always gives the same bytes.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private var value: JSONValue {
        .object([
            "info": .object([
                "name": .string(document.root["info"]["title"].text ?? ""),
                "description": .string(Self.description),
                "schema": .string("https://schema.getpostman.com/json/collection/v2.1.0/collection.json"),
            ]),
            "auth": Self.bearer("token"),
            "item": .array(document.root["tags"].list.map(folder)),
            "variable": .array(variables),
        ])
    }

    private static let description = """
        Set baseUrl, clientId, clientSecret and setupId, send "Get an access token" first, then "Create an identity \
        verification". Tokens and ids of answers are kept in the collection's variables.
        """

    private func folder(_ tag: JSONValue) -> JSONValue {
        let name = tag["name"].text ?? ""
        let items = document.operations.filter { $0.tag == name }.map { operation in
            CollectionRequest(operation, in: document).item
        }
        return .object([
            "name": .string(name), "description": .string(tag["description"].text ?? ""), "item": .array(items),
        ])
    }

    private var variables: [JSONValue] {
        let inPaths = document.operations.flatMap(\.parameters).filter { $0.place == "path" }.map(\.variable)
        let own = ["clientId", "clientSecret"] + Self.harvest.values.map(\.variable)
        let names = Set(inPaths + own).sorted()
        let base = JSONValue.object(["key": .string("baseUrl"), "value": .string("http://127.0.0.1:8080")])
        return [base] + names.map { .object(["key": .string($0), "value": .string("")]) }
    }

    static func bearer(_ variable: String) -> JSONValue {
        .object([
            "type": .string("bearer"),
            "bearer": .array([
                .object([
                    "key": .string("token"), "value": .string("{{\(variable)}}"), "type": .string("string"),
                ])
            ]),
        ])
    }
}
