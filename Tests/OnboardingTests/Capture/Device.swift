import Foundation
import HTTPTypes
import Kernel
import TestKit

/// A device of a person that says what it is and comes from somewhere.
struct Device: Sendable {
    static let proxyField = HTTPField.Name("X-Forwarded-For")!
    static let desktop = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"
    static let phone =
        "Mozilla/5.0 (Linux; Android 15; Invented) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"

    let app: TestApp
    var headers: HTTPFields = [:]

    init(_ app: TestApp, agent: String? = nil, address: String? = nil) {
        self.app = app
        headers[.userAgent] = agent
        headers[Self.proxyField] = address
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, token: String? = nil, json: JSONValue? = nil
    ) async throws -> Answer {
        var fields = headers
        if json != nil { fields[.contentType] = "application/json" }
        return try await app.send(
            method, path, token: token, headers: fields, body: try json.map { try JSONEncoder().encode($0) })
    }

    /// Opens the link; the answer has the token of the lesser level.
    func open(_ verification: String) async throws -> Answer {
        try await call(.post, "/v1/sessions", json: ["identityVerificationId": .string(verification)])
    }

    func exchange(_ verification: String, _ token: String?, _ body: JSONValue? = [:]) async throws -> Answer {
        try await call(.post, "/v1/sessions/\(verification)/full-access-token", token: token, json: body)
    }

    /// Both.
    func enter(_ verification: String) async throws -> Answer {
        try await exchange(verification, try await open(verification)["accessToken"].text)
    }

    func hand(_ method: HTTPRequest.Method, _ verification: String, _ token: String?) async throws -> Answer {
        try await call(method, "/v1/identity-verifications/\(verification)/hand-off", token: token)
    }

    /// Chooses a number on the first device; none where it is nil.
    func choose(_ number: JSONValue?, _ verification: String, _ token: String?) async throws -> Answer {
        try await call(
            .put, "/v1/identity-verifications/\(verification)/hand-off/confirmation", token: token,
            json: number.map { ["number": $0] } ?? [:])
    }

    /// Asks on the second device whether it is let in.
    func awaitHandOff(_ token: String?) async throws -> Answer {
        try await call(.get, "/v1/sessions/hand-off", token: token)
    }

    /// Asks for the present link by a message.
    func message(
        _ channel: String, to address: String, _ verification: String, _ token: String?
    ) async throws -> Answer {
        try await call(
            .post, "/v1/identity-verifications/\(verification)/hand-off/messages", token: token,
            json: ["channel": .string(channel), "address": .string(address), "language": "en-GB"])
    }

    /// Takes over by what a link says behind its `#`.
    func take(_ link: JSONValue) async throws -> Answer {
        let token = link.text?.split(separator: "#").last.map(String.init) ?? ""
        return try await call(.post, "/v1/sessions/hand-off", json: ["handOffToken": .string(token)])
    }
}

extension TestApp {
    /// Switches members of the sandbox's `omnichannel` on.
    func switchOn(_ members: String...) async throws {
        let all = ["enabled", "appStoreEnabled", "restrictToSameIpAddress", "onlyMobileEnabled"]
        let value = Dictionary(uniqueKeysWithValues: all.map { ($0, JSONValue.bool(members.contains($0))) })
        try await change("idv", "omnichannel", to: .object(value))
    }
}
