import Foundation
import HTTPTypes
import Kernel
import TestKit

/// Every operation of the document that names something in its path, ready to be called by anybody: the matrix of
/// tokens and ids is read from the document, so that a new operation is in it by being documented.
struct AccessMatrix {
    struct Operation: CustomStringConvertible {
        let method: HTTPRequest.Method
        /// With `{name}` for parameters.
        let template: String
        /// Parameter's name → the component that describes it, such as `SetupId`.
        let parameters: [String: String]
        /// The alternatives of scopes that open it to a client; empty where no client may call it.
        let scopes: [[String]]
        let takesSession: Bool
        let body: JSONValue?

        var description: String { "\(method.rawValue) \(template)" }

        func path(_ ids: [String: String]) throws -> String {
            try parameters.reduce(template) { path, parameter in
                guard let id = ids[parameter.value] else { throw UnknownParameter(parameter.value, self) }
                return path.replacing("{\(parameter.key)}", with: id)
            }
        }
    }

    /// A parameter of the document for which nobody has made a thing of one's own, and a foreign one.
    struct UnknownParameter: Error, CustomStringConvertible {
        let description: String

        init(_ name: String, _ operation: Operation) {
            description = "\(operation): the matrix does not know \(name); teach it in AccessMatrix.things(of:)"
        }
    }

    static let everyScope = [
        "idv_api", "idv_api_readonly", "kyc_identifications_api", "kyc_identifications_api_readonly",
    ]
    static let absent = "00000000-0000-7000-8000-000000000000"

    let operations: [Operation]

    init(_ document: OpenAPI) throws {
        let references = { (value: JSONValue) in Self.follow(value, document.root) }
        operations = try document.root["paths"].members.sorted { $0.key < $1.key }.flatMap { path, item in
            try item.members.sorted { $0.key < $1.key }.compactMap { word, value -> Operation? in
                guard let method = HTTPRequest.Method(word.uppercased()), value["operationId"] != .null,
                    value["responses"]["501"] == .null
                else { return nil }
                return try Self.operation(method, path, value, shared: item["parameters"].items, references)
            }
        }
    }

    private static func operation(
        _ method: HTTPRequest.Method, _ path: String, _ value: JSONValue, shared: [JSONValue],
        _ follow: (JSONValue) -> JSONValue
    ) throws -> Operation {
        var parameters: [String: String] = [:]
        for parameter in shared + value["parameters"].items where follow(parameter)["in"] == "path" {
            guard let name = follow(parameter)["name"].text else { continue }
            parameters[name] = parameter["$ref"].text?.split(separator: "/").last.map(String.init) ?? "inline \(name)"
        }
        let alternatives = value["security"].items.map(\.members)
        let content = follow(value["requestBody"])["content"]["application/json"]
        return Operation(
            method: method, template: path, parameters: parameters,
            scopes: alternatives.compactMap { $0["clientToken"]?.items.compactMap(\.text) },
            takesSession: alternatives.contains { $0["sessionToken"] != nil },
            body: value["requestBody"] == .null ? nil : example(of: content, follow))
    }

    /// The first example of a body; an empty object where it has none.
    private static func example(of content: JSONValue, _ follow: (JSONValue) -> JSONValue) -> JSONValue {
        if content["example"] != .null { return content["example"] }
        let named = content["examples"].members.sorted { $0.key < $1.key }.first
        return named.map { follow($0.value)["value"] } ?? [:]
    }

    private static func follow(_ value: JSONValue, _ root: JSONValue) -> JSONValue {
        guard let reference = value["$ref"].text else { return value }
        return reference.dropFirst(2).split(separator: "/").reduce(root) { $0[String($1)] }
    }

    /// One thing of every kind, belonging together: parameter → id.
    static func things(of tenant: TestApp.Tenant, in app: TestApp) async throws -> (
        ids: [String: String], person: Person
    ) {
        let token = try await app.token(of: tenant)
        let setup = try await app.call(.get, "/v1/identity-verification-setups/\(tenant.sandbox)", token: token)
        let kycSetup = setup["steps"].items.compactMap { $0["setupId"].text }.first ?? absent
        try await app.call(
            .put, "/v1/identification-setups/\(kycSetup)", token: token, json: ["face": ["activeLivenessEnabled": true]]
        )
        let verification = try await app.create(setup: tenant.sandbox, token: token)
        let person = try await Person(opening: verification, in: app).begun()
        let challenges = "/v1/kyc-identifications/\(person.identification)/active-liveness"
        func challenge() async throws -> String {
            try await app.call(.post, challenges, token: person.token, json: [:])["challengeId"].text ?? absent
        }
        let picture = try await app.call(
            .post, "/v1/kyc-identifications/\(person.identification)/pictures", token: person.token,
            json: ["kind": "Document", "type": "Passport", "part": "DataPage", "sizeBytes": 20_000])
        try await person.excuse(with: Data(SampleFiles.jpegProgressive))
        let found = try await app.call(.get, "/v1/identifications/\(person.identification)", token: token)
        let kyc = try await app.call(.get, "/v1/identifications/\(person.identification)/setup", token: token)
        let told = try await app.toldThings(of: tenant, about: verification)
        let face = try await face(setup: tenant.sandbox, of: tenant, token, in: app)
        return (
            [
                "SetupVersionId": setup["versionId"].text ?? absent,
                "KycSetupVersionId": kyc["versionId"].text ?? absent, "IdentityVerificationId": verification,
                "IdentificationId": person.identification, "FaceAuthenticationId": face,
                "SetupId": tenant.sandbox, "KycSetupId": kyc["id"].text ?? absent,
                "FileId": found["face"]["files"].items.first?["fileId"].text ?? "no file",
                "ChallengeId": try await challenge(), "PictureId": picture["id"].text ?? absent, "PieceOffset": "0",
            ].merging(told) { first, _ in first }, person
        )
    }

    /// A face authentication of the tenant, against an earlier verification of theirs.
    private static func face(
        setup: String, of tenant: TestApp.Tenant, _ token: String, in app: TestApp
    ) async throws -> String {
        let reference = try await app.reference(setup: setup, token: token).verification
        let verification = try await app.create(
            ["faceAuthentication": ["identityVerificationId": .string(reference)]],
            setup: try await app.faceSetup(of: tenant), token: token)
        return try await FacePerson(opening: verification, in: app).authentication
    }
}
